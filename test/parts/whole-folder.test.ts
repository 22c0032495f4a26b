import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { wholeFolder } from '../../scripts/parts/whole-folder.ts';

const module = join(import.meta.dirname, '..', '..', 'scripts', 'parts', 'whole-folder.ts');

describe('a folder of a part', () => {
  it('appears when it is whole, and takes the place of the one before', async (t) => {
    const home = temporaryFolder(t);
    const folder = join(home, 'server');
    for (const text of ['first', 'second']) {
      await wholeFolder(folder, (work) => {
        assert.deepEqual(readdirSync(home).includes('server'), text === 'second');
        writeFileSync(join(work, 'program'), text);
        return Promise.resolve();
      });
      assert.equal(readFileSync(join(folder, 'program'), 'utf8'), text);
      assert.deepEqual(readdirSync(home), ['server']);
    }
  });

  it('stays as it was where it cannot be filled', async (t) => {
    const home = temporaryFolder(t);
    const folder = join(home, 'server');
    await wholeFolder(folder, (work) => Promise.resolve(void writeFileSync(join(work, 'program'), 'whole')));
    await assert.rejects(
      wholeFolder(folder, (work) => {
        writeFileSync(join(work, 'program'), 'half');
        return Promise.reject(new Error('no network'));
      }),
      /no network/,
    );
    assert.equal(readFileSync(join(folder, 'program'), 'utf8'), 'whole');
    assert.deepEqual(readdirSync(home), ['server']);
  });

  it('is made by the next set-up where one was killed, which removes what that left, and not what a living one works on', async (t) => {
    const home = temporaryFolder(t);
    const folder = join(home, 'server');
    const half = `
      const { wholeFolder } = await import(${JSON.stringify(module)});
      await wholeFolder(${JSON.stringify(folder)}, async () => { console.log('begun'); await new Promise((r) => setTimeout(r, 1e9)); });`;
    const start = async (): Promise<{ kill: () => Promise<void> }> => {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', half]);
      const kill = async (): Promise<void> => {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      };
      await once(child.stdout, 'data');
      return { kill };
    };
    const living = await start();
    t.after(() => living.kill());
    const [kept] = readdirSync(home);
    const dying = await start();
    assert.equal(readdirSync(home).length, 2);
    await dying.kill();
    await wholeFolder(folder, () => Promise.resolve());
    assert.deepEqual(readdirSync(home).sort(), ['server', kept].sort());
  });
});

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'whole-folder-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}
