import { Failure } from '../../domain/failure.ts';
import { sectionReader, type DumpSection } from './dump-sections.ts';

/** A piece of a dump that loads by itself, after `setup`. */
export interface DumpPiece {
  readonly section: DumpSection;
  /** Whole lines. */
  readonly bytes: Buffer;
}

export interface DumpSplitter {
  /** The pieces that are in the next bytes, in order. A section may come in many pieces. */
  write(chunk: Buffer): readonly DumpPiece[];
  /** @throws Failure `archive-damaged` where the dump does not end as it should. */
  finish(): readonly DumpPiece[];
}

/**
 * Statements with which a dump would leave the schema that it is loaded into, or change the server: at the beginning of a line, behind another
 * statement, or in a conditional comment. The dump tools write none of them.
 */
const strays = new RegExp(
  String.raw`(?:^|;|/\*M?!\d*)\s*(?:USE|(?:CREATE|DROP|ALTER)\s+(?:DATABASE|SCHEMA|USER|ROLE|SERVER|TABLESPACE)|GRANT|REVOKE|BINLOG|LOAD\s+(?:DATA|XML)|` +
    String.raw`SET\s+(?:@@)?(?:GLOBAL|PERSIST|PASSWORD)|INSTALL|UNINSTALL|SHUTDOWN|CALL|HANDLER|RENAME)\b`,
  'im',
);
/** What the tools write around a body that was made under another default of its schema. Without a name it means the schema that is loaded into. */
const schemaDefaults = /^ALTER DATABASE `(?:[^`]|``)*` (?=CHARACTER SET \w+ COLLATE \w+ ;{0,2}$)/gm;

/**
 * Cuts a dump into pieces by section. What chooses or creates a schema is taken out: whoever loads a piece says where it goes.
 *
 * @throws Failure `restore-failed` from `write` where a statement would leave its schema.
 */
export function dumpSplitter(): DumpSplitter {
  let found: DumpPiece[] = [];
  const outside = textOutsideBodies();
  const sections = sectionReader({
    lines(section, bytes, areRows) {
      if (section.kind === 'database') return;
      if (areRows) {
        found.push({ section, bytes });
        return;
      }
      const text = bytes.toString('latin1');
      const placed = text.replace(schemaDefaults, 'ALTER DATABASE ');
      // a body may hold anything that the source's own server runs
      if (strays.test(outside(placed).replaceAll(/^ALTER DATABASE CHARACTER SET /gm, '')))
        throw new Failure(
          'restore-failed',
          'the dump has a statement that leaves its schema, and was not loaded further',
        );
      found.push({ section, bytes: placed === text ? bytes : Buffer.from(placed, 'latin1') });
    },
  });
  const taken = (): readonly DumpPiece[] => {
    const pieces = found;
    found = [];
    return pieces;
  };
  return {
    write(chunk) {
      sections.write(chunk);
      return taken();
    },
    finish() {
      try {
        sections.finish();
      } catch (cause) {
        throw new Failure(
          'archive-damaged',
          'the stored dump does not end with the line that the dump tool writes last',
          {
            cause,
          },
        );
      }
      return taken();
    },
  };
}

const quoted = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`/gs;

/**
 * Takes whole lines in their order and gives what stands outside of quotes and of bodies, which the tools put between `DELIMITER ;;` and
 * `DELIMITER ;`. Quoted things are left empty.
 */
function textOutsideBodies(): (lines: string) => string {
  let inBody = false;
  return (lines) =>
    lines
      .split('\n')
      .filter((line) => {
        if (line.startsWith('DELIMITER ')) inBody = line !== 'DELIMITER ;';
        return !inBody && !line.startsWith('-- ');
      })
      .join('\n')
      .replaceAll(quoted, "''");
}

/** The first lines of a dump, which set a session up, as every piece needs them: without the mark of MariaDB's tool that old clients refuse. */
export function setupOf(head: Buffer): Buffer {
  const lines = head.toString('utf8').split('\n');
  return Buffer.from(lines.filter((line) => !/^\/\*M?!999999/.test(line)).join('\n'));
}
