import { Failure } from '../../domain/failure.ts';
import type { Fingerprint } from '../../domain/fingerprint.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import type { CopyTools } from './copy-tools.ts';
import { identifier, literal, type Session } from './session.ts';

/** What was made in a sandbox before a dump was loaded. */
export interface CreatedSchemas {
  /** Names in the sandbox. */
  readonly schemas: readonly string[];
  /** Accounts, quoted. */
  readonly accounts: readonly string[];
  /** The sandbox's name for a schema of the dump, which is empty where the dump has one only. */
  readonly schemaFor: (name: string) => string;
  /** The source's name for a schema of the sandbox. */
  readonly sourceOf: (name: string) => string;
}

/**
 * Creates the schemas of a dump with their own defaults, which a dump of one schema does not carry, and the accounts that its views, triggers,
 * routines and events name as definers, locked. In a server that outlives the sandbox, the one schema is the sandbox's own database.
 *
 * @throws Failure `sandbox-unavailable` where such a server cannot hold the copy.
 */
export async function createSchemas(
  { open, connection }: CopyTools,
  expected: Fingerprint,
  sandbox: Sandbox,
): Promise<CreatedSchemas> {
  await using session = await open();
  const schemas = JSON.parse(expected.settings['schemas'] ?? '[]') as readonly string[];
  const own = sandbox.isThrowaway ? undefined : connection.database;
  if (own !== undefined) await assertFits(session, expected, schemas);
  for (const schema of schemas) {
    const { charset, collation } = JSON.parse(expected.settings[`schema ${schema}`] ?? '{}') as Record<string, string>;
    const defaults = charset === undefined ? '' : ` CHARACTER SET ${charset} COLLATE ${collation ?? 'DEFAULT'}`;
    if (own === undefined) await session.execute(`CREATE DATABASE ${identifier(schema)}${defaults}`);
    else if (defaults !== '') await session.execute(`ALTER DATABASE ${identifier(own)}${defaults}`);
  }
  const definers = expected.objects.filter(({ kind }) => kind === 'definer').map(({ name }) => accountOf(name));
  const accounts: string[] = [];
  for (const definer of definers) {
    const [there] = await session.rows(
      { user: 'user' },
      `FROM mysql.user WHERE CONCAT(user, '@', host) = ${literal(definer.name)}`,
    );
    if (there === undefined) accounts.push(definer.quoted);
  }
  await sandbox.holdAccounts?.(accounts);
  for (const account of accounts) await session.execute(`CREATE USER ${account} ACCOUNT LOCK`);
  const [first = ''] = schemas;
  return {
    schemas: own === undefined ? schemas : [own],
    accounts,
    schemaFor: (name) => own ?? (name === '' ? first : name),
    sourceOf: (name) => (name === own ? first : name),
  };
}

/**
 * What a server with other schemas beside the copy must not be given: events that it would run, and names that reach out of the copy, since
 * the schema has another name there.
 */
async function assertFits(session: Session, expected: Fingerprint, schemas: readonly string[]): Promise<void> {
  const [schema = ''] = schemas;
  const refuse = (because: string, hint: string): never => {
    throw new Failure('sandbox-unavailable', `the given server cannot hold the copy: ${because}`, { hint });
  };
  const elsewhere = 'use `sandbox: local` or `sandbox: docker`, where the schemas keep their names';
  if (schemas.length > 1) refuse(`the backup has ${schemas.length} schemas, which need names of their own`, elsewhere);
  const name = schema.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const qualified = new RegExp(`(?:\`${name}\`|(?<![\\w$\`])${name})\\s*\\.\\s*[\\w$\`]`, 'i');
  const naming = expected.objects.find(({ definition }) => qualified.test(definition));
  if (naming !== undefined)
    refuse(
      `${naming.kind} ${naming.name} names its schema, or something of the same name, and the copy is called otherwise there`,
      elsewhere,
    );
  if (!expected.objects.some(({ kind }) => kind === 'event')) return;
  const [row] = await session.rows({ scheduler: '@@GLOBAL.event_scheduler' });
  if (row?.['scheduler'] === 'ON' || row?.['scheduler'] === '1')
    refuse('it would run the events of the copy', 'SET GLOBAL event_scheduler = OFF there, or use `sandbox: local`');
}

/** Takes back what was made, on a server that outlives the drill. */
export async function dropSchemas({ open }: CopyTools, { schemas, accounts }: CreatedSchemas): Promise<void> {
  await using session = await open();
  for (const schema of schemas) await session.execute(`DROP DATABASE IF EXISTS ${identifier(schema)}`);
  for (const account of accounts) await session.execute(`DROP USER IF EXISTS ${account}`);
}

/** `user@host`, where the name of the user may hold an @ and the host may not. */
function accountOf(name: string): { readonly name: string; readonly quoted: string } {
  const at = name.lastIndexOf('@');
  const [user, host] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
  return { name, quoted: `${literal(user)}@${literal(host)}` };
}
