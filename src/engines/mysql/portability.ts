import { counted } from '../../domain/counted.ts';
import type { PortabilityNote, PortabilityTopic } from '../../domain/portability.ts';
import type { Product } from './product.ts';
import { literal, type Session } from './session.ts';
import { readReach } from './other-schemas.ts';
import type { SourceScope } from './source-scope.ts';

interface Question {
  readonly topic: PortabilityTopic;
  /** What is counted or named, in each of the schemas: `{schemas}` stands for their list. */
  readonly rows: string;
  /** The note, from what was found; undefined where there is nothing to say. */
  readonly say: (values: readonly string[], product: Product) => string;
}

const questions: readonly Question[] = [
  {
    topic: 'definers',
    rows: `SELECT definer AS value FROM information_schema.views WHERE table_schema IN {schemas}
      UNION SELECT definer FROM information_schema.triggers WHERE trigger_schema IN {schemas}
      UNION SELECT definer FROM information_schema.routines WHERE routine_schema IN {schemas}
      UNION SELECT definer FROM information_schema.events WHERE event_schema IN {schemas}`,
    say: (values) =>
      `views, triggers, routines or events run in the name of ${values.join(', ')}: create these accounts before they are used, which fails without them`,
  },
  {
    topic: 'inexact-columns',
    rows: `SELECT CONCAT(table_schema, table_name, column_name) AS value FROM information_schema.columns
      WHERE table_schema IN {schemas} AND data_type = 'float'`,
    say: ({ length }) =>
      `${counted(length, 'column')} of type FLOAT, of which the dump tool writes six digits: values with more come back changed, and the drill fails; make it DOUBLE or DECIMAL`,
  },
  {
    topic: 'storage-engines',
    rows: `SELECT engine AS value FROM information_schema.tables
      WHERE table_schema IN {schemas} AND table_type = 'BASE TABLE' AND engine <> 'InnoDB'`,
    say: (values) =>
      `${counted(values.length, 'table')} of ${[...new Set(values)].join(', ')} and not of InnoDB, which no snapshot holds: the rows may be of another moment than the rest, and the server does not count them, so that no drill proves them; convert with ALTER TABLE … ENGINE=InnoDB`,
  },
  {
    topic: 'table-encryption',
    rows: `SELECT CONCAT(table_schema, table_name) AS value FROM information_schema.tables
      WHERE table_schema IN {schemas} AND REPLACE(create_options, '\`', '') REGEXP 'ENCRYPTION=.Y|ENCRYPTED=.?YES'`,
    say: ({ length }) =>
      `${counted(length, 'table')} encrypted on the source's disk and plain in the dump, which loads only where the server has a key of its own: a drill without one says could-not-tell`,
  },
  {
    topic: 'data-directories',
    rows: `SELECT CONCAT(table_schema, table_name) AS value FROM information_schema.tables
      WHERE table_schema IN {schemas} AND create_options REGEXP '(DATA|INDEX) DIRECTORY'`,
    say: ({ length }) =>
      `${counted(length, 'table')} outside of the data folder by DATA DIRECTORY, which loads only where that folder is: a drill says could-not-tell, since a sandbox writes nowhere else`,
  },
  {
    topic: 'generated-columns',
    rows: `SELECT CONCAT(table_schema, table_name, column_name) AS value FROM information_schema.columns
      WHERE table_schema IN {schemas} AND generation_expression <> ''`,
    say: ({ length }, { title }) => `${counted(length, 'generated column')}: the dump loads only into ${title}`,
  },
  {
    topic: 'collations',
    rows: `SELECT DISTINCT collation_name AS value FROM information_schema.columns
      WHERE table_schema IN {schemas} AND collation_name REGEXP 'uca1400|0900'`,
    say: (values, { title }) =>
      `the collations ${values.join(', ')} are ${title}'s own: the dump loads only where they are known`,
  },
];

/** What a restore on another server needs or does not bring back. Tables and columns are counted and not named. */
export async function readPortability(
  session: Session,
  product: Product,
  scope: SourceScope,
): Promise<readonly PortabilityNote[]> {
  const { schemas } = scope;
  const list = `(${schemas.map(literal).join(', ')})`;
  const notes: PortabilityNote[] = [];
  for (const { topic, rows, say } of questions) {
    const found = await session.rows(
      { value: 'value' },
      `FROM (${rows.replaceAll('{schemas}', list)}) AS q ORDER BY 1`,
    );
    const values = found.map(({ value }) => value ?? '');
    if (values.length > 0) notes.push({ topic, detail: say(values, product) });
  }
  const reach = await readReach(session, scope);
  if (reach.objects > 0) {
    const who = reach.objects === 1 ? '1 table or view names' : `${reach.objects} tables or views name`;
    notes.push({
      topic: 'other-schemas',
      detail: `${who} something of ${counted(reach.schemas, 'schema')} that this backup does not have, without which they do not load: a drill says could-not-tell; with no database in the URL, one backup has them all`,
    });
  }
  const gtid = product.name === 'mysql' ? '@@GLOBAL.gtid_mode' : `IF(@@GLOBAL.log_bin, 'ON', 'OFF')`;
  const [row] = await session.rows({ gtid });
  if (row?.['gtid'] === 'ON')
    notes.push({
      topic: 'gtid',
      detail:
        'the server has transaction ids: they are in the manifest and not in the dump, which leaves those of the server that loads it alone',
    });
  return notes;
}
