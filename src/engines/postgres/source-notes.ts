import type { Session } from './session.ts';

/** What a restore needs or does not bring back, one line each, for a person to know before a disaster. */
export async function readNotes(session: Session): Promise<readonly string[]> {
  const [row = {}] = await session.rows(`
    SELECT (SELECT string_agg(extname || ' ' || extversion, ', ' ORDER BY extname) FROM pg_extension WHERE extname <> 'plpgsql') AS extensions,
      (SELECT count(*) FROM pg_class WHERE relkind = 'f') AS foreign_tables,
      (SELECT count(*) FROM pg_event_trigger WHERE evtenabled <> 'D') AS event_triggers`);
  const notes: string[] = [];
  const count = (name: string): number => Number(row[name] ?? 0);
  if (row['extensions']) notes.push(`a restore needs the extensions ${row['extensions']}`);
  if (count('foreign_tables') > 0) {
    notes.push(`the rows of ${count('foreign_tables')} foreign tables are on other servers and not in the dump`);
  }
  if (count('event_triggers') > 0) notes.push(`${count('event_triggers')} event triggers need a superuser to restore`);
  return notes;
}
