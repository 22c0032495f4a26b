import { readFile } from 'node:fs/promises';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { Failure, messageOf } from '../../domain/failure.ts';
import type { Check } from '../../domain/verification/checks.ts';
import { parseChecks, type ValuePath } from '../../domain/verification/checks-parser.ts';

/**
 * Reads the user's own checks from a YAML file; `parseChecks` shows its form.
 *
 * @throws Failure `checks-invalid` with the place as `file:line:column`.
 */
export async function readChecksFile(path: string): Promise<readonly Check[]> {
  return checksIn(await textOf(path), path);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Failure('checks-invalid', `cannot read the file ${path} of input "checks": ${messageOf(cause)}`, {
      hint: 'give the path of a file that exists, seen from the workspace',
      cause,
    });
  }
}

function checksIn(text: string, path: string): readonly Check[] {
  const lines = new LineCounter();
  // Whole numbers keep all of their digits; a message of its own needs no excerpt of the file, which may hold data.
  const document = parseDocument(text, { lineCounter: lines, intAsBigInt: true, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const [mistake] = document.errors;
  if (mistake !== undefined) throw new Failure('checks-invalid', `${at(mistake.pos[0])}: ${mistake.message}`);
  const place = (way: ValuePath): string => {
    // The value itself may be what is missing: then the nearest thing around it is shown.
    for (let length = way.length; length > 0; length -= 1) {
      const node = document.getIn(way.slice(0, length), true);
      if (isNode(node) && node.range) return at(node.range[0]);
    }
    return path;
  };
  return parseChecks(valueOf(document, path), place);
}

/** @throws Failure where anchors multiply beyond all measure, which the parser refuses only now. */
function valueOf(document: { toJS(): unknown }, path: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw new Failure('checks-invalid', `${path}: ${messageOf(cause)}`, { cause });
  }
}
