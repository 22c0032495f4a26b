import { Failure } from '../../domain/failure.ts';
import type { Fingerprint } from '../../domain/fingerprint.ts';
import type { Session } from './session.ts';

/** What the definitions of tables ask of the server that they are loaded into. */
export interface TableNeeds {
  /** Names of storage engines, in upper case. */
  readonly engines: readonly string[];
  /** General tablespaces of MySQL, by name. */
  readonly tablespaces: readonly string[];
  /** Tables whose files are encrypted by a key of the server. */
  readonly encrypted: number;
  /** Tables, or partitions of them, that lie in folders of their own. */
  readonly placed: number;
}

/** A literal or a name. */
const quoted = /'(?:[^'\\]|\\.|'')*'|`(?:[^`]|``)*`/gs;

/** Reads them out of a fingerprint. What stands in comments and defaults is no part of it. */
export function needsOf({ objects }: Pick<Fingerprint, 'objects'>): TableNeeds {
  const engines = new Set<string>();
  const tablespaces = new Set<string>();
  let [encrypted, placed] = [0, 0];
  for (const { kind, definition } of objects) {
    if (kind !== 'table') continue;
    const text = definition.replace(quoted, (token) => (/^(?:`|'(?:Y|YES)'$)/i.test(token) ? token : `''`));
    for (const [, name = ''] of text.matchAll(/\/\*!50100 TABLESPACE `((?:[^`]|``)*)`/g))
      if (!name.startsWith('innodb_')) tablespaces.add(name.replaceAll('``', '`'));
    const options = text.replace(quoted, (token) => (/^(?:'|`\w+`$)/.test(token) ? token : '``'));
    for (const [, name = ''] of options.matchAll(/\bENGINE ?= ?(\w+)/g)) engines.add(name.toUpperCase());
    if (/\bENCRYPTION='Y'|`?\bENCRYPTED`?='?YES\b/i.test(options)) encrypted += 1;
    if (/\b(?:DATA|INDEX) DIRECTORY ?= ?''/.test(options)) placed += 1;
  }
  return { engines: [...engines].sort(), tablespaces: [...tablespaces].sort(), encrypted, placed };
}

/**
 * Requires that a server can have the tables. A server without a storage engine makes them in another one without a word, so that the copy
 * would differ; and a table in a folder of its own would be written outside the sandbox, and stay there.
 *
 * @throws Failure `sandbox-unavailable` that names all that is missing.
 */
export async function assertHas(session: Session, needs: TableNeeds): Promise<void> {
  const lacks: string[] = [];
  const rows = await session.rows(
    { name: 'UPPER(engine)' },
    `FROM information_schema.engines WHERE support IN ('YES', 'DEFAULT')`,
  );
  const known = new Set(rows.map(({ name }) => name));
  const engines = needs.engines.filter((name) => !known.has(name));
  if (engines.length > 0) lacks.push(`the storage engines ${engines.join(', ')}`);
  if (needs.tablespaces.length > 0) lacks.push(`the tablespaces ${needs.tablespaces.join(', ')}`);
  if (needs.encrypted > 0 && !(await hasKeys(session))) lacks.push(`a key for ${needs.encrypted} encrypted tables`);
  if (needs.placed > 0) lacks.push(`the folders in which DATA DIRECTORY puts ${needs.placed} tables`);
  if (lacks.length === 0) return;
  throw new Failure(
    'sandbox-unavailable',
    `the sandbox lacks ${lacks.join('; ')}: whether the backup restores cannot be told`,
    {
      hint: 'give a server that has this, by the input "sandbox" or another image; tables with DATA DIRECTORY and in tablespaces have to be restored by hand',
    },
  );
}

async function hasKeys(session: Session): Promise<boolean> {
  const [row] = await session.rows(
    { count: 'COUNT(*)' },
    `FROM information_schema.plugins WHERE plugin_status = 'ACTIVE' AND (plugin_type = 'ENCRYPTION' OR plugin_name LIKE 'keyring%')`,
  );
  if (row?.['count'] !== '0') return true;
  const view = `table_schema = 'performance_schema' AND table_name = 'keyring_component_status'`;
  const [there] = await session.rows({ count: 'COUNT(*)' }, `FROM information_schema.tables WHERE ${view}`);
  if (there?.['count'] !== '1') return false;
  const [active] = await session.rows(
    { count: 'COUNT(*)' },
    `FROM performance_schema.keyring_component_status WHERE status_value = 'Active'`,
  );
  return active?.['count'] !== '0';
}
