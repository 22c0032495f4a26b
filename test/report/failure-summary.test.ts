import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Action } from '../../src/actions/context.ts';
import { runAction } from '../../src/actions/run-action.ts';
import { failureCodes, type FailureCode } from '../../src/domain/failure-codes.ts';
import { Failure } from '../../src/domain/failure.ts';
import { failureSummary } from '../../src/report/failure-summary.ts';
import { plain } from '../../src/report/markdown.ts';
import { errorsPage } from '../../scripts/docs/errors-page.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { keptRuntime } from '../fakes/kept-runtime.ts';

const nasty = 'a|b `c` <img src=x>\n# d @octocat see #12';

describe('the page of a run that failed', () => {
  it('says what failed, why, what to do, and where its code is explained', () => {
    for (const code of Object.keys(failureCodes) as FailureCode[]) {
      const text = failureSummary({ action: 'backup', source: 'shop', failure: new Failure(code, 'no route') });
      assert.match(text, /^## .+ backup of shop .+\n\n\*\*no route\*\* \(/u);
      const [, anchor = ''] = /errors\.md#([a-z-]+)\)/.exec(text) ?? [];
      assert.ok(errorsPage().includes(`<a id="${anchor}"></a>\`${code}\``), code);
      assert.ok(text.includes(`**What to do:** ${plain(failureCodes[code].remedy)}.`), code);
    }
  });

  it('has no markup, mention or reference that a name or a message brings along', () => {
    const failure = new Failure('store-denied', nasty, { hint: nasty });
    const text = failureSummary({ action: 'backup', source: nasty, failure });
    assert.ok(!/<img|@octocat|#12|\n# d/.test(text), text);
    assert.equal(text.trimEnd().split('\n').length, 5);
    assert.equal(plain('# a'), '\\# a');
    assert.equal(plain('app@db.example'), 'app@db.example');
  });

  it('is written once, and not where the action said it itself', async () => {
    const failure = new Failure('store-denied', 'no');
    for (const [told, pages] of [
      [undefined, ['page', '## ❌ backup of shop failed']],
      [failure, ['page']],
    ] as const) {
      const written: string[] = [];
      const summary = (text: string): Promise<void> => Promise.resolve(void written.push(text.split('\n')[0] ?? ''));
      const runtime = { ...keptRuntime({ source: 'shop' }), summary };
      const action: Action = async (context) => {
        await context.runtime.summary('page', told);
        throw failure;
      };
      const { status } = await runAction('backup', () => Promise.resolve(action), runtime, keptProgress());
      assert.deepEqual([status, written], [1, pages]);
    }
  });

  it('takes nothing from the failure where it cannot be written', async () => {
    const runtime = { ...keptRuntime({}), summary: () => Promise.reject(new Error('no room')) };
    const lines: string[] = [];
    const outcome = await runAction(
      'prune',
      () => Promise.reject(new Failure('policy-empty', 'it keeps nothing')),
      { ...runtime, error: (line) => void lines.push(line) },
      keptProgress(),
    );
    assert.equal(outcome.status, 2);
    assert.match(lines.join(), /^it keeps nothing — /);
    assert.match(runtime.warnings.join(), /says nothing of the failure: no room/);
  });
});
