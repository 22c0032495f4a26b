import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setUpParts, setUpVersions } from '../scripts/parts/set-up.ts';
import { runTask } from '../scripts/steps/task.ts';
import { formatBytes } from '../src/domain/bytes.ts';
import { projectFolder } from '../test/real/action-run.ts';
import { backup, gunzipAndLoad, gzipAndGpg, raw, restoreStep, sealedByHand, type Ground } from './contenders.ts';
import { benchEngines } from './engines.ts';
import { onGround } from './ground.ts';
import { empty, runRounds, say } from './rounds.ts';
import { lap, median, type Lap } from './stopwatch.ts';

// `npm run bench [-- --rounds 3 --rows 300000 <part of an engine's name> … memory start]`: see README.md beside this file.
const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, rows: { type: 'string', default: '300000' } },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
const rows = Number(values.rows);
const aims = { startSeconds: 0.15, peakBytes: 200_000_000 };
const wants = (what: string): boolean => positionals.length === 0 || positionals.some((word) => what.includes(word));

await runTask(async () => {
  await setUpParts();
  await setUpVersions();
  say(`${cpus().length} cores, Node ${process.version}, ${rounds} rounds, medians`);
  for (const engine of benchEngines) if (wants(engine.name)) await onGround(engine, 'speed', speed);
  if (wants('memory')) for (const engine of benchEngines) await onGround(engine, 'memory', memory);
  if (wants('start')) await startTime();
  return true;
});

async function speed(ground: Ground): Promise<void> {
  const { engine, server, database } = ground;
  say(`\n${engine.name}: making a database of about ${sizeOf(rows)} …`);
  await server.create(database, rows);
  const [alone, bucket, gpg, load] = [raw(engine), backup('s3Store', 'S3'), gzipAndGpg(engine), gunzipAndLoad(engine)];
  const ways = [alone, bucket, backup('directoryStore', 'directory'), sealedByHand(engine), gpg];
  const { ratio } = await runRounds(ways, ground, rounds);
  const loads = await runRounds([load, restoreStep], ground, rounds);
  const { toRaw, toGpg, toLoad } = engine.aims;
  say(`backup to S3 takes ${ratio(bucket, alone).toFixed(2)} × the raw dump (aim: at most ${toRaw})`);
  say(`and is ${ratio(gpg, bucket).toFixed(2)} × faster than ${gpg.name} (aim: at least ${toGpg})`);
  say(`a restore is ${loads.ratio(load, restoreStep).toFixed(2)} × faster than ${load.name} (aim: at least ${toLoad})`);
}

async function memory(ground: Ground): Promise<void> {
  const { engine, server, database, folder } = ground;
  for (const count of [rows * 0.45, rows * 9]) {
    await server.create(database, count);
    const { peakBytes = NaN } = await backup('s3Store', 'S3').run(ground);
    await server.drop(database);
    await empty(folder);
    const aim = `aim: under ${formatBytes(aims.peakBytes)}`;
    say(`peak memory of a backup of ${sizeOf(count)} from ${engine.name}: ${formatBytes(peakBytes)} (${aim})`);
  }
}

/** The time until an action has read its inputs, and found them empty. */
async function startTime(): Promise<void> {
  const laps: Lap[] = [];
  const entry = join(projectFolder, 'actions', 'backup', 'index.js');
  const script = `"${process.execPath}" "${entry}" > /dev/null 2>&1 || [ $? = 2 ]`;
  for (let round = 0; round < 9; round += 1)
    laps.push(await lap({ file: 'bash', args: ['--norc', '-c', script], env: {} }));
  const seconds = median(laps).wallSeconds.toFixed(2);
  say(`a bundle starts, reads its inputs and says what is missing in ${seconds} s (aim: ${aims.startSeconds})`);
}

function sizeOf(count: number): string {
  return formatBytes(count * 740);
}
