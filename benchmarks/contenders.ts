import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder, type Job } from '../test/real/action-run.ts';
import type { BenchEngine, BenchServer } from './engines.ts';
import { lap, type Lap } from './stopwatch.ts';

/** Where a contender reads and writes. */
export interface Ground {
  readonly engine: BenchEngine;
  readonly server: BenchServer;
  readonly database: string;
  /** An empty folder that is emptied after each lap. */
  readonly folder: string;
  readonly recipient: string;
  readonly identity: string;
  readonly passphraseFile: string;
  readonly directoryStore: string;
  readonly s3Store: string;
  readonly s3Env: Readonly<Record<string, string>>;
  readonly job: Job;
}

export type Measured = Pick<Lap, 'wallSeconds'> & Partial<Lap>;

export interface Contender {
  readonly name: string;
  run(ground: Ground): Promise<Measured>;
}

const shell = ({ server }: Ground, script: string): Promise<Lap> =>
  lap({
    file: 'bash',
    args: ['--norc', '-eo', 'pipefail', '-c', script],
    env: { PATH: server.searchPath },
    serverPid: server.pid,
  });

/** What backups are held against: the dump alone, to nowhere. */
export const raw = ({ words }: BenchEngine): Contender => ({
  name: `${words.raw} to nowhere`,
  run: (ground) => shell(ground, `${ground.server.raw(ground.database)} > /dev/null`),
});

/** Ours, as a runner starts it. */
export const backup = (store: 'directoryStore' | 's3Store', what: string): Contender => ({
  name: `muster backup: zstd, age, ${what}, fingerprint`,
  run(ground) {
    const { server, database, recipient, folder } = ground;
    const inputs = { source: 'bench', url: server.url(database), store: ground[store], recipients: recipient };
    const env = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    );
    const runner = { RUNNER_TEMP: folder, GITHUB_OUTPUT: '/dev/null', GITHUB_STEP_SUMMARY: '/dev/null' };
    return lap({
      file: process.execPath,
      args: [join(projectFolder, 'actions', 'backup', 'index.js')],
      env: { PATH: server.searchPath, ...env, ...runner, ...ground.s3Env },
      serverPid: server.pid,
    });
  },
});

/** What a user would write. */
export const sealedByHand = ({ words }: BenchEngine): Contender => ({
  name: `${words.raw} | zstd -3 | age`,
  run: (ground) => {
    const dump = ground.server.raw(ground.database);
    return shell(ground, `${dump} | zstd -q -3 | age -r ${ground.recipient} > ${ground.folder}/backup.zst.age`);
  },
});

/** What the procedures do that Muster replaces. */
export const gzipAndGpg = ({ words }: BenchEngine): Contender => ({
  name: `${words.sql} | gzip | gpg -c`,
  run: (ground) => {
    const { server, database, folder, passphraseFile } = ground;
    const gpg = `gpg --batch --homedir ${folder} --cipher-algo AES256 --passphrase-file ${passphraseFile} -c`;
    return shell(ground, `${server.sql(database)} | gzip | ${gpg} > ${folder}/backup.sql.gz.gpg`);
  },
});

/** The step of a drill that fetches, opens and loads a backup, without the start of the sandbox and without the comparison. */
export const restoreStep: Contender = {
  name: 'muster restore-verify, its step "restore"',
  async run({ job, server, directoryStore, identity }) {
    const inputs = { source: 'bench', store: directoryStore, identity };
    const { status, outputs, log } = await job.run('restore-verify', { inputs, env: { PATH: server.searchPath } });
    if (status !== 0) throw new Error(`the drill ended with ${status}: ${log.slice(-2000)}`);
    const { ladder } = JSON.parse(await readFile(outputs['report'] ?? '', 'utf8')) as {
      ladder: readonly { readonly step: string; readonly seconds: number }[];
    };
    return { wallSeconds: ladder.find(({ step }) => step === 'restore')?.seconds ?? NaN };
  },
};

/** The same by hand, into an empty database of the source's own server: nothing is fetched, opened or checked. */
export const gunzipAndLoad = ({ words }: BenchEngine): Contender => ({
  name: `gunzip | ${words.load}`,
  async run(ground) {
    const { server, database, folder } = ground;
    const [target, packed] = [`${database}_loaded`, `${folder}/backup.sql.gz`];
    await shell(ground, `${server.sql(database)} | gzip -1 > ${packed}`);
    await server.createEmpty(target);
    try {
      return await shell(ground, `gunzip -c ${packed} | ${server.load(target)}`);
    } finally {
      await server.drop(target);
    }
  },
});
