import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { formatBytes } from '../src/domain/bytes.ts';
import { setUpParts } from '../scripts/parts/set-up.ts';
import { runTask } from '../scripts/steps/task.ts';
import { projectFolder } from '../test/real/action-run.ts';
import { startPostgres, type TestPostgres } from '../test/real/postgres-server.ts';
import { startS3Server, type S3Server } from '../test/real/s3-server.ts';
import { ours, pipelines, raw, type Contender, type Ground } from './contenders.ts';
import { createDataset } from './dataset.ts';
import { lap, median, type Lap } from './stopwatch.ts';

// `npm run bench [-- rounds]`: ratios within one run; absolute times mean nothing on another machine, or in another minute.
const rounds = Number(process.argv[2] ?? 3);
const aims = { toRaw: 1.6, toGpg: 2.8, startSeconds: 0.15, peakBytes: 200_000_000 };

await runTask(async () => {
  await setUpParts();
  const folder = await mkdtemp(join(tmpdir(), 'muster-bench-'));
  try {
    await using server = await startPostgres();
    await using s3 = await startS3Server();
    say(`${cpus().length} cores, Node ${process.version}, ${rounds} rounds, medians`);
    await speed(server, await groundIn(folder, server, s3, 'speed'));
    await memory(server, await groundIn(folder, server, s3, 'memory'));
    await startTime();
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function speed(server: TestPostgres, ground: Ground): Promise<void> {
  say('making a database of about 740 MB …');
  await createDataset(server, 'speed', 1_000_000);
  const bucket = ours('s3Store', 'S3');
  const contenders = [raw, bucket, ours('directoryStore', 'directory'), ...pipelines];
  const laps = new Map<Contender, Lap[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      laps.get(contender)?.push(await contender.run(ground));
      await empty(ground.folder);
    }
  }
  const base = median(laps.get(raw) ?? []);
  for (const contender of contenders) {
    const { wallSeconds, cpuSeconds, peakBytes } = median(laps.get(contender) ?? []);
    const ratio = (wallSeconds / base.wallSeconds).toFixed(2);
    const peak = contender.name.startsWith('muster') ? `, peak ${formatBytes(peakBytes)}` : '';
    say(
      `${ratio.padStart(6)} × raw  ${wallSeconds.toFixed(1)} s wall, ${cpuSeconds.toFixed(1)} s CPU${peak}  ${contender.name}`,
    );
  }
  const mine = median(laps.get(bucket) ?? []).wallSeconds;
  const gpg = median(laps.get(pipelines.at(-1) ?? raw) ?? []).wallSeconds;
  say(`backup to S3 takes ${(mine / base.wallSeconds).toFixed(2)} × the raw dump (aim: at most ${aims.toRaw})`);
  say(`and is ${(gpg / mine).toFixed(2)} × faster than pg_dump | gzip | gpg -c (aim: at least ${aims.toGpg})`);
}

async function memory(server: TestPostgres, ground: Ground): Promise<void> {
  for (const [rows, size] of [
    [135_000, '100 MB'],
    [2_700_000, '2 GB'],
  ] as const) {
    say(`making a database of about ${size} …`);
    await createDataset(server, `memory_${rows}`, rows);
    const socketUrl = server.socketUrl(`memory_${rows}`);
    const { peakBytes } = await ours('s3Store', 'S3').run({ ...ground, socketUrl });
    await server.psql(`DROP DATABASE memory_${rows}`);
    await empty(ground.folder);
    say(`peak memory of the process at ${size}: ${formatBytes(peakBytes)} (aim: under ${formatBytes(aims.peakBytes)})`);
  }
}

/** The time until an action has read its inputs, and found them empty. */
async function startTime(): Promise<void> {
  const laps: Lap[] = [];
  const entry = join(projectFolder, 'actions', 'backup', 'index.js');
  for (let round = 0; round < 9; round += 1) {
    const script = `"${process.execPath}" "${entry}" > /dev/null 2>&1 || [ $? = 2 ]`;
    laps.push(await lap('bash', ['--norc', '-c', script], {}));
  }
  const { wallSeconds } = median(laps);
  say(
    `a bundle starts, reads its inputs and says what is missing in ${wallSeconds.toFixed(2)} s (aim: ${aims.startSeconds})`,
  );
}

async function groundIn(folder: string, server: TestPostgres, s3: S3Server, database: string): Promise<Ground> {
  const own = join(folder, database);
  const [work, stored, passphraseFile] = [join(own, 'work'), join(own, 'stored'), join(own, 'passphrase')];
  await mkdir(work, { recursive: true });
  await mkdir(stored);
  await writeFile(passphraseFile, 'correct horse battery staple', { mode: 0o600 });
  return {
    bin: server.bin,
    socketUrl: server.socketUrl(database),
    folder: work,
    recipient: await identityToRecipient(await generateX25519Identity()),
    passphraseFile,
    directoryStore: pathToFileURL(stored).href,
    s3Store: `s3://${await s3.createBucket()}?endpoint=${s3.endpoint}&region=${s3.region}&path-style=true`,
    s3Env: { AWS_ACCESS_KEY_ID: s3.accessKeyId, AWS_SECRET_ACCESS_KEY: s3.secretAccessKey },
  };
}

async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
