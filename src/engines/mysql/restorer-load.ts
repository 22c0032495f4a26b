import { createReadStream } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { asFailure, Failure, messageOf } from '../../domain/failure.ts';
import type { Progress } from '../../ports/progress.ts';
import type { Launcher } from '../../process/launcher.ts';
import type { Clients } from './clients.ts';
import type { Connection } from './connection.ts';
import type { DumpSection } from './dump-sections.ts';
import { dumpSplitter, setupOf, type DumpPiece } from './dump-splitter.ts';
import { codeOnCopy, failureOf, type FailurePlace } from './stderr-failures.ts';

export interface LoadOptions {
  readonly launcher: Launcher;
  readonly clients: Clients;
  /** Without a schema. */
  readonly connection: Connection;
  /** The schema that a section is loaded into, by the name that it has in the dump, which is empty where the dump has one only. */
  readonly schemaFor: (name: string) => string;
  /** An empty folder, the only place where plain bytes are written. */
  readonly scratch: string;
  /** Tables that are loaded at the same time. */
  readonly jobs: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** What is done with statements before they are run. */
  readonly admission: DumpAdmission;
  /** Whether a table is made after all others, since it uses something that may come later in the dump; none where nothing is said. */
  readonly awaitsOthers?: (section: DumpSection) => boolean;
  /** Has words of its own for failures; a sandbox where nothing is said. */
  readonly place?: FailurePlace;
  /** What it is called that there is no room for the decrypted dump; a sandbox's way where nothing is said. */
  readonly lacksRoom?: LackOfRoom;
}

/** Sees what a dump is about to run. */
export interface DumpAdmission {
  /** Whether a section is loaded at all. */
  wants(section: DumpSection): boolean;
  /** All of a section that holds no rows, or of the head. @returns what is run for it @throws Failure where it must not be run */
  section(section: DumpSection, bytes: Buffer): Buffer;
  /** For the rows of one table: is given whole lines. @returns what is run for them @throws Failure where they must not be run */
  rows(section: DumpSection): (bytes: Buffer) => Buffer;
}

export interface LackOfRoom {
  readonly code: 'sandbox-unavailable' | 'target-unfit';
  readonly hint: string;
}

const sandboxLacksRoom: LackOfRoom = {
  code: 'sandbox-unavailable',
  hint: 'a drill needs room for the decrypted dump beside the restored copy',
};

/** What is loaded when the rows are there, in this order: a trigger must not fire for them, and a view may use a routine. */
const afterRows: readonly DumpSection['kind'][] = ['triggers', 'routines', 'view', 'events'];

/**
 * Loads a dump as it comes: tables at once, the rows of each table as soon as they are on the disk, several at the same time, and the rest
 * when all rows are there.
 *
 * @throws Failure `restore-failed` with the server's reason, `archive-damaged` where the dump is not whole.
 */
export async function loadDump(bytes: AsyncIterable<Uint8Array>, options: LoadOptions): Promise<void> {
  const folder = await mkdtemp(join(options.scratch, 'dump-'));
  try {
    await loadFrom(bytes, folder, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function loadFrom(bytes: AsyncIterable<Uint8Array>, folder: string, options: LoadOptions): Promise<void> {
  const splitter = dumpSplitter();
  const loader = pieceLoader(folder, options);
  try {
    for await (const chunk of bytes) {
      options.progress.bytes(chunk.length);
      for (const piece of splitter.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)))
        await loader.take(piece);
    }
    for (const piece of splitter.finish()) await loader.take(piece);
    await loader.finish();
  } finally {
    await loader.settle();
  }
}

interface PieceLoader {
  take(piece: DumpPiece): Promise<void>;
  finish(): Promise<void>;
  /** Waits for what still loads. */
  settle(): Promise<void>;
}

function pieceLoader(folder: string, options: LoadOptions): PieceLoader {
  const head: Buffer[] = [];
  const late: DumpPiece[] = [];
  const lanes = boundedTasks(options.jobs);
  const early: DumpPiece[] = [];
  const waiting: DumpPiece[] = [];
  const waitingRows: (() => Promise<void>)[] = [];
  const { admission, awaitsOthers = () => false } = options;
  const onDisk = diskFor(options);
  let rows: RowsFile | undefined;
  const loader = sectionLoader(options, head);

  /** Loads what has been gathered of another section. */
  const close = async (next?: DumpSection): Promise<void> => {
    if (rows !== undefined && rows.section !== next) {
      const { section, path, file } = rows;
      rows = undefined;
      await onDisk(() => file.close());
      const loadRows = (): Promise<void> =>
        loader.load(section, createReadStream(path)).finally(() => rm(path, { force: true }));
      if (awaitsOthers(section)) waitingRows.push(loadRows);
      else await lanes.start(loadRows);
    }
    const [first] = early;
    if (first === undefined || first.section === next) return;
    if (first.section.kind === 'table' && awaitsOthers(first.section))
      waiting.push(...early.splice(0).map((piece) => ({ ...piece, bytes: Buffer.from(piece.bytes) })));
    else await loader.loadTogether(early.splice(0));
  };
  return {
    async take({ section, bytes }) {
      if (section.kind !== 'head' && !admission.wants(section)) return;
      await close(section);
      if (section.kind === 'head') head.push(Buffer.from(bytes));
      else if (section.kind === 'rows') {
        if (rows === undefined) options.progress.item(section.name);
        rows ??= { ...(await onDisk(() => openRows(section, folder))), look: admission.rows(section) };
        const [file, admittedRows] = [rows.file, rows.look(bytes)];
        await onDisk(() => file.writeFile(admittedRows));
      } else if (afterRows.includes(section.kind)) late.push({ section, bytes: Buffer.from(bytes) });
      else if (section.kind !== 'tail') early.push({ section, bytes });
    },
    async finish() {
      await close();
      await lanes.done();
      await loader.loadSections(waiting);
      for (const loadRows of waitingRows) await lanes.start(loadRows);
      await lanes.done();
      for (const kind of afterRows) await loader.loadSections(late.filter(({ section }) => section.kind === kind));
    },
    async settle() {
      await rows?.file.close().catch(() => undefined);
      await lanes.done().catch(() => undefined);
    },
  };
}

interface SectionLoader {
  load(section: DumpSection, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** Loads pieces of one section; the other, those of several. */
  loadTogether(pieces: readonly DumpPiece[]): Promise<void>;
  loadSections(pieces: readonly DumpPiece[]): Promise<void>;
}

/** @param head of the dump, all of which is there before anything else is loaded */
function sectionLoader(options: LoadOptions, head: readonly Buffer[]): SectionLoader {
  const { admission } = options;
  let setup: Buffer | undefined;
  const load = async (section: DumpSection, source: AsyncIterable<Uint8Array>): Promise<void> => {
    setup ??= admission.section({ kind: 'head', name: '', schema: '' }, setupOf(Buffer.concat(head)));
    await loadPiece(options, options.schemaFor(section.schema), setup, source);
  };
  const loadTogether = async (pieces: readonly DumpPiece[]): Promise<void> => {
    const [first] = pieces;
    if (first === undefined) return;
    const bytes = Buffer.concat(pieces.map((piece) => piece.bytes));
    await load(first.section, oneByOne([admission.section(first.section, bytes)]));
  };
  const loadSections = async (pieces: readonly DumpPiece[]): Promise<void> => {
    for (const ofOne of Map.groupBy(pieces, ({ section }) => section).values()) await loadTogether(ofOne);
  };
  return { load, loadTogether, loadSections };
}

/** The rows of one table on their way to the disk. */
interface RowsFile {
  readonly section: DumpSection;
  readonly path: string;
  readonly file: FileHandle;
  readonly look: (bytes: Buffer) => Buffer;
}

async function openRows(section: DumpSection, folder: string): Promise<Omit<RowsFile, 'look'>> {
  const path = join(folder, `${randomUUID()}.sql`);
  return { section, path, file: await open(path, 'w', 0o600) };
}

function diskFor({ lacksRoom = sandboxLacksRoom }: LoadOptions): <T>(work: () => Promise<T>) => Promise<T> {
  return async (work) => {
    try {
      return await work();
    } catch (cause) {
      const { code, hint } = lacksRoom;
      throw new Failure(code, `cannot write the dump to disk: ${messageOf(cause)}`, { hint, cause });
    }
  };
}

/** Runs tasks, so many at a time. */
interface BoundedTasks {
  /** Starts a task as soon as there is room for it. @throws what an earlier one threw */
  start(task: () => Promise<void>): Promise<void>;
  /** Waits for all of them. @throws what the first that failed threw */
  done(): Promise<void>;
}

function boundedTasks(limit: number): BoundedTasks {
  const running = new Set<Promise<void>>();
  const failures: Failure[] = [];
  const assertNone = (): void => {
    if (failures[0] !== undefined) throw failures[0];
  };
  return {
    async start(task) {
      while (running.size >= limit) await Promise.race(running);
      assertNone();
      const one = task()
        .catch((thrown: unknown) => void failures.push(asFailure(thrown)))
        .finally(() => running.delete(one));
      running.add(one);
    },
    async done() {
      await Promise.all(running);
      assertNone();
    },
  };
}

/** Runs one piece through the client, in a session that is set up as the dump asks for. */
async function loadPiece(
  { launcher, clients, connection, signal, place }: LoadOptions,
  schema: string,
  setup: Buffer,
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  await using running = launcher.start(
    {
      file: clients.client,
      prefix: clients.prefix,
      env: connection.env,
      args: [
        ...connection.options(clients.product, clients.version),
        '--batch',
        '--binary-mode', // nothing in a dump is taken for a command of the client
        '--comments', // those in a body are part of it, and a client drops them by default
        '--max-allowed-packet=1G',
        `--database=${schema}`,
      ],
    },
    signal,
  );
  const drained = drain(running.output());
  drained.catch(() => undefined);
  try {
    await written(running.stdin, setup);
    for await (const chunk of source) await written(running.stdin, chunk);
    running.stdin.end();
    await drained;
  } catch (thrown) {
    signal.throwIfAborted();
    running.stdin.destroy();
    // the program's own end says more than the pipe that broke with it
    const cause = await drained.then(
      () => thrown,
      (error: unknown) => error,
    );
    const fallback = place === undefined ? codeOnCopy(cause) : 'restore-failed';
    throw failureOf(cause, { action: `loading into ${connection.description}`, fallback, place });
  }
}

async function drain(output: AsyncIterable<Buffer>): Promise<void> {
  for await (const _chunk of output);
}

async function* oneByOne(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

async function written(stream: Writable, bytes: Uint8Array): Promise<void> {
  if (stream.destroyed || stream.writableEnded) throw new Error('the receiver has gone');
  if (stream.write(bytes)) return;
  const over = new AbortController();
  const { signal } = over;
  try {
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]);
  } finally {
    over.abort();
  }
}
