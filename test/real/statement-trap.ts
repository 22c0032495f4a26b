import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The statement at which an action is stopped, and how. */
export interface Snare {
  /** Matched against what goes to the client at once: one statement, or a script. */
  readonly at: RegExp;
  /** Which of those that match, counted over all sessions; the first where nothing is said. */
  readonly turn?: number;
  /** `before`: the server never gets it. `sent`: the server has it, and nobody waits for its answer. `after`: it was carried out. */
  readonly when: 'before' | 'sent' | 'after';
  readonly signal: NodeJS.Signals;
  /** The process that gets the signal: the action, where nothing is said. */
  readonly process?: number;
}

/** Client tools that pass everything on, and stop whoever started them at one statement. Disposing of it removes them. */
export interface StatementTrap extends AsyncDisposable {
  /** `PATH` with these tools in front. */
  readonly searchPath: string;
  hasSprung(): boolean;
}

/** @param searchPath of the real tools, which are in its first folder with both */
export async function setTrap(searchPath: string, client: 'mysql' | 'mariadb', snare: Snare): Promise<StatementTrap> {
  const folder = await mkdtemp('/tmp/trap-');
  const names = client === 'mysql' ? ['mysql', 'mysqldump'] : ['mariadb', 'mariadb-dump'];
  const home = searchPath.split(delimiter).find((path) => names.every((name) => existsSync(join(path, name))));
  if (home === undefined) throw new Error(`${names.join(' and ')} are in no folder of ${searchPath}`);
  const [sprung, log] = [join(folder, 'sprung'), join(folder, 'log')];
  const settings = { ...snare, at: snare.at.source, turn: snare.turn ?? 1, real: join(home, client), sprung, log };
  await writeFile(join(folder, client), scriptFor(settings));
  await chmod(join(folder, client), 0o755);
  await symlink(join(home, names[1] ?? ''), join(folder, names[1] ?? ''));
  return {
    searchPath: [folder, searchPath].join(delimiter),
    hasSprung: () => existsSync(sprung),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
/** The client: all but its standard input and output is the real one's. */
function scriptFor(settings: object): string {
  return `#!${process.execPath}
const { spawn, spawnSync } = require('node:child_process');
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const { at, turn, when, signal, process: pid, real, sprung, log } = ${JSON.stringify(settings)};
const args = process.argv.slice(2);
if (args.includes('--version')) process.exit(spawnSync(real, args, { stdio: 'inherit' }).status ?? 1);
if (args.some((arg) => arg.startsWith('--database='))) process.exit(spawnSync(real, args, { stdio: 'inherit' }).status ?? 1); // loads rows
const client = spawn(real, args, { stdio: ['pipe', 'pipe', 'inherit'] });
let isWaiting = false;
const stop = () => {
  try {
    writeFileSync(sprung, '', { flag: 'wx' }); // once
  } catch {
    return false;
  }
  process.kill(pid ?? process.ppid, signal);
  return pid === undefined && signal === 'SIGKILL';
};
const turnOf = (text) => {
  appendFileSync(log, text.slice(0, 1000).replaceAll('\\n', ' ') + '\\n');
  return readFileSync(log, 'utf8').split('\\n').filter((line) => line !== '' && new RegExp(at).test(line)).length;
};
process.stdin.on('data', (bytes) => {
  const text = bytes.toString('latin1').replace(/^SELECT '[\\w-]{24}';\\n/gm, '');
  const isIt = text !== '' && turnOf(text) === turn && new RegExp(at).test(text.slice(0, 1000).replaceAll('\\n', ' '));
  if (isIt && when === 'before' && stop()) process.exit(0);
  client.stdin.write(bytes);
  if (isIt && when === 'sent') stop();
  if (isIt && when === 'after') isWaiting = true;
});
process.stdin.on('end', () => client.stdin.end());
client.stdin.on('error', () => undefined);
client.stdout.on('data', (bytes) => {
  if (isWaiting) stop();
  isWaiting = false;
  process.stdout.write(bytes);
});
process.stdout.on('error', () => undefined);
process.on('SIGTERM', () => client.kill('SIGTERM'));
client.on('close', (status, endedBy) => {
  if (endedBy === null) process.stdout.write('', () => process.exit(status));
  else {
    process.removeAllListeners('SIGTERM');
    process.kill(process.pid, endedBy);
  }
});
`;
}
