import { randomUUID } from 'node:crypto';
import { messageOf } from '../../../domain/failure.ts';
import type { Fingerprint } from '../../../domain/fingerprint.ts';
import type { Progress } from '../../../ports/progress.ts';
import { quoteIdentifier } from '../copy-statement.ts';
import { createStatement, shapeDatabase, type OpenSession } from '../create-database.ts';
import { literal, type Session } from '../session.ts';
import { createRoles, rolesToMake } from './assess-roles.ts';
import { lendCreate, type Tenant } from './create-rights.ts';
import type { ServerFacts } from './facts.ts';

/** A database that is loaded beside the target, and what was made with it. */
export interface FreshDatabase {
  readonly name: string;
  readonly oid: string;
  /** Roles that were created for it, quoted. */
  readonly roles: readonly string[];
  /** What was granted for the time of the load. */
  readonly lent: readonly Tenant[];
}

interface Wanted {
  readonly database: string;
  readonly expected: Fingerprint;
  readonly facts: ServerFacts;
  readonly open: OpenSession;
  /** Opens sessions also after the run was asked to stop. */
  readonly openAfter: OpenSession;
}

/**
 * Makes an empty database in which the dump loads, in the source's encoding and locale, and nobody but its owner may enter. It bears a mark,
 * so that it is known for what it is where the run does not live to take it away. Where it cannot be made, nothing is left of it.
 */
export async function createFresh(wanted: Wanted): Promise<FreshDatabase> {
  const { database, expected, facts, open, openAfter } = wanted;
  await using session = await open();
  const name = `${shortened(database)}${suffix('restored', await timeOf(session))}`;
  const toMake = rolesToMake(facts, expected);
  const { roles } = toMake;
  try {
    for (const statement of createRoles(facts, toMake)) await session.execute(statement);
    await session.execute(createStatementFor(name, wanted));
    const quoted = quoteIdentifier(name);
    await session.execute(
      `COMMENT ON DATABASE ${quoted} IS ${literal(markOf(database))}; REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`,
    );
    const [row] = await session.rows(`SELECT oid FROM pg_database WHERE datname = ${literal(name)}`);
    await using inside = await open(name);
    await shapeDatabase(inside, expected);
    return { name, oid: row?.['oid'] ?? '', roles, lent: await lendCreate(inside, facts, expected) };
  } catch (error) {
    // what went wrong must not be lost because the rest cannot be taken back
    await dropFresh(openAfter, { name, roles }).catch(() => undefined);
    throw error;
  }
}

function createStatementFor(name: string, { expected, facts }: Wanted): string {
  // how a locale is written is up to this server's version, not to the source's
  const settings = { ...expected.settings, server_version_num: String(facts.major * 10_000) };
  const { owner, tablespace } = facts.database ?? {};
  const clauses = [
    createStatement(name, settings),
    ...(owner === undefined ? [] : [`OWNER ${owner}`]),
    ...(tablespace === undefined ? [] : [`TABLESPACE ${tablespace}`]),
  ];
  return clauses.join(' ');
}

/** Takes a fresh database back, with its connections and the roles that were made for it. One that got another name is not found. */
export async function dropFresh(
  open: OpenSession,
  { name, roles }: Pick<FreshDatabase, 'name' | 'roles'>,
): Promise<void> {
  await using session = await open();
  await session.execute(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`);
  for (const role of roles) await session.execute(`DROP ROLE IF EXISTS ${role}`);
}

/** The name that a database gets whose place is taken. */
export async function formerName(session: Session, database: string): Promise<string> {
  return `${shortened(database)}${suffix('before', await timeOf(session))}`;
}

/**
 * Drops what restores into the same database left behind that were killed. To be called with the lock, under which no other restore lives;
 * only what bears the mark is touched.
 */
export async function sweepFresh(open: OpenSession, database: string, progress: Progress): Promise<void> {
  await using session = await open();
  const rows = await session.rows(
    `SELECT datname AS name, shobj_description(oid, 'pg_database') AS mark FROM pg_database`,
  );
  for (const { name, mark } of rows) {
    if (name == null || name === database) continue;
    if (!isMarkFor(database, mark ?? '')) {
      if (mark == null && isNameOf('restored', database, name))
        progress.note(`${name} looks like what a killed restore left behind; it bears no mark of one, and stays`);
      if (isNameOf('before', database, name))
        progress.note(
          `${name} is what an earlier restore into ${database} kept; it takes room until somebody drops it`,
        );
      continue;
    }
    try {
      await using dropping = await open();
      await dropping.execute(`DROP DATABASE ${quoteIdentifier(name)} WITH (FORCE)`);
      progress.note(`dropped ${name}, which an earlier restore into ${database} left behind`);
    } catch (error) {
      progress.note(`${name} was left behind by an earlier restore into ${database} and stays: ${messageOf(error)}`);
    }
  }
}

/** A run that is killed between making a database and marking it leaves it so; one that is killed after the swap leaves the former one. */
function isNameOf(what: 'restored' | 'before', database: string, name: string): boolean {
  const head = `${shortened(database)}_${what}_`;
  return name.startsWith(head) && /^\d{8}T\d{6}Z$/.test(name.slice(head.length));
}

const markHead = 'muster restore ';

function markOf(database: string): string {
  return `${markHead}${JSON.stringify({ into: database, run: randomUUID() })}`;
}

function isMarkFor(database: string, comment: string): boolean {
  if (!comment.startsWith(markHead)) return false;
  try {
    return (JSON.parse(comment.slice(markHead.length)) as { readonly into?: unknown }).into === database;
  } catch {
    return false;
  }
}

/** `20260131T235959Z`, by the server's clock. */
async function timeOf(session: Session): Promise<string> {
  const [row] = await session.rows(`SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') AS time`);
  return row?.['time'] ?? '';
}

function suffix(what: 'restored' | 'before', time: string): string {
  return `_${what}_${time}`;
}

/** Names have at most 63 bytes; the server would cut the end off, which tells names apart. */
const longestNameBytes = 63;
const longestSuffixBytes = '_restored_20260131T235959Z'.length;

function shortened(name: string): string {
  const characters = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment);
  while (Buffer.byteLength(characters.join('')) > longestNameBytes - longestSuffixBytes) characters.pop();
  return characters.join('');
}
