import type { Progress } from '../../../ports/progress.ts';
import { identifier, type Session } from '../session.ts';
import type { TargetAccess } from './access.ts';
import { abandonExchange, completeExchange } from './exchange.ts';
import { writeJournal, type Journal } from './journal.ts';
import { awaitStatements } from './lock.ts';
import { dropMarked, findLeftBehind, findUnmarked, type LeftBehind } from './marked-schemas.ts';
import { readStanding, takeHalfBack } from './standing.ts';

/**
 * Brings to an end what restores into the same schema left that no longer run. What was loaded is dropped; one that was killed while it put its
 * copy in place is completed where the tables were exchanged, and taken back where they were not. To be called with the lock, under which no
 * other restore lives; only what bears the mark is touched, and what holds nothing.
 *
 * @returns whether the target itself was changed
 */
export async function recoverLeftBehind(session: Session, access: TargetAccess, progress: Progress): Promise<boolean> {
  let hasChanged = false;
  for (const left of await findLeftBehind(session, access)) {
    const { schemas, journal } = left;
    if (journal.state === 'exchanging') {
      await awaitStatements(session, access.schema);
      await settleExchange(session, access, left, progress);
      hasChanged = true;
    } else if (journal.state === 'loading') {
      await dropMarked(session, schemas);
      progress.note(`dropped ${schemas.fresh}, which an earlier restore into ${access.schema} left behind`);
    } else {
      await session.execute(`DROP DATABASE IF EXISTS ${identifier(schemas.fresh)}`);
      progress.note(
        `${schemas.former} keeps what was there before an earlier restore: DROP DATABASE ${identifier(schemas.former)}`,
      );
    }
  }
  for (const name of await findUnmarked(session, access)) {
    await session.execute(`DROP DATABASE ${identifier(name)}`);
    progress.note(`dropped ${name}, which an earlier restore into ${access.schema} left empty`);
  }
  return hasChanged;
}

async function settleExchange(
  session: Session,
  access: TargetAccess,
  { schemas, journal }: LeftBehind,
  progress: Progress,
): Promise<void> {
  const { exchange } = journal;
  if (exchange === undefined) return;
  const standing = await readStanding(session, exchange);
  if (standing === 'after') {
    await completeExchange(access, exchange);
    const kept: Journal = { ...journal, state: 'kept' };
    await writeJournal(session, schemas.former, kept);
    await session.execute(`DROP DATABASE IF EXISTS ${identifier(schemas.fresh)}`);
    progress.note(
      `completed an earlier restore into ${access.schema}; ${schemas.former} keeps what was there before it`,
    );
  } else {
    if (standing === 'between') await takeHalfBack(session, exchange);
    await abandonExchange(access, exchange, progress);
    await dropMarked(session, schemas);
    progress.note(`took back an earlier restore into ${access.schema}, which was killed before it was in place`);
  }
}
