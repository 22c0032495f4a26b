import type { Fingerprint } from '../../domain/fingerprint.ts';
import type { CopyTools } from './copy-tools.ts';
import { identifier, literal } from './session.ts';

/** What was made in a sandbox before a dump was loaded. */
export interface CreatedSchemas {
  /** Names in the sandbox. */
  readonly schemas: readonly string[];
  /** Accounts, quoted. */
  readonly accounts: readonly string[];
  /** The sandbox's name for a schema of the dump, which is empty where the dump has one only. */
  readonly schemaFor: (name: string) => string;
}

/**
 * Creates the schemas of a dump with their own defaults, which a dump of one schema does not carry, and the accounts that its views, triggers,
 * routines and events name as definers, locked.
 */
export async function createSchemas({ open }: CopyTools, expected: Fingerprint): Promise<CreatedSchemas> {
  await using session = await open();
  const schemas = JSON.parse(expected.settings['schemas'] ?? '[]') as readonly string[];
  for (const schema of schemas) {
    const { charset, collation } = JSON.parse(expected.settings[`schema ${schema}`] ?? '{}') as Record<string, string>;
    const defaults = charset === undefined ? '' : ` CHARACTER SET ${charset} COLLATE ${collation ?? 'DEFAULT'}`;
    await session.execute(`CREATE DATABASE ${identifier(schema)}${defaults}`);
  }
  const definers = expected.objects.filter(({ kind }) => kind === 'definer').map(({ name }) => accountOf(name));
  const accounts: string[] = [];
  for (const definer of definers) {
    const [there] = await session.rows(
      { user: 'user' },
      `FROM mysql.user WHERE CONCAT(user, '@', host) = ${literal(definer.name)}`,
    );
    if (there !== undefined) continue;
    await session.execute(`CREATE USER ${definer.quoted} ACCOUNT LOCK`);
    accounts.push(definer.quoted);
  }
  return { schemas, accounts, schemaFor: (name) => (name === '' ? (schemas[0] ?? '') : name) };
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
