import { createHash } from 'node:crypto';
import { Failure } from '../../../domain/failure.ts';
import { literal, type Session } from '../session.ts';
import { lockSeconds, type TargetAccess } from './access.ts';

/**
 * Keeps other restores into the same schema away for as long as the session lives: a lock by name, which the server gives up when the session
 * ends, however it ends.
 *
 * @throws Failure `target-busy` where another restore has it.
 */
export async function takeLock(session: Session, schema: string): Promise<void> {
  const name = lockName('restore', schema);
  const [row] = await session.rows({ taken: `GET_LOCK(${name}, 0)`, holder: `IS_USED_LOCK(${name})` });
  if (row?.['taken'] === '1') return;
  throw new Failure(
    'target-busy',
    `another restore into ${schema} is under way (connection ${row?.['holder'] ?? 'unknown'})`,
    {
      hint: 'wait until it has ended and run again; nothing was changed',
    },
  );
}

/** As a literal of at most 64 characters, which is all that servers take. */
function lockName(what: string, schema: string): string {
  return literal(`muster ${what} ${createHash('sha256').update(schema).digest('hex').slice(0, 32)}`);
}

/** Sessions of one exchange that live at the same time are fewer. */
const places = [1, 2, 3, 4, 5, 6, 7, 8];

/** Opens a session for statements that change the target, which `awaitStatements` waits for, whatever becomes of the client. */
export async function openCounted(access: TargetAccess): Promise<Session> {
  const session = await access.open();
  for (const place of places) {
    const [row] = await session.rows({ taken: `GET_LOCK(${lockName(`exchange ${place}`, access.schema)}, 0)` });
    if (row?.['taken'] === '1') return session;
  }
  await session[Symbol.asyncDispose]();
  throw stillRunning(access.schema);
}

/**
 * Waits until no statement runs any more that an earlier session has sent: a server goes on with one that waits for a lock, though its client
 * was killed.
 *
 * @throws Failure `target-busy` where they take much longer than a lock is waited for
 */
export async function awaitStatements(session: Session, schema: string): Promise<void> {
  for (const place of places) {
    const name = lockName(`exchange ${place}`, schema);
    const [row] = await session.rows({ taken: `GET_LOCK(${name}, ${3 * lockSeconds})` });
    if (row?.['taken'] !== '1') throw stillRunning(schema);
    await session.rows({ released: `RELEASE_LOCK(${name})` });
  }
}

function stillRunning(schema: string): Failure {
  return new Failure('target-busy', `the server still runs statements of an earlier restore into ${schema}`, {
    hint: 'wait until SHOW PROCESSLIST has none of them, or KILL them, and run again',
  });
}
