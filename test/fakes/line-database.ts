import { createHash } from 'node:crypto';
import { Failure } from '../../src/domain/failure.ts';
import type { Fingerprint } from '../../src/domain/fingerprint.ts';
import type { Finding } from '../../src/domain/verification/finding.ts';
import type { Dump, Restorer, Source } from '../../src/ports/engine.ts';
import type { Sandbox, SandboxProvider } from '../../src/ports/sandbox.ts';

/** A database whose rows are lines of text, by table. */
export type LineTables = Readonly<Record<string, readonly string[]>>;

/** What can be wrong with a server of such databases. */
export interface LineFaults {
  /** What becomes of the tables when they are loaded. */
  readonly load?: (tables: LineTables) => LineTables;
  /** What the server makes of a table's definition. */
  readonly define?: (table: string) => string;
  readonly examined?: { readonly findings: readonly Finding[]; readonly gaps: readonly string[] };
  /** What was not loaded. */
  readonly gaps?: readonly string[];
  /** Thrown instead of loading. */
  readonly refuse?: Error;
}

const engine = 'lines';

/** A source of which a dump is JSON, one line a row; `fingerprint` says the same of it as `lineRestorer` does of a copy. */
export function lineSource(tables: LineTables, snapshotAt: Date): Source {
  const dump: Dump = {
    snapshotAt,
    server: { flavour: engine, version: '1.0' },
    position: {},
    tools: {},
    format: 'json-lines',
    extension: '.jsonl',
    portability: [],
    companions: [{ role: 'globals', name: 'globals.txt', format: 'text', bytes: Buffer.from('the role Ada') }],
    async *bytes() {
      for (const [table, rows] of Object.entries(tables))
        yield await Promise.resolve(Buffer.from(`${JSON.stringify({ table, rows })}\n`));
    },
    fingerprint: () => Promise.resolve(fingerprintOf(tables)),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  return { engine, dump: () => Promise.resolve(dump) };
}

/** Loads dumps of `lineSource` into `lineSandboxes`. */
export function lineRestorer(faults: LineFaults = {}): Restorer & { readonly copies: ReadonlyMap<string, LineTables> } {
  const copies = new Map<string, LineTables>();
  const copyIn = ({ url }: Sandbox): LineTables => copies.get(url) ?? {};
  return {
    engine,
    copies,
    assertTablesThere: (patterns, expected) => {
      const unknown = patterns.find((pattern) => !expected.tables.some(({ name }) => name === pattern));
      if (unknown !== undefined) throw new Failure('source-missing', `no table of the backup fits "${unknown}"`);
    },
    async restore(bytes, _expected, sandbox) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(chunk);
      if (faults.refuse) throw faults.refuse;
      const tables = parseDump(Buffer.concat(chunks).toString());
      copies.set(sandbox.url, faults.load?.(tables) ?? tables);
      return {
        url: `${sandbox.url}/copy`,
        gaps: faults.gaps ?? [],
        [Symbol.asyncDispose]: () => Promise.resolve(void copies.delete(sandbox.url)),
      };
    },
    inspect: (_expected, sandbox) => Promise.resolve(fingerprintOf(copyIn(sandbox), faults.define)),
    examine: () => Promise.resolve(faults.examined ?? { findings: [], gaps: [] }),
    query: (table, sandbox) => Promise.resolve((copyIn(sandbox)[table] ?? []).map((row) => ({ row }))),
    explain: (table) => Promise.resolve(`every line of ${table}`),
  };
}

/** Servers for `lineRestorer`; `running` are those that were not disposed of. */
export function lineSandboxes(refuse?: Failure): SandboxProvider & { readonly running: ReadonlySet<string> } {
  const running = new Set<string>();
  let started = 0;
  return {
    running,
    start() {
      if (refuse) return Promise.reject(refuse);
      started += 1;
      const url = `lines://${started}`;
      running.add(url);
      return Promise.resolve({
        url,
        scratch: '/nowhere',
        description: 'a server of lines',
        isolation: 'network-namespace',
        isThrowaway: true,
        version: '1.0',
        [Symbol.asyncDispose]: () => Promise.resolve(void running.delete(url)),
      });
    },
    sweep: () => Promise.resolve(0),
  };
}

/** What tables of lines hold. */
export function fingerprintOf(tables: LineTables, define = (table: string): string => `table ${table}`): Fingerprint {
  const all = Object.entries(tables);
  return {
    tables: all.map(([name, rows]) => ({
      name,
      columns: ['row'],
      rows: rows.length,
      countedRows: rows.length,
      digest: `sha256:${createHash('sha256').update(rows.join('\n')).digest('hex')}`,
    })),
    objects: all.map(([name]) => ({ kind: 'table', name, definition: define(name) })),
    settings: {},
    gaps: [],
  };
}

/** The tables in a dump of `lineSource`. */
export function parseDump(text: string): LineTables {
  try {
    const lines = text.split('\n').filter(Boolean);
    const parsed = lines.map((line) => JSON.parse(line) as { table: string; rows: string[] });
    return Object.fromEntries(parsed.map(({ table, rows }) => [table, rows]));
  } catch (cause) {
    throw new Failure('archive-damaged', 'the dump is not one line a table', { cause });
  }
}
