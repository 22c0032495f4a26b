import type { ServerIdentity } from '../../../domain/origin.ts';
import { readIdentity } from '../server-identity.ts';
import { literal, type Session } from '../session.ts';
import { readRights, type AccountRights } from '../source-rights.ts';
import type { TargetAccess } from './access.ts';
import type { SchemaDefaults } from './marked-schemas.ts';

/** What the target's server is, and what the account may do on it. */
export interface ServerFacts {
  readonly rights: AccountRights;
  readonly isReadOnly: boolean;
  readonly lowerCaseTableNames: string;
  readonly maxPacketBytes: number;
  /** Whether triggers and functions need a privilege of their own because there is a binary log. */
  readonly distrustsFunctions: boolean;
  readonly identity: ServerIdentity;
  readonly dataFolder: string;
  /** Names of collations. */
  readonly collations: ReadonlySet<string>;
  /** Accounts as `user@host`; undefined where the account may not see them. */
  readonly accounts: ReadonlySet<string> | undefined;
  /** Those of them that only an account with the same privilege may name (MySQL's SYSTEM_USER). */
  readonly systemAccounts: ReadonlySet<string>;
  /** Absent where there is no such schema. */
  readonly schema?: SchemaDefaults & { readonly holdsAnything: boolean };
}

/** Reads them. Only what is missing of rights is no failure here. */
export async function readFacts(session: Session, access: TargetAccess): Promise<ServerFacts> {
  const isMysql = access.server.product.name === 'mysql';
  const [row = {}] = await session.rows({
    readOnly: isMysql ? '@@GLOBAL.read_only OR @@GLOBAL.super_read_only' : '@@GLOBAL.read_only',
    lower: '@@GLOBAL.lower_case_table_names',
    packet: '@@GLOBAL.max_allowed_packet',
    distrusts: '@@GLOBAL.log_bin AND NOT @@GLOBAL.log_bin_trust_function_creators',
    folder: '@@GLOBAL.datadir',
  });
  const isMarked = /^(?!0|OFF|NO_LOCK$)/;
  const schema = await readSchema(session, access.schema);
  const rights = await readRights(session, access.server);
  return {
    rights,
    isReadOnly: isMarked.test(row['readOnly'] ?? '0'),
    lowerCaseTableNames: row['lower'] ?? '',
    maxPacketBytes: Number(row['packet']),
    distrustsFunctions: row['distrusts'] === '1',
    identity: await readIdentity(session, rights),
    dataFolder: row['folder'] ?? '',
    collations: await readCollations(session),
    accounts: await readAccounts(access, 'FROM mysql.user'),
    systemAccounts: (isMysql ? await readAccounts(access, systemUsers) : undefined) ?? new Set(),
    ...(schema !== undefined && { schema }),
  };
}

async function readSchema(session: Session, name: string): Promise<ServerFacts['schema']> {
  const within = `= ${literal(name)}`;
  const [row] = await session.rows(
    {
      charset: 'default_character_set_name',
      collation: 'default_collation_name',
      held: `EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema ${within})
        OR EXISTS (SELECT 1 FROM information_schema.routines WHERE routine_schema ${within})
        OR EXISTS (SELECT 1 FROM information_schema.events WHERE event_schema ${within})`,
    },
    `FROM information_schema.schemata WHERE schema_name ${within}`,
  );
  if (row === undefined) return undefined;
  return { charset: row['charset'] ?? '', collation: row['collation'] ?? '', holdsAnything: row['held'] === '1' };
}

async function readCollations(session: Session): Promise<ReadonlySet<string>> {
  const columns = await session.rows(
    { name: 'column_name' },
    `FROM information_schema.columns WHERE table_schema = 'information_schema'
       AND table_name = 'COLLATION_CHARACTER_SET_APPLICABILITY' AND column_name LIKE '%COLLATION_NAME'`,
  );
  const names = new Set<string>();
  for (const { name } of columns) {
    const rows = await session.rows(
      { name: name ?? '' },
      'FROM information_schema.collation_character_set_applicability',
    );
    for (const row of rows) names.add(row['name'] ?? '');
  }
  return names;
}

const systemUsers = `FROM mysql.global_grants WHERE priv = 'SYSTEM_USER'`;

/** In a session of its own, which a refusal ends. */
async function readAccounts(access: TargetAccess, from: string): Promise<ReadonlySet<string> | undefined> {
  await using session = await access.open();
  try {
    const rows = await session.rows({ name: `CONCAT(user, '@', host)` }, from);
    return new Set(rows.map(({ name }) => name ?? ''));
  } catch {
    return undefined;
  }
}
