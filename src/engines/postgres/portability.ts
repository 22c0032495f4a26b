import type { PortabilityNote, PortabilityTopic } from '../../domain/portability.ts';
import type { DumpRequest } from '../../ports/engine.ts';
import { collations, collationVersions, locale } from './portability-collations.ts';
import {
  extensions,
  foreignServers,
  largeObjects,
  moneyColumns,
  rowSecurity,
  tableKinds,
} from './portability-content.ts';
import { logicalReplication } from './portability-replication.ts';
import { databaseItself, libraries, parameters, roles, tablespaces } from './portability-server.ts';
import { superuserNeeds } from './portability-superuser.ts';
import type { PortabilityQuestion } from './portability-question.ts';
import type { Session } from './session.ts';

const questions: readonly PortabilityQuestion[] = [
  roles,
  tablespaces,
  extensions,
  libraries,
  locale,
  collations,
  collationVersions,
  ...superuserNeeds,
  ...logicalReplication,
  foreignServers,
  ...tableKinds,
  moneyColumns,
  rowSecurity,
  largeObjects,
  ...databaseItself,
  parameters,
];

/** What a restore on another server needs or does not bring back, in the session's snapshot. */
export async function readPortability(
  session: Session,
  { tables }: Pick<DumpRequest, 'tables'>,
): Promise<readonly PortabilityNote[]> {
  const [server] = await session.rows(`SELECT current_setting('server_version_num') AS version`);
  const version = Number(server?.['version']);
  const notes: PortabilityNote[] = tables.length > 0 ? [chosenTables] : [];
  for (const question of questions) {
    const { topic } = question;
    const rows = await session.rows(question.sql(version));
    for (const line of question.say(rows, version)) notes.push({ topic, detail: line.replace(/\s*[\r\n]\s*/g, ' ') });
  }
  return notes;
}

const chosenTables: PortabilityNote = {
  topic: 'chosen-tables' satisfies PortabilityTopic,
  detail:
    'the dump holds chosen tables only: schemas, types, functions and extensions that they use are not in it, and must be there before a restore; the other notes are about the whole database',
};
