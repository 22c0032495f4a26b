import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { logProgress } from '../../src/platform/log-progress.ts';
import { manualClock } from '../fakes/manual-clock.ts';

describe('progress in a log', () => {
  it('says when a stage begins, and how much went through the one before', async () => {
    const [lines, warnings, clock]: [string[], string[], ReturnType<typeof manualClock>] = [
      [],
      [],
      manualClock('2026-11-21T04:15:02Z'),
    ];
    using progress = logProgress(
      (line) => lines.push(line),
      (line) => warnings.push(line),
      clock,
    );
    progress.stage('dump');
    progress.bytes(1024);
    progress.bytes(1024);
    progress.item('public.orders');
    await clock.sleep(20);
    progress.stage('manifest');
    progress.note('a note');
    progress.warn('a warning');
    progress.stage('end');
    assert.deepEqual(lines, ['dump …', 'dump: 20 s, 2.0 KiB, 102 B/s', 'manifest …', 'a note', 'end …']);
    assert.deepEqual(warnings, ['a warning']);
  });
});
