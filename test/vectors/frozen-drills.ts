import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { mysqlFolder, postgresBin } from '../../scripts/parts/locate.ts';
import { assertProven, assertUnproven } from '../scenarios/proof-scene.ts';
import { drilledBy, keyInputs, waysToOpen, type Vector } from './frozen.ts';
import { startFrozenWorld, type FrozenWorld } from './frozen-world.ts';

/** Major version of the PostgreSQL that tests use where they name none. */
export function majorHere(): number {
  const version = execFileSync(join(postgresBin(), 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/ (\d+)\./.exec(version)?.[1]);
}

/** Drills the frozen backups that one of the two commands is for, each with each of its keys. */
export function describeDrills(suite: 'usual' | 'versions'): void {
  describe('a frozen backup', () => {
    let world: FrozenWorld;
    before(async () => {
      world = await startFrozenWorld();
    });
    after(() => world[Symbol.asyncDispose]());

    const here = majorHere();
    for (const vector of drilledBy(suite, here)) {
      for (const key of waysToOpen(vector)) {
        const { major, mysql } = vector;
        const how = `${vector.source} with ${key ?? 'no key'}`;
        if (mysql !== undefined)
          it(`is proven by ${mysql}: ${how}`, () => isProven(world, vector, keyInputs(key), programsOf(mysql)));
        else if (major === undefined)
          it(`opens to its end: ${how}`, () => opensToItsEnd(world, vector, keyInputs(key)));
        else {
          const bin = major === here && suite === 'usual' ? postgresBin() : postgresBin(major);
          it(`is proven by PostgreSQL ${major}: ${how}`, () => isProven(world, vector, keyInputs(key), bin));
        }
      }
    }

    for (const vector of drilledBy(suite, here).filter(({ major }) => major !== undefined)) {
      it(`is an archive that pg_restore reads, opened by hand: ${vector.source}`, async () => {
        const [key] = waysToOpen(vector);
        const archive = join(await world.openByHand(vector, key), 'data.dump');
        const contents = execFileSync(join(postgresBin(vector.major), 'pg_restore'), ['--list', archive]).toString();
        for (const entry of ['TABLE shop customers', 'VIEW shop big_spenders', 'FK CONSTRAINT shop orders 📦'])
          assert.ok(contents.includes(entry), contents);
        assert.equal(contents.includes(' TABLE DATA shop customers '), vector.kind === 'full', contents);
      });
    }
  });
}

/** Folders of programs as on a `PATH`. */
function programsOf(mysql: string): string {
  return ['sbin', 'bin'].map((name) => join(mysqlFolder(mysql), name)).join(delimiter);
}

type Inputs = Readonly<Record<string, string>>;

async function isProven(world: FrozenWorld, vector: Vector, inputs: Inputs, bin: string): Promise<void> {
  const store = await world.newCopy();
  assertProven(await world.drill(vector, store, inputs, bin));
  const [record, ...others] = await world.recordsOf(vector, store);
  assert.equal(others.length, 0);
  const series = vector.mysql?.replace(/^\w+-/, '') ?? String(vector.major);
  assert.ok(record?.sandbox.version.startsWith(`${series}.`), record?.sandbox.version);
  assert.match(record?.sandbox.description ?? '', /private server/);
  assert.deepEqual(record?.findings, []);
  assert.equal(record.gaps, 0);
  const globals = record.ladder.some(({ step, outcome }) => step === 'globals' && outcome === 'passed');
  assert.equal(globals, vector.major !== undefined);
}

/** Without a database there is nothing to compare, and a drill says so. */
async function opensToItsEnd(world: FrozenWorld, vector: Vector, inputs: Inputs): Promise<void> {
  const store = await world.newCopy();
  const words = ['there is no database in this backup: it was opened to its end'];
  assertUnproven(await world.drill(vector, store, inputs), 'could-not-tell', words);
}
