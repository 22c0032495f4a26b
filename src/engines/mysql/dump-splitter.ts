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

/** Statements with which a dump would leave the schema that it is loaded into. */
const wanders = /^\s*(?:USE\s|(?:CREATE|DROP|ALTER)\s+(?:DATABASE|SCHEMA)\s)/im;

/**
 * Cuts a dump into pieces by section. What chooses or creates a schema is taken out: whoever loads a piece says where it goes.
 *
 * @throws Failure `restore-failed` from `write` where a statement would leave its schema.
 */
export function dumpSplitter(): DumpSplitter {
  let found: DumpPiece[] = [];
  const sections = sectionReader({
    lines(section, bytes, areRows) {
      if (section.kind === 'database') return;
      // bodies cannot hold such a statement: servers refuse USE in them, and the others would be the source's own
      if (
        !areRows &&
        section.kind !== 'routines' &&
        section.kind !== 'events' &&
        wanders.test(bytes.toString('latin1'))
      )
        throw new Failure(
          'restore-failed',
          'the dump has a statement that leaves its schema, and was not loaded further',
        );
      found.push({ section, bytes });
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

/** The first lines of a dump, which set a session up, as every piece needs them: without the mark of MariaDB's tool that old clients refuse. */
export function setupOf(head: Buffer): Buffer {
  const lines = head.toString('utf8').split('\n');
  return Buffer.from(lines.filter((line) => !/^\/\*M?!999999/.test(line)).join('\n'));
}
