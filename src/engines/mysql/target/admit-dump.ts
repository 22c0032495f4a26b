import { Failure } from '../../../domain/failure.ts';
import type { DumpSection } from '../dump-sections.ts';
import { statementsOf, type DumpStatement } from '../dump-statements.ts';
import type { ProductVersion } from '../product.ts';
import { areClear } from '../readings.ts';
import type { DumpAdmission } from '../restorer-load.ts';
import { identifier } from '../session.ts';
import { beginningOf } from './beginning-of.ts';
import { anyName, asleep, definerClause, isTriggerOf, tableOfTrigger, withoutTriggerSchema } from './dump-text.ts';
import { isOneStatement } from './one-statement.ts';
import { rowGuard } from './row-guard.ts';

/** Statements that make objects which are no tables, as the client takes them. */
export interface ObjectScript {
  readonly kind: 'routines' | 'view' | 'triggers' | 'events';
  /** Of the view, or of the table of the triggers; empty for the others. */
  readonly name: string;
  /** Each byte as one character. */
  readonly text: string;
}

export interface Admission extends DumpAdmission {
  /** What was admitted of objects that are no tables, as it is to be run where it is put in place. */
  scripts(): readonly ObjectScript[];
}

/** Names of a schema in a dump and on the target's server. */
export interface SchemaNames {
  /** As the dump's own statements have it. */
  readonly source: string;
  readonly fresh: string;
  readonly target: string;
}

const charsetOf = '(?:character_set_client|character_set_results|collation_connection)';
const plainVariable =
  '(?:time_zone|unique_checks|foreign_key_checks|sql_notes|note_verbosity|autocommit|system_versioning_insert_history)';
const value = "(?:@@?(?:session\\.)?\\w+|\\w+|'[^'\\\\]*')";
const assigned = (...more: readonly string[]): RegExp => {
  const one = `(?:@\\w+\\s*=\\s*@@(?:session\\.)?\\w+|${[`(?:@@(?:session\\.)?)?${plainVariable}\\s*=\\s*${value}`, ...more].join('|')})`;
  return new RegExp(`^SET\\s+(?:NAMES\\s+utf8(?:mb[34])?|${one}(?:\\s*,\\s*${one})*)$`, 'i');
};
const charset = `${charsetOf}\\s*=\\s*(?:@\\w+|\\w+|'\\w+')`;
/** Settings of a session by section: nothing else may change how the server reads what follows. */
const settings = {
  head: assigned(`sql_mode\\s*=\\s*'NO_AUTO_VALUE_ON_ZERO'`),
  rows: assigned(),
  object: assigned(charset),
  body: assigned(charset, `sql_mode\\s*=\\s*(?:'[A-Z0-9_,]*'|@saved_sql_mode)`),
};

/** How the dump is run. */
export interface AdmissionOptions {
  /** Reads the statements. */
  readonly server: ProductVersion;
  /** Whether events stay as they are, since nothing runs them there. */
  readonly eventsStay?: boolean;
  /** Whether the server itself has just given the statements: then bodies are not looked into. */
  readonly isOwn?: boolean;
}

/**
 * Lets through what the dump tools write, section by section, and nothing else: a statement must not reach beyond the schema that it is loaded
 * into, whoever wrote the dump and wherever it is loaded.
 *
 * @param namesOf of a schema by the name that it has in the dump, which is empty where the dump has one only
 * @throws Failure `restore-failed` from its functions, which names the section and the words with which the statement begins
 */
export function admitDump(
  namesOf: (schema: string) => SchemaNames,
  wants: DumpAdmission['wants'],
  { server, eventsStay = false, isOwn = false }: AdmissionOptions,
): Admission {
  const scripts: ObjectScript[] = [];
  const takeScript = (section: DumpSection, statements: readonly DumpStatement[]): string => {
    const texts = statements.map((statement) => statement.text);
    const { kind } = section;
    const names = namesOf(section.schema);
    const inView = (text: string, schema: string): string =>
      text.replaceAll(latin1(`${identifier(names.source)}.`), latin1(`${identifier(schema)}.`));
    if (kind === 'triggers') {
      const plain = texts.map(withoutTriggerSchema);
      // where it comes back under its own name it comes back in its own words
      const own = texts.map((text, index) => (isTriggerOf(text, latin1(names.target)) ? text : (plain[index] ?? '')));
      scripts.push({ kind, name: section.name, text: own.join('') });
      return (names.fresh === names.target ? own : plain).join('');
    }
    if (kind === 'events') {
      scripts.push({ kind, name: '', text: texts.join('') });
      return eventsStay ? texts.join('') : statements.map((statement) => dormant(section, statement)).join('');
    }
    if (kind === 'view') {
      const making = statements
        .filter(({ code }) => !code.startsWith('DROP '))
        .map(({ text }) => text.replace(/(\bCREATE )(ALGORITHM=)/, '$1OR REPLACE $2'));
      scripts.push({ kind, name: section.name, text: inView(making.join(''), names.target) });
      return inView(texts.join(''), names.fresh);
    }
    if (kind === 'table') return withSequences(texts.join(''), names);
    if (kind === 'routines') scripts.push({ kind, name: '', text: texts.join('') });
    return texts.join('');
  };
  return {
    wants,
    section(section, bytes) {
      const text = bytes.toString('latin1');
      const statements = statementsOf(text, server);
      const refused = statements.find((statement) => !isAdmitted(section, statement, isOwn));
      if (refused !== undefined) throw stray(section, refused.bare);
      if (!areClear(statements, server)) throw stray(section);
      return Buffer.from((section.kind === 'head' ? ownMode : '') + takeScript(section, statements), 'latin1');
    },
    rows(section) {
      const isAround = (line: string): boolean =>
        statementsOf(line, server).every((statement) => isAdmitted(section, statement));
      const guard = rowGuard(section.name, isAround);
      return (bytes) => {
        const refused = guard.refused(bytes);
        if (refused !== undefined) throw stray(section, refused);
        return bytes[0] === openParenthesis || bytes.subarray(0, insertWord.length).equals(insertWord)
          ? bytes
          : unlocked(bytes);
      };
    },
    scripts: () => scripts,
  };
}

/** Quotes are read as the dump tools write them, whatever the server's own mode is. */
const ownMode = `SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO';\n`;
const openParenthesis = 0x28;
const insertWord = Buffer.from('INSERT ');

/** Nobody else is in a fresh schema, and a table that is locked alone may not use a sequence in its defaults. */
function unlocked(lines: Buffer): Buffer {
  return Buffer.from(lines.toString('latin1').replace(/^(?:UN)?LOCK TABLES.*$/gm, ''), 'latin1');
}

function dormant(section: DumpSection, { code, text }: DumpStatement): string {
  if (!/^CREATE\s/i.test(code)) return text;
  const sleeping = asleep(text);
  if (sleeping === undefined) throw stray(section, code);
  return sleeping;
}

/** @param statement where one is known */
function stray({ kind, name }: DumpSection, statement = ''): Failure {
  const where = name === '' ? kind : `${kind} of ${name}`;
  const words = beginningOf(statement);
  return new Failure(
    'restore-failed',
    `the dump has a statement that does not belong into its place (${where}${words === '' ? '' : `: ${words} …`}), and was not loaded further`,
    {
      hint: 'nothing of it reached beyond the copy; see who may write to the store, and prove the other backups with restore-verify',
    },
  );
}

/** A default that takes the next number names the schema of its sequence. */
function withSequences(text: string, { source, fresh }: SchemaNames): string {
  return text.replaceAll(latin1(`nextval(${identifier(source)}.`), latin1(`nextval(${identifier(fresh)}.`));
}

function settingsOf(kind: DumpSection['kind']): RegExp {
  if (kind === 'head' || kind === 'rows') return settings[kind];
  return ['triggers', 'routines', 'events'].includes(kind) ? settings.body : settings.object;
}

function isAdmitted({ kind, name }: DumpSection, { code, bare, isOdd }: DumpStatement, isOwn = false): boolean {
  if (isOdd && !isOwn) return false;
  if (code === '' || settingsOf(kind).test(code)) return true;
  const own = latin1(identifier(name)).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const forms = admitted[kind].map((form) => new RegExp(`^${form.replaceAll('{own}', () => own)}`, 'i'));
  if (!forms.some((form) => form.test(code))) return false;
  // the rows of a table come in INSERT statements, and nothing is read from elsewhere when it is made
  if (kind === 'table' || kind === 'sequence') return !/\bSELECT\b/i.test(bare.replace(/^SELECT SETVAL/i, ''));
  if (!/^CREATE\s/i.test(code) || kind === 'view' || kind === 'view-stub') return true;
  return (isOwn || isOneStatement(bare)) && (kind !== 'triggers' || latin1(tableOf(code)) === latin1(name));
}

function tableOf(code: string): string {
  return Buffer.from(tableOfTrigger(code) ?? '', 'latin1').toString('utf8');
}

/** Around what was made while its schema had other defaults; the schema is the one that it is loaded into. */
const ownDefaults = 'ALTER DATABASE CHARACTER SET \\w+ COLLATE \\w+$';

/** Beginnings of statements by section; `{own}` is the name that the section is of. */
const admitted: Readonly<Record<DumpSection['kind'], readonly string[]>> = {
  head: [],
  tail: [],
  database: [],
  sequence: [
    'DROP SEQUENCE IF EXISTS {own}$',
    'CREATE SEQUENCE {own} ',
    '(?:DO|SELECT) SETVAL\\({own}, -?\\d+, [01]\\)$',
  ],
  table: ['DROP TABLE IF EXISTS {own}$', 'CREATE TABLE {own} \\('],
  rows: ['(?:UN)?LOCK TABLES(?: {own} WRITE)?$', 'ALTER TABLE {own} (?:DIS|EN)ABLE KEYS$', 'COMMIT$'],
  'view-stub': ['DROP (?:TABLE|VIEW) IF EXISTS {own}$', 'CREATE (?:TABLE|VIEW) {own} '],
  view: [
    'DROP (?:TABLE|VIEW) IF EXISTS {own}$',
    `CREATE\\s+ALGORITHM=\\w+\\s+${definerClause}SQL SECURITY \\w+\\s+VIEW {own} AS\\s`,
  ],
  triggers: [ownDefaults, `CREATE\\s+${definerClause}TRIGGER\\s`],
  routines: [
    ownDefaults,
    `DROP (?:FUNCTION|PROCEDURE|PACKAGE(?: BODY)?) IF EXISTS ${anyName}$`,
    `CREATE\\s+(?:OR REPLACE\\s+)?${definerClause}(?:AGGREGATE )?(?:FUNCTION|PROCEDURE|PACKAGE(?: BODY)?)\\s+${anyName}(?![\\w$])(?!\\s*\\.)`,
  ],
  events: [ownDefaults, `DROP EVENT IF EXISTS ${anyName}$`, `CREATE\\s+${definerClause}EVENT\\s+${anyName}\\s+ON\\s`],
};

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
