import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { asFailure } from '../../src/domain/failure.ts';
import type { BackupKind } from '../../src/domain/kind.ts';
import type { Dump, Source } from '../../src/ports/engine.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { descendantsOf, type SeenProcess } from '../real/process-tree.ts';
import { collect } from './byte-streams.ts';

/** One source in the states that the suite needs, with what the suite cannot know about it. */
export interface SourceUnderTest extends AsyncDisposable {
  readonly kind: BackupKind;
  /** Name of the program that dumps, as the system shows it. */
  readonly tool: string;
  /** Less than what fits into a pipe. */
  readonly small: Source;
  /** Much more than what fits into the pipes between the tool and its reader. */
  readonly large: Source;
  /** Writes much more than a pipe holds, and then its tool fails. */
  readonly failing: Source;
  /** What no message may hold. */
  readonly secrets: readonly string[];
  /** Whether bytes are a whole dump of `small`. */
  isWhole(bytes: Buffer): Promise<boolean>;
}

/** What every source promises of its dumps. */
export function sourceContract(name: string, open: () => Promise<SourceUnderTest>): void {
  describe(`${name} keeps the promises of a source`, () => {
    let tested: SourceUnderTest;
    before(async () => void (tested = await open()));
    after(() => tested[Symbol.asyncDispose]());

    const start = (source: Source, signal = new AbortController().signal): Promise<Dump> =>
      startDump(source, tested.kind, signal);

    it('gives a whole dump, taken now, and says what it held when asked after the last byte', async () => {
      const earliest = Date.now() - 1000;
      await using dump = await start(tested.small);
      assert.ok(dump.snapshotAt.getTime() >= earliest && dump.snapshotAt.getTime() <= Date.now() + 1000);
      assert.match(dump.extension, /^\.[a-z]+$/);
      assert.match(dump.format, /^[a-z_-]+$/);
      assert.ok(await tested.isWhole(await collect(dump.bytes())));
      const held = await dump.fingerprint();
      assert.ok(held === undefined || held.tables.length > 0);
    });

    it('loses nothing of a tool that has exited before anybody reads', async () => {
      await using dump = await start(tested.small);
      await until(() => toolsOf(tested).length === 0);
      assert.ok(await tested.isWhole(await collect(dump.bytes())));
    });

    it('does not end its bytes well where the tool fails at its end', async () => {
      await using dump = await start(tested.failing);
      const before = { bytes: 0 };
      await assert.rejects(counting(dump, before), (thrown) => {
        assertHarmless(thrown, tested);
        assert.equal(asFailure(thrown).code, 'dump-failed');
        return true;
      });
      assert.ok(before.bytes > 65_536, 'the tool failed before its end');
    });

    it('does not end its bytes well where the tool is killed in the middle, and ends what the tool had started', async () => {
      const others = descendantsOf(process.pid);
      {
        await using dump = await start(tested.large);
        const reading = collect(afterFirst(dump.bytes(), () => toolsOf(tested).forEach(kill)));
        await assert.rejects(reading, (thrown) => {
          assertHarmless(thrown, tested);
          assert.equal(asFailure(thrown).code, 'dump-failed');
          return true;
        });
      }
      await nothingRunsBut(others);
    });

    it('ends with all that it started when the run is asked to stop', async () => {
      const others = descendantsOf(process.pid);
      const controller = new AbortController();
      {
        await using dump = await start(tested.large, controller.signal);
        const reading = collect(afterFirst(dump.bytes(), () => controller.abort(new Error('stop now'))));
        await assert.rejects(reading, /stop now/);
      }
      await nothingRunsBut(others);
    });

    it('does not begin where the run was asked to stop before', async () => {
      const others = descendantsOf(process.pid);
      const stopped = AbortSignal.abort(new Error('stopped before'));
      await assert.rejects(start(tested.large, stopped), /stopped before/);
      await nothingRunsBut(others);
    });

    it('ends with all that it started when it is disposed of in the middle', async () => {
      const others = descendantsOf(process.pid);
      {
        await using dump = await start(tested.large);
        for await (const _ of dump.bytes()) break;
      }
      await nothingRunsBut(others);
    });

    it('ends with all that it started when it is disposed of and nobody ever read', async () => {
      const others = descendantsOf(process.pid);
      {
        await using _ = await start(tested.large);
        await until(() => toolsOf(tested).length > 0);
      }
      await nothingRunsBut(others);
    });

    it('may be disposed of twice, and after its end', async () => {
      const dump = await start(tested.small);
      await collect(dump.bytes());
      await dump[Symbol.asyncDispose]();
      await dump[Symbol.asyncDispose]();
    });
  });
}

/** Starts a dump of all that a source has. */
export async function startDump(
  source: Source,
  kind: BackupKind,
  signal = new AbortController().signal,
): Promise<Dump> {
  const progress = keptProgress();
  return await source.dump({ kind, tables: [], excludeTables: [], digest: 'stream', progress, signal });
}

/** Passes a stream on and does something after its first chunk. */
export async function* afterFirst(source: AsyncIterable<Uint8Array>, act: () => void): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const chunk of source) {
    yield chunk;
    if (isFirst) act();
    isFirst = false;
  }
}

/** Looks again and again until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(10);
}

async function counting(dump: Dump, into: { bytes: number }): Promise<void> {
  for await (const chunk of dump.bytes()) into.bytes += chunk.byteLength;
}

function toolsOf({ tool }: SourceUnderTest): SeenProcess[] {
  return descendantsOf(process.pid).filter(({ name }) => name === tool);
}

function kill({ pid }: SeenProcess): void {
  process.kill(pid, 'SIGKILL');
}

/** Waits until only those run that ran before; the suite's own time is the limit. */
async function nothingRunsBut(others: readonly SeenProcess[]): Promise<void> {
  const known = new Set(others.map(({ pid, startedAt }) => `${pid} ${startedAt}`));
  await until(() => descendantsOf(process.pid).every(({ pid, startedAt }) => known.has(`${pid} ${startedAt}`)));
}

function assertHarmless(thrown: unknown, { secrets }: SourceUnderTest): void {
  const { message, hint } = asFailure(thrown);
  for (const secret of secrets) assert.ok(!`${message} ${hint}`.includes(secret), `${message} ${hint}`);
}
