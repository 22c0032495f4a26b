import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { partsFolder, programPath } from '../../scripts/parts/locate.ts';

/** One of the age format's own test vectors, see https://c2sp.org/CCTV/age. */
export interface AgeVector {
  readonly name: string;
  readonly expect: string;
  /** Keys of the vector's header, each with all of its values, e.g. `identity`, `payload`, `armored`. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly file: Buffer;
}

const module = 'c2sp.org/CCTV/age';
const version = 'v0.0.0-20251208015420-e9274a7bdbfd';

/** All vectors of one pinned version, which the Go tool fetches and checks once. */
export function cctvAgeVectors(): readonly AgeVector[] {
  const folder = join(vectorsFolder(), 'testdata');
  return readdirSync(folder).map((name) => parseVector(name, readFileSync(join(folder, name))));
}

function vectorsFolder(): string {
  const home = join(partsFolder, 'age-vectors');
  const known = join(home, 'folder');
  if (!existsSync(known)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'go.mod'), 'module vectors\n\ngo 1.22\n');
    const answer = execFileSync(programPath('go'), ['mod', 'download', '-json', `${module}@${version}`], {
      cwd: home,
      env: { ...process.env, GOMODCACHE: join(home, 'modules'), GOFLAGS: '-modcacherw' },
      encoding: 'utf8',
    });
    writeFileSync(known, (JSON.parse(answer) as { Dir: string }).Dir);
  }
  return readFileSync(known, 'utf8');
}

function parseVector(name: string, bytes: Buffer): AgeVector {
  const end = bytes.indexOf('\n\n');
  const fields = new Map<string, string[]>();
  for (const line of bytes.subarray(0, end).toString('utf8').split('\n')) {
    const [, key = '', value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
    fields.set(key, [...(fields.get(key) ?? []), value]);
  }
  const body = bytes.subarray(end + 2);
  const file = fields.get('compressed')?.[0] === 'zlib' ? inflateSync(body) : body;
  return { name, expect: fields.get('expect')?.[0] ?? '', fields, file };
}
