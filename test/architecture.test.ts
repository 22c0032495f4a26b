import { strict as assert } from 'node:assert';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { layers } from '../scripts/architecture/layers.ts';
import { nameViolations, violationsOf } from '../scripts/architecture/violations.ts';

const root = join(import.meta.dirname, '..');
const filesIn = (folder: string): string[] => globSync('**/*.ts', { cwd: join(root, folder) }).sort();

describe('the architecture', () => {
  it('holds in every file of src', () => {
    const files = filesIn('src');
    assert.ok(files.length > 50, 'the sources were not found');
    const found = files.flatMap((path) => violationsOf(path, readFileSync(join(root, 'src', path), 'utf8')));
    assert.deepEqual(found, []);
  });

  it('has a layer for every folder of src', () => {
    const tops = new Set(
      filesIn('src')
        .filter((path) => path.includes('/'))
        .map((path) => path.split('/')[0] ?? ''),
    );
    assert.deepEqual(
      [...tops].filter((top) => !(top in layers)),
      [],
    );
  });

  it('knows engines by name only where they are adapted to, and where a user writes the name', () => {
    const mayName = ['actions/masking.ts', 'actions/setup-client/inputs.ts', 'domain/configuration/keys.ts'];
    const naming = filesIn('src').filter((path) =>
      /mysql|mariadb/i.test(readFileSync(join(root, 'src', path), 'utf8')),
    );
    const outside = naming.filter((path) => !/^(?:engines|sandboxes)\//.test(path));
    assert.deepEqual(outside, mayName);
  });

  it('gives telling names to tests and scripts too', () => {
    const files = ['test', 'scripts', 'benchmarks'].flatMap(filesIn);
    assert.deepEqual(files.flatMap(nameViolations), []);
  });
});

describe('the check of the architecture', () => {
  const forbidden: readonly [path: string, text: string, why: RegExp][] = [
    ['domain/a.ts', `import { b } from '../ports/b.ts';`, /domain may not import ports/],
    ['domain/a.ts', `import type { b } from '../ports/b.ts';`, /domain may not import ports/],
    ['domain/a.ts', `\nimport 'node:crypto';`, /^domain\/a\.ts:2: domain may not import node:crypto/],
    ['domain/a.ts', `type B = import('../engines/b.ts').B;`, /domain may not import engines/],
    ['domain/a.ts', `export { b } from '../stores/b.ts';\nconst c = 1;`, /domain may not import stores/],
    ['ports/a.ts', `import { Readable } from 'node:stream';`, /ports may not import node:stream/],
    ['pipeline/a.ts', `import 'node:os';`, /pipeline may not import node:os/],
    ['engines/postgres/a.ts', `import 'node:child_process';`, /only process may start programs/],
    ['engines/postgres/a.ts', `const a = await import('../../stores/registry.ts');`, /engines may not import stores/],
    ['engines/postgres/a.ts', `import 'crypto';`, /write node:crypto/],
    ['ciphers/age/a.ts', `import { b } from '../openpgp/b.ts';`, /only ciphers\/registry\.ts may import/],
    ['ciphers/plain.ts', `import { b } from './age/b.ts';`, /only ciphers\/registry\.ts may import/],
    ['ciphers/age/a.ts', `import { b } from '../registry.ts';`, /only those outside ciphers/],
    ['usecases/a.ts', `import { b } from './b.ts';`, /may not know each other/],
    ['usecases/a.ts', `import { b } from '../actions/b/c.ts';`, /usecases may not import actions/],
    ['actions/backup/wire.ts', `import { b } from '../prune/b.ts';`, /only actions\/registry\.ts may import/],
    ['actions/backup/wire.ts', `import * as core from '@actions/core';`, /may not import the package @actions\/core/],
    ['stores/directory/a.ts', `import { S3Client } from '@aws-sdk/client-s3';`, /may not import the package/],
    ['stores/s3/a.ts', `const a = await import(name);`, /computes what it imports/],
    ['domain/a.ts', `import '../../scripts/a.ts';`, /is not in src/],
    ['domain/index.ts', `export const a = 1;`, /says nothing/],
    ['domain/string-utils.ts', `export const a = 1;`, /says nothing/],
    ['domain/camelCase.ts', `export const a = 1;`, /not kebab-case/],
    ['domain/a.ts', `export * from './b.ts';\nexport { c } from './c.ts';`, /only hands on/],
    ['domain/a.ts', 'const a = 1;\n'.repeat(301), /301 lines/],
  ];
  for (const [path, text, why] of forbidden) {
    it(`finds ${JSON.stringify(text.slice(0, 60))} in ${path}`, () => {
      assert.match(violationsOf(path, text).join('\n'), why);
    });
  }

  it('lets pass what the layers allow', () => {
    const allowed: readonly [path: string, text: string][] = [
      ['ports/a.ts', `import type { Readable } from 'node:stream';\nimport { type B } from 'node:net';`],
      ['pipeline/a.ts', `import { open } from 'node:fs/promises';`],
      ['process/a.ts', `import { spawn } from 'node:child_process';`],
      ['ciphers/registry.ts', `const { age } = await import('./age/age.ts');`],
      ['stores/s3/a.ts', `import { S3Client } from '@aws-sdk/client-s3';\nimport { b } from '../object-source.ts';`],
      ['actions/backup/wire.ts', `import { takeBackup } from '../../usecases/take-backup.ts';`],
      ['main.ts', `const b = await import('./actions/backup/wire.ts');`],
    ];
    assert.deepEqual(
      allowed.flatMap(([path, text]) => violationsOf(path, text)),
      [],
    );
  });
});
