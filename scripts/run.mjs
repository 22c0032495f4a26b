// Starts a task of this project from nothing: `node scripts/run.mjs <task> [arguments]`.
//
// Plain JavaScript for Node 18 and later, without dependencies, because nothing else is there in a clean clone. It installs the packages
// of package-lock.json where they are missing or stale, then runs scripts/tasks/<task>.ts under the project's own Node 24.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tasks = join(root, 'scripts', 'tasks');
const modules = join(root, 'node_modules');
const bin = join(modules, '.bin');
const stamp = join(modules, '.installed-from');

const [task, ...args] = process.argv.slice(2);
if (task === undefined || !/^[a-z-]+$/.test(task) || !existsSync(join(tasks, `${task}.ts`))) {
  const known = readdirSync(tasks).filter((name) => name.endsWith('.ts'));
  stop(`no such task: ${task ?? ''}\ntasks: ${known.map((name) => name.slice(0, -'.ts'.length)).join(', ')}`);
}
installPackages();
start(join(tasks, `${task}.ts`), args);

/** Runs `npm ci` unless node_modules was installed from this very package-lock.json. */
function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(join(bin, 'tsc'))) return;

  process.stderr.write('installing npm packages …\n');
  const npm = process.env.npm_execpath;
  const [file, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { status } = spawnSync(file, [...first, 'ci', '--include=dev', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2], // standard output belongs to the task
  });
  if (status !== 0) stop('npm ci failed: see its message above; it needs npm and a package registry', status ?? 1);
  writeFileSync(stamp, wanted);
}

/** Runs a task with the tools of node_modules first on PATH, hands signals on, and ends as the task ends. */
function start(script, scriptArgs) {
  const child = spawn(projectNode(), [script, ...scriptArgs], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`cannot start Node: ${error.message}`));
  child.on('exit', (status, signal) => {
    if (signal === null) process.exit(status);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** The Node 24 that came with npm, or the running one where install scripts are switched off and it is new enough. */
function projectNode() {
  const own = join(bin, 'node');
  if (spawnSync(own, ['--version']).status === 0) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return stop(
    `Node 24 is missing: npm did not run the install script of the package "node", and this is Node ${process.versions.node}\n` +
      'allow install scripts and delete node_modules, or run this with Node 24 or later',
  );
}

function stop(message, status = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(status);
}
