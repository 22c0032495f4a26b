import type { DumpRequest } from '../../ports/engine.ts';
import type { Launcher, RunningProcess } from '../../process/launcher.ts';
import type { Clients } from './clients.ts';
import type { Connection } from './connection.ts';
import { dumpsHistory } from './row-history.ts';

/** What is dumped, by exact names. */
export interface DumpScope {
  /** The schemas; where there is one, the dump does not name it, so that it loads into any. */
  readonly schemas: readonly string[];
  /** Tables and views of the one schema; everything where it is undefined. */
  readonly tables?: readonly string[];
  /** Tables that are left out. */
  readonly without: readonly { readonly schema: string; readonly name: string }[];
}

export interface DumpProcessOptions {
  readonly launcher: Launcher;
  readonly clients: Clients;
  readonly connection: Connection;
  readonly scope: DumpScope;
  readonly kind: DumpRequest['kind'];
  readonly signal?: AbortSignal;
  /** Whether the head of the dump says, in a comment, where in the binary log its snapshot lies: MariaDB only, which needs no right for it. */
  readonly namesPosition?: boolean;
}

/** Starts the dump tool, whose output is SQL. The same options give the same lines for the same rows. */
export function startDump(options: DumpProcessOptions): RunningProcess {
  const { launcher, clients, connection, signal } = options;
  const { dump: file, prefix, product, version } = clients;
  const args = [...connection.options(product, version), ...dumpOptions(options), ...places(options.scope)];
  const running = launcher.start({ file, args, prefix, isBulky: true, env: connection.env }, signal);
  running.stdin.end();
  return running;
}

function dumpOptions({
  clients: { product, version },
  scope,
  kind,
  namesPosition = false,
}: DumpProcessOptions): readonly string[] {
  const whole = scope.tables === undefined;
  return [
    '--single-transaction',
    '--quick',
    '--hex-blob',
    '--max-allowed-packet=1G',
    '--net-buffer-length=1M',
    '--triggers',
    ...(whole ? ['--routines', '--events'] : ['--skip-routines', '--skip-events']),
    ...(kind === 'schema' ? ['--no-data'] : []),
    '--no-tablespaces',
    '--skip-dump-date',
    ...(product.name === 'mysql' ? ['--set-gtid-purged=OFF', '--column-statistics=0'] : []),
    // under LOCK TABLES, a table whose default is the next value of a sequence takes no rows
    ...(product.name === 'mariadb' ? ['--skip-add-locks'] : []),
    ...(dumpsHistory({ product, version }) ? ['--dump-history'] : []),
    ...(namesPosition ? ['--master-data=2'] : []),
    ...scope.without.map(({ schema, name }) => `--ignore-table=${schema}.${name}`),
  ];
}

function places({ schemas, tables }: DumpScope): readonly string[] {
  const [only] = schemas;
  if (schemas.length === 1 && only !== undefined) return ['--', only, ...(tables ?? [])];
  return ['--databases', '--', ...schemas];
}
