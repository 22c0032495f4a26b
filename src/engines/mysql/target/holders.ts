import { Failure } from '../../../domain/failure.ts';
import { literal } from '../session.ts';
import { lockSeconds, type TargetAccess } from './access.ts';

/** Whether a failure is one of a lock that was not to be had in time. */
export function isOfLock(error: unknown): error is Failure {
  return error instanceof Failure && error.message.includes('locked by somebody else');
}

/** @returns `target-busy` that names those who may hold the tables: open transactions, and whoever has been working in the schema */
export async function busyWith(access: TargetAccess, cause: unknown): Promise<Failure> {
  const names = await holdersOf(access);
  const whose = names.length === 0 ? '' : `: ${names.join(', ')}`;
  return new Failure('target-busy', `tables of ${access.schema} stayed in use for ${lockSeconds} seconds${whose}`, {
    hint: 'end what the message names (KILL with the number of the connection), or stop the applications in `before`, and run again',
    cause,
  });
}

async function holdersOf(access: TargetAccess): Promise<readonly string[]> {
  await using session = await access.open();
  try {
    const rows = await session.rows(
      {
        id: 'p.id',
        user: 'p.user',
        host: 'p.host',
        seconds: 'GREATEST(COALESCE(TIMESTAMPDIFF(SECOND, t.trx_started, NOW()), 0), p.time)',
      },
      `FROM information_schema.processlist p LEFT JOIN information_schema.innodb_trx t ON t.trx_mysql_thread_id = p.id
       WHERE p.id <> CONNECTION_ID() AND p.user NOT IN ('system user', 'event_scheduler')
         AND (t.trx_id IS NOT NULL OR (p.db = ${literal(access.schema)} AND p.command <> 'Sleep')) ORDER BY 1 LIMIT 10`,
    );
    return rows.map((row) => {
      const [id, user, host, seconds] = ['id', 'user', 'host', 'seconds'].map((name) => row[name] ?? '?');
      return `connection ${id ?? ''} of ${user ?? ''} from ${host ?? ''} since ${seconds ?? ''} s`;
    });
  } catch {
    return []; // the account may not see others
  }
}
