import { Failure } from '../../domain/failure.ts';
import { quoteScanner } from './quote-scanner.ts';

/** The part of a dump that a line belongs to. Names are as the dump tool wrote them, without backticks. */
export interface DumpSection {
  /**
   * `head` and `tail` set the session up and back; `database` creates and chooses the schema `name`; `sequence`, `table`, `rows`, `triggers`
   * and `view-stub` belong to the table or view `name`; `events` and `routines` are those of the schema; `view` is a view's real definition.
   */
  readonly kind:
    | 'head'
    | 'database'
    | 'sequence'
    | 'table'
    | 'rows'
    | 'triggers'
    | 'view-stub'
    | 'events'
    | 'routines'
    | 'view'
    | 'tail';
  readonly name: string;
  /** The schema, where the dump has several. */
  readonly schema: string;
}

export interface DumpVisitor {
  /** Whole lines of one section, in order. `areRows` says that they are a table's `INSERT` statements. */
  lines(section: DumpSection, bytes: Buffer, areRows: boolean): void;
  /** Whether it reads lines after `lines` has returned. They are overwritten then where it does not say so. */
  readonly keepsLines?: boolean;
}

export interface SectionReader {
  write(chunk: Buffer): void;
  /** @throws Failure `dump-incomplete` where the dump does not end with the tool's own last line. */
  finish(): void;
}

const newline = 0x0a;
const insertWord = Buffer.from('INSERT ');
const markers: readonly (readonly [RegExp, DumpSection['kind']])[] = [
  [/^-- Current Database: `(.*)`$/s, 'database'],
  [/^-- Table structure for table `(.*)`$/s, 'table'],
  [/^-- Dumping data for table `(.*)`$/s, 'rows'],
  [/^-- Sequence structure for `(.*)`$/s, 'sequence'],
  [/^-- Temporary (?:table|view) structure for view `(.*)`$/s, 'view-stub'],
  [/^-- Final view structure for view `(.*)`$/s, 'view'],
  [/^-- Dumping events for database '(.*)'$/s, 'events'],
  [/^-- Dumping routines for database '(.*)'$/s, 'routines'],
];

/**
 * Cuts the output of mysqldump or mariadb-dump into its sections as it passes. The tools write each row, or each statement of rows, in one
 * line: line breaks in values are escaped. Bodies of triggers, routines and events stand between `DELIMITER ;;` and `DELIMITER ;` and may
 * hold anything: inside of them, and inside of quotes, no line is taken for a marker.
 */
export function sectionReader(visitor: DumpVisitor): SectionReader {
  const lines = lineReader();
  const begun = begunLine();

  const take = (buffer: Buffer): void => {
    let run = { section: lines.section(), from: 0, areRows: false };
    const flush = (to: number): void => {
      if (to > run.from) visitor.lines(run.section, buffer.subarray(run.from, to), run.areRows);
    };
    for (let from = 0; from < buffer.length;) {
      const end = buffer.indexOf(newline, from);
      const next = end < 0 ? buffer.length : end + 1;
      const areRows = lines.read(buffer, from, next);
      if (lines.section() !== run.section || areRows !== run.areRows) {
        flush(from);
        run = { section: lines.section(), from, areRows };
      }
      from = next;
    }
    flush(buffer.length);
  };
  return {
    write(chunk) {
      const first = begun.isEmpty() ? 0 : chunk.indexOf(newline) + 1;
      const last = chunk.lastIndexOf(newline) + 1;
      if (first > 0) {
        begun.add(chunk.subarray(0, first));
        take(begun.take(visitor.keepsLines === true));
      }
      if (last > first) take(chunk.subarray(first, last));
      if (last < chunk.length) begun.add(chunk.subarray(last));
    },
    finish() {
      if (!begun.isEmpty()) take(begun.take(true));
      if (lines.isComplete()) return;
      throw new Failure('dump-incomplete', 'the dump does not end with the line that the dump tool writes last');
    },
  };
}

/** The beginning of a line whose end is still to come. A line can be as long as a chunk, so its memory is used again. */
interface BegunLine {
  isEmpty(): boolean;
  add(bytes: Buffer): void;
  /** All of it; to be read before more is added, unless `forGood`. Empty from then on. */
  take(forGood: boolean): Buffer;
}

function begunLine(): BegunLine {
  let memory = Buffer.alloc(0);
  let length = 0;
  return {
    isEmpty: () => length === 0,
    add(bytes) {
      if (length + bytes.length > memory.length) {
        const grown = Buffer.allocUnsafe(2 * (length + bytes.length));
        memory.copy(grown, 0, 0, length);
        memory = grown;
      }
      length += bytes.copy(memory, length);
    },
    take(forGood) {
      const line = memory.subarray(0, length);
      length = 0;
      return forGood ? Buffer.from(line) : line;
    },
  };
}

interface LineReader {
  /** Goes over the line from `from` up to `to`, with its line break. Returns whether it is a part of an `INSERT` of the table's rows. */
  read(bytes: Buffer, from: number, to: number): boolean;
  /** The section of the last line. */
  section(): DumpSection;
  isComplete(): boolean;
}

function lineReader(): LineReader {
  const quotes = quoteScanner();
  let section: DumpSection = { kind: 'head', name: '', schema: '' };
  let inInsert = false;
  let inBody = false;
  let lastLine = '';

  const readText = (text: string): void => {
    if (text !== '') lastLine = text;
    const isFree = !quotes.isInside();
    quotes.line(text);
    if (!isFree) return;
    if (text.startsWith('DELIMITER ')) inBody = text !== 'DELIMITER ;';
    else if (!inBody) section = sectionAfter(section, text);
  };
  return {
    read(bytes, from, to) {
      if (
        inInsert ||
        (section.kind === 'rows' &&
          bytes.compare(insertWord, 0, insertWord.length, from, Math.min(to, from + insertWord.length)) === 0)
      ) {
        inInsert = !endsStatement(bytes, from, to);
        return true;
      }
      readText(bytes.toString('utf8', from, to).replace(/\r?\n$/, ''));
      return false;
    },
    section: () => section,
    isComplete: () =>
      lastLine.startsWith('-- Dump completed') && section.kind === 'tail' && !inInsert && !inBody && !quotes.isInside(),
  };
}

/** The first line of triggers; the defaults under which the first was made, where they are others now. */
const beginsTriggers = /^(?:\/\*!50003 SET @saved_cs_client|ALTER DATABASE `)/;

/** The section that a line outside of bodies belongs to. */
function sectionAfter(current: DumpSection, text: string): DumpSection {
  if (text.startsWith('-- ')) {
    for (const [pattern, kind] of markers) {
      const name = pattern.exec(text)?.[1];
      if (name === undefined) continue;
      const plain = name.replaceAll('``', '`');
      return { kind, name: plain, schema: kind === 'database' ? plain : current.schema };
    }
    return current;
  }
  if (text.startsWith('/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE')) return { kind: 'tail', name: '', schema: '' };
  // triggers have no marker: they follow the rows, and in a dump of the schema alone the table
  const mayEnd = current.kind === 'rows' || current.kind === 'table';
  return mayEnd && beginsTriggers.test(text) ? { ...current, kind: 'triggers' } : current;
}

function endsStatement(bytes: Buffer, from: number, to: number): boolean {
  // the line break is its last byte, but for the last line of a dump that was cut off
  return to - from >= 2 && bytes[to - 2] === 0x3b /* ; */ && bytes[to - 1] === newline;
}
