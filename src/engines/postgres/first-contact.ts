import { Failure } from '../../domain/failure.ts';
import type { Session } from './session.ts';

/** What is idle in a pool is handed out again at once, and what is busy changes often; each round looks for both. */
const rounds = 3;

/**
 * Asks a server for its major version, before anything is set in a session of it.
 *
 * A pooler that shares connections by transaction (PgBouncer's `pool_mode = transaction`, Supabase's port 6543, Neon's `-pooler` hosts) hands
 * a connection on as the one before left it. What this program and pg_dump set, such as an empty `search_path`, would then count for the
 * application, which finds its tables no more, and not for the dump (seen with PgBouncer 1.18).
 *
 * @param open Opens sessions in which nothing is set.
 * @throws Failure `source-unreachable` where there is such a pooler in between.
 */
export async function majorOfServer(open: () => Promise<Session>): Promise<number> {
  await using session = await open();
  await using other = await open();
  if (await everShared(session, other)) {
    // Amazon RDS Proxy keeps a connection for a session once that has set something, and for no other then
    for (const one of [session, other])
      await one.rows(`SELECT pg_catalog.set_config('application_name', 'muster', false) AS name`);
    if (await everShared(session, other)) throw shared();
  }
  const [row] = await session.rows(`SELECT pg_catalog.current_setting('server_version_num')::int / 10000 AS major`);
  return Number(row?.['major']);
}

async function everShared(session: Session, other: Session): Promise<boolean> {
  for (let round = 0; round < rounds; round += 1)
    if ((await areShared(session, other)) || (await areShared(other, session))) return true;
  return false;
}

/** Whether two sessions meet in one process of the server, or one of them changes its process while the other is in a transaction. */
async function areShared(idle: Session, busy: Session): Promise<boolean> {
  const before = await processOf(idle);
  await busy.execute('BEGIN');
  const held = await processOf(busy);
  // looked at first: a pool of a single connection would let the idle one wait for the end of the other's transaction
  const isShared = held === before || (await processOf(idle)) !== before;
  await busy.execute('COMMIT');
  return isShared;
}

async function processOf(session: Session): Promise<string> {
  const [row] = await session.rows('SELECT pg_catalog.pg_backend_pid() AS pid');
  return row?.['pid'] ?? '';
}

function shared(): Failure {
  return new Failure(
    'source-unreachable',
    'a pooler stands before the server and shares its connections by transaction: no dump can be made or loaded through it, and what is set for one would disturb the application',
    {
      hint: 'connect to the server itself or to a pooler by session: on Neon the host without -pooler, on Supabase port 5432 instead of 6543, with PgBouncer a database with pool_mode=session',
    },
  );
}
