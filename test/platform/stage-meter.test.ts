import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stageMeter } from '../../src/platform/stage-meter.ts';
import { manualClock } from '../fakes/manual-clock.ts';

const clock = manualClock('2026-11-21T04:15:02Z');
const mebibyte = 1024 ** 2;

describe('the line about a stage', () => {
  it('says how much longer it will take, where it is known how much there is', async () => {
    const meter = stageMeter(clock);
    meter.stage('restore');
    meter.expect(100 * mebibyte);
    meter.bytes(10 * mebibyte);
    assert.doesNotMatch(meter.line(), /left/, 'after no time at all, a rate means nothing');
    await clock.sleep(5);
    meter.bytes(15 * mebibyte);
    meter.item('public.orders');
    assert.equal(meter.line(), 'restore: 5.0 s, 25.0 MiB of 100 MiB, 5.0 MiB/s, about 15 s left, public.orders');
  });

  it('promises no time for what is more than was expected', async () => {
    const meter = stageMeter(clock);
    meter.stage('copy');
    meter.expect(mebibyte);
    meter.bytes(2 * mebibyte);
    await clock.sleep(4);
    assert.equal(meter.line(), 'copy: 4.0 s, 2.0 MiB, 512 KiB/s');
  });

  it('says that nothing comes any more, and promises no time then', async () => {
    const meter = stageMeter(clock);
    meter.stage('dump');
    meter.expect(2 * mebibyte);
    meter.bytes(mebibyte);
    await clock.sleep(59);
    assert.match(meter.line(), /^dump: 59.*left$/);
    await clock.sleep(69);
    assert.equal(meter.line(), 'dump: 2 min 8 s, 1.0 MiB of 2.0 MiB, 8.0 KiB/s, nothing new for 2 min 8 s');
    meter.bytes(1);
    assert.doesNotMatch(meter.line(), /nothing/);
  });

  it('forgets the stage before', async () => {
    const meter = stageMeter(clock);
    meter.stage('copy');
    meter.expect(mebibyte);
    meter.bytes(1);
    meter.item('a');
    await clock.sleep(4);
    meter.stage('manifest');
    assert.equal(meter.line(), 'manifest: 0.0 s');
  });
});
