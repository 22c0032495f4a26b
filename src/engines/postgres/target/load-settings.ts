import { quoteIdentifier } from '../copy-statement.ts';
import type { OpenSession } from '../create-database.ts';
import { literal, type Session } from '../session.ts';

/** What of an account's or a server's settings would be in the way of pg_restore, which sets others by itself. */
const wanted: Readonly<Record<string, string>> = {
  default_transaction_read_only: 'off',
  default_transaction_isolation: 'read committed',
  // a connection that waits for the others to load what it needs must not be ended
  idle_session_timeout: '0',
  // everything lies where the database does
  default_tablespace: '',
};

/**
 * Sets what differs for the account in a database that it loads: that beats what the account or the server has.
 *
 * An account that acts as another role has to do without: it may not change its own settings.
 *
 * @returns takes it back; the database's own properties come later
 */
export async function settleForLoad(open: OpenSession, database: string): Promise<(after: Session) => Promise<void>> {
  await using session = await open();
  const values = Object.entries(wanted).map(([name, value]) => `(${literal(name)}, ${literal(value)})`);
  const rows = await session.rows(
    `SELECT v.name, v.value FROM (VALUES ${values.join(', ')}) v (name, value)
     JOIN pg_settings s ON s.name = v.name WHERE s.reset_val <> v.value AND session_user = current_user ORDER BY 1`,
  );
  const head = `ALTER ROLE SESSION_USER IN DATABASE ${quoteIdentifier(database)}`;
  for (const { name, value } of rows) await session.execute(`${head} SET ${name ?? ''} TO ${literal(value ?? '')}`);
  return async (after) => {
    for (const { name } of rows) await after.execute(`${head} RESET ${name ?? ''}`);
  };
}
