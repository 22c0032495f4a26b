import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stopSignal } from '../../src/platform/stop-signal.ts';

describe('the signal to stop', () => {
  it('is given once however often it is sent within a second; after that, nobody listens any more', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const signal = stopSignal(['SIGIO']);
    let asked = 0;
    signal.addEventListener('abort', () => (asked += 1));
    process.emit('SIGIO');
    t.mock.timers.tick(900);
    process.emit('SIGIO');
    assert.equal(process.listenerCount('SIGIO'), 1, 'it would end the process');
    t.mock.timers.tick(101);
    assert.equal(process.listenerCount('SIGIO'), 0);
    assert.equal(asked, 1);
    assert.match(String(signal.reason), /asked to stop \(SIGIO\)/);
  });

  it('is of each kind by itself: what a runner sends next takes nothing from the work of the first', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const signal = stopSignal(['SIGIO', 'SIGCONT']);
    process.emit('SIGIO');
    t.mock.timers.tick(5000);
    assert.equal(process.listenerCount('SIGCONT'), 1);
    process.emit('SIGCONT');
    assert.match(String(signal.reason), /SIGIO/);
    t.mock.timers.tick(5000);
    assert.equal(process.listenerCount('SIGCONT'), 0);
  });
});
