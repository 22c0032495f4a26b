import { join } from 'node:path';
import { projectFolder } from '../test/real/action-run.ts';
import { lap, type Lap } from './stopwatch.ts';

/** Where a contender reads and writes. */
export interface Ground {
  readonly bin: string;
  /** Of the database, without a password. */
  readonly socketUrl: string;
  /** An empty folder that is emptied after each lap. */
  readonly folder: string;
  readonly recipient: string;
  readonly passphraseFile: string;
  readonly directoryStore: string;
  readonly s3Store: string;
  readonly s3Env: Readonly<Record<string, string>>;
}

export interface Contender {
  readonly name: string;
  run(ground: Ground): Promise<Lap>;
}

const pipeline = (name: string, script: (ground: Ground) => string): Contender => ({
  name,
  run: (ground) => lap('bash', ['--norc', '-eo', 'pipefail', '-c', script(ground)], { LC_ALL: 'C.UTF-8' }),
});

const dump = ({ bin, socketUrl }: Ground, format: string): string =>
  `${join(bin, 'pg_dump')} ${format} -d '${socketUrl}'`;

/** What everything is held against: the dump alone, to nowhere. */
export const raw = pipeline('pg_dump -Fc -Z0 to nowhere', (ground) => `${dump(ground, '-Fc -Z0')} > /dev/null`);

/** Ours, as a runner starts it. */
export const ours = (store: 'directoryStore' | 's3Store', what: string): Contender => ({
  name: `muster backup: zstd, age, ${what}, fingerprint`,
  run: (ground) => {
    const inputs = { source: 'bench', url: ground.socketUrl, store: ground[store], recipients: ground.recipient };
    const env = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    );
    const runner = { RUNNER_TEMP: ground.folder, GITHUB_OUTPUT: '/dev/null', GITHUB_STEP_SUMMARY: '/dev/null' };
    const entry = join(projectFolder, 'actions', 'backup', 'index.js');
    return lap(process.execPath, [entry], { ...env, ...runner, ...ground.s3Env });
  },
});

/** What a user would write, and what two of the procedures that Muster replaces do. */
export const pipelines: readonly Contender[] = [
  pipeline('pg_dump -Fc -Z0 | zstd -3 | age', (ground) => {
    return `${dump(ground, '-Fc -Z0')} | zstd -q -3 | age -r ${ground.recipient} > ${ground.folder}/backup.zst.age`;
  }),
  pipeline('pg_dump -Fc', (ground) => `${dump(ground, '-Fc')} > ${ground.folder}/backup.dump`),
  pipeline('pg_dump | gzip | gpg -c', (ground) => {
    const gpg = `gpg --batch --homedir ${ground.folder} --cipher-algo AES256 --passphrase-file ${ground.passphraseFile} -c`;
    return `${dump(ground, '-Fp')} | gzip | ${gpg} > ${ground.folder}/backup.sql.gz.gpg`;
  }),
];
