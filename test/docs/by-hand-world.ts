import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { partsFolder } from '../../scripts/parts/locate.ts';
import { gnuPgHome, type GnuPgHome } from '../ciphers/throwaway-keys.ts';
import { startJob, type Job } from '../real/action-run.ts';
import { startPostgres, type TestPostgres } from '../real/postgres-server.ts';
import { startS3Server } from '../real/s3-server.ts';
import { runInTerminal, type TerminalRun } from '../real/typing-terminal.ts';
import { blocksOf, pageAt } from './markdown.ts';

type Texts = Readonly<Record<string, string>>;

/** A source, a server to restore into, stores and keys, for the commands of the documentation. */
export interface ByHandWorld extends AsyncDisposable {
  readonly source: TestPostgres;
  /** Has nothing of the source. */
  readonly target: TestPostgres;
  /** Each store as an action names it, and as a person with `aws` or `cp` does. */
  readonly stores: Readonly<Record<'bucket' | 'folder', { readonly url: string; readonly byHand: string }>>;
  /** Made by the commands of the README. */
  readonly age: { readonly recipient: string; readonly file: string };
  /** The age identity, behind the passphrase. */
  readonly protectedIdentity: string;
  readonly openpgp: { readonly publicKey: string; readonly privateKeyFile: string };
  readonly passphrase: string;
  /** Where the actions find files. */
  readonly workFolder: string;
  /** Runs an action that has to succeed. @returns its outputs */
  act(action: string, inputs: Texts, more?: Texts): Promise<Texts>;
  /** Runs commands in a terminal, in a new folder, as somebody with the keys and the tools, and with those of another folder first. */
  type(script: string, folder: string, tools?: string): Promise<TerminalRun>;
  newFolder(): Promise<string>;
}

export async function startByHandWorld(): Promise<ByHandWorld> {
  await using unfinished = new AsyncDisposableStack();
  const root = await mkdtemp(join(tmpdir(), 'by-hand-'));
  unfinished.defer(() => rm(root, { recursive: true, force: true }));
  const source = unfinished.use(await startPostgres());
  const target = unfinished.use(await startPostgres());
  const s3 = unfinished.use(await startS3Server());
  const job = unfinished.use(await startJob());
  const passphrase = `correct "horse" $battery é`;
  const aws = { AWS_ACCESS_KEY_ID: s3.accessKeyId, AWS_SECRET_ACCESS_KEY: s3.secretAccessKey };
  const bucket = await s3.createBucket();
  const personal = unfinished.use(gnuPgHome()); // of the person who restores: empty at first
  const env = {
    ...aws,
    AWS_DEFAULT_REGION: s3.region,
    AWS_ENDPOINT_URL: s3.endpoint,
    PATH: [join(partsFolder, 'bin'), target.bin, process.env['PATH'] ?? ''].join(delimiter),
    HOME: root,
    LANG: 'C.UTF-8',
    GNUPGHOME: personal.path,
  };
  const type = (script: string, cwd: string, tools = ''): Promise<TerminalRun> =>
    runInTerminal(script, {
      answer: passphrase,
      cwd,
      env: { ...env, PATH: [tools, env.PATH].filter(Boolean).join(delimiter) },
    });
  const keys = { ...(await ageKeys(root, env, type)), ...(await openPgpKeys(root)) };
  await mkdir(join(root, 'store'));
  let folders = 0;
  const started = unfinished.move();
  return {
    ...{ source, target, passphrase, type, ...keys, workFolder: job.workFolder },
    stores: {
      bucket: {
        url: `s3://${bucket}/nightly?endpoint=${s3.endpoint}&region=${s3.region}&path-style=true`,
        byHand: `s3://${bucket}/nightly`,
      },
      folder: { url: pathToFileURL(join(root, 'store')).href, byHand: join(root, 'store') },
    },
    act: (action, inputs, more = {}) => succeed(job, action, { inputs, env: { ...aws, ...more } }),
    async newFolder() {
      folders += 1;
      const folder = join(root, `person-${folders}`);
      await mkdir(folder);
      return folder;
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

async function succeed(job: Job, action: string, options: { inputs: Texts; env: Texts }): Promise<Texts> {
  const run = await job.run(action, options);
  assert.equal(run.status, 0, run.log);
  return run.outputs;
}

async function ageKeys(
  root: string,
  env: Texts,
  type: ByHandWorld['type'],
): Promise<Pick<ByHandWorld, 'age' | 'protectedIdentity'>> {
  const [makeKey] = blocksOf(pageAt('README.md'), 'sh');
  const recipient = execFileSync('bash', ['-e', '-c', makeKey?.text ?? ''], {
    cwd: root,
    env,
    encoding: 'utf8',
  }).trim();
  assert.match(recipient, /^age1\S+$/);
  const protect = await type('age --passphrase --output protected.age shop-identity.txt', root);
  assert.equal(protect.status, 0, protect.text);
  return {
    age: { recipient, file: join(root, 'shop-identity.txt') },
    protectedIdentity: join(root, 'protected.age'),
  };
}

async function openPgpKeys(root: string): Promise<Pick<ByHandWorld, 'openpgp'>> {
  using home: GnuPgHome = gnuPgHome();
  const fingerprint = home.makeKey('Shop <shop@example.com>');
  const privateKeyFile = join(root, 'shop-private.asc');
  await writeFile(privateKeyFile, home.privateKey(fingerprint));
  return { openpgp: { publicKey: home.publicKey(fingerprint), privateKeyFile } };
}
