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

/** What the tools write around a body that was made under another default of its schema. Without a name it means the schema that is loaded into. */
const schemaDefaults = /^ALTER DATABASE `(?:[^`]|``)*` (?=CHARACTER SET \w+ COLLATE \w+ ;{0,2}$)/gm;

/** Cuts a dump into pieces by section. What chooses or creates a schema is taken out: whoever loads a piece says where it goes. */
export function dumpSplitter(): DumpSplitter {
  let found: DumpPiece[] = [];
  const sections = sectionReader({
    keepsLines: true,
    lines(section, bytes, areRows) {
      if (section.kind === 'database') return;
      if (areRows) {
        found.push({ section, bytes });
        return;
      }
      const text = bytes.toString('latin1');
      const placed = text.replace(schemaDefaults, 'ALTER DATABASE ');
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

/** The whole of the line: behind it might stand a statement. */
const sandboxMark = /^\/\*M?!999999\\- enable the sandbox mode \*\/ ?\r?$/;

/** The first lines of a dump, which set a session up, as every piece needs them: without the mark of MariaDB's tool that old clients refuse. */
export function setupOf(head: Buffer): Buffer {
  const lines = head.toString('utf8').split('\n');
  return Buffer.from(lines.filter((line) => !sandboxMark.test(line)).join('\n'));
}
