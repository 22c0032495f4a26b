import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { backupId, isBackupId, momentOf, parseBackupId } from '../../src/domain/backup-id.ts';
import { formatBytes, parseBytes } from '../../src/domain/bytes.ts';
import { formatAge, formatDuration, parseDuration } from '../../src/domain/duration.ts';
import { asFailure, Failure } from '../../src/domain/failure.ts';
import { failureCodes, type FailureCode } from '../../src/domain/failure-codes.ts';
import { backupKinds } from '../../src/domain/kind.ts';
import { didYouMean, nearest } from '../../src/domain/nearest.ts';
import { addressOf, folderOf, parseSourceName, prefixOf } from '../../src/domain/object-key.ts';
import { assessObjectives } from '../../src/domain/objectives.ts';
import { Secret } from '../../src/domain/secret.ts';
import { judge } from '../../src/domain/verification/verdict.ts';

const salts = fc.stringMatching(/^[a-z0-9]{6}$/);
const moments = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
const refusal = { name: 'Failure', code: 'input-invalid', message: /"size"/ };

describe('a size', () => {
  it('is read with the units of 1024 and of 1000', () => {
    const sizes = { '512': 512, '0': 0, '7 B': 7, '64KiB': 65_536, '64k': 65_536, '2 GB': 2e9, '1.5mib': 1_572_864 };
    for (const [text, bytes] of Object.entries(sizes)) assert.equal(parseBytes(text, 'size'), bytes, text);
  });

  it('is refused where it is none, by the name of its input', () => {
    for (const text of ['', 'much', '-1', '1e3', '1 XB', '1,5 GB', '0x10', '5 i', '.5'])
      assert.throws(() => parseBytes(text, 'size'), refusal, text);
  });

  it('is shown with one unit, and read again is about the same', () => {
    assert.deepEqual([0, 812, 1024, 1_500_000_000].map(formatBytes), ['0 B', '812 B', '1.0 KiB', '1.4 GiB']);
    assert.deepEqual([1023.6, 1024 ** 2 - 1, 99.97 * 1024].map(formatBytes), ['1.0 KiB', '1.0 MiB', '100 KiB']);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), (bytes) => !/^1024|\d{3}\.\d/.test(formatBytes(bytes))),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 52 }), (bytes) => {
        assert.ok(Math.abs(parseBytes(formatBytes(bytes), 'size') - bytes) <= Math.max(0.5, bytes * 0.05));
      }),
    );
  });
});

describe('a duration', () => {
  it('is the sum of its parts', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), fc.nat(1e6), (days, hours, seconds) => {
        const expected = days * 86_400 + hours * 3600 + seconds;
        assert.equal(parseDuration(` ${days}D ${hours}h${seconds}s`, 'grace'), expected);
      }),
    );
  });

  it('is refused without units', () => {
    for (const text of ['', '30', '1.5h', '-1d', '3 months', 'h']) {
      assert.throws(() => parseDuration(text, 'grace'), { code: 'input-invalid', message: /"grace"/ }, text);
    }
  });

  it('is shown in at most two units', () => {
    const shown = [0.84, 42, 59.7, 185, 3600, 7800, 273_600].map(formatDuration);
    assert.deepEqual(shown, ['0.8 s', '42 s', '1 min', '3 min 5 s', '1 h', '2 h 10 min', '3 d 4 h']);
  });

  it('is said in one unit as an age, by the hour up to two days', () => {
    const shown = [0, 59.4, 60, 3599, 3600, 172_799, 172_800, 12.9 * 86_400, -0.2, -7200].map(formatAge);
    assert.deepEqual(shown, ['0 s', '59 s', '1 min', '59 min', '1 h', '47 h', '2 d', '12 d', '0 s', 'in 2 h']);
  });
});

describe('a misspelt word', () => {
  it('is taken for the nearest one, and for none where none is near', () => {
    assert.equal(nearest('keep-dayly', ['keep-daily', 'keep-weekly', 'source']), 'keep-daily');
    assert.equal(nearest('STORE', ['source', 'store']), 'store');
    assert.equal(nearest('shpo', ['blog', 'shop']), 'shop');
    assert.equal(nearest('posh', ['blog', 'shop']), undefined);
    assert.equal(nearest('banana', ['source', 'store']), undefined);
    assert.equal(didYouMean('soruce', ['source']), ', did you mean "source"?');
    assert.equal(didYouMean('banana', []), '');
  });

  it('is itself where it is known', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z-]{1,12}$/), { minLength: 1 }), fc.nat(), (words, at) => {
        const word = words[at % words.length] ?? '';
        assert.equal(nearest(word, words), word);
      }),
    );
  });
});

describe('a backup id and its folder', () => {
  it('carry the moment to the second, and sort by it', () => {
    fc.assert(
      fc.property(moments, moments, salts, (one, other, salt) => {
        const [a, b] = [backupId(one, salt), backupId(other, salt)];
        assert.equal(momentOf(a).getTime(), Math.floor(one.getTime() / 1000) * 1000);
        assert.equal(a < b, momentOf(a) < momentOf(b));
        const at = (id: typeof a): string => folderOf({ source: 'shop', kind: 'full', id });
        assert.equal(at(a) < at(b), momentOf(a) < momentOf(b));
      }),
    );
  });

  it('are found again from any key in the folder', () => {
    fc.assert(
      fc.property(moments, salts, fc.constantFrom(...backupKinds), (moment, salt, kind) => {
        const address = { source: 'shop-prod', kind, id: backupId(moment, salt) };
        const name = 'verifications/x.json';
        assert.deepEqual(addressOf(folderOf(address) + name), { address, name });
        for (const prefix of [prefixOf(), prefixOf(address.source), prefixOf(address.source, address.kind)])
          assert.ok(folderOf(address).startsWith(prefix));
      }),
    );
  });

  it('are nothing else', () => {
    for (const text of ['', 'latest', '20261121T041502Z', '20261121T041502Z-ABCDEF', '20261121T041502Z-k3f9qa\n']) {
      assert.ok(!isBackupId(text), text);
      assert.throws(() => parseBackupId(text), { code: 'input-invalid' });
    }
    const keys = ['', 'shop/full/manifest.json', 'shop/dump/2026/11/21T041502Z-k3f9qa/x', 'shop/full/2026/11/21T04/x'];
    for (const key of [...keys, 'shop/full/2026/11/21T041502Z-k3f9qa/']) assert.equal(addressOf(key), undefined, key);
  });

  it('have a source whose name is one folder', () => {
    assert.equal(parseSourceName('shop-prod.v2_EU'), 'shop-prod.v2_EU');
    for (const name of ['', '..', '.hidden', 'a/b', 'a b', 'ä', 'a\n', 'x'.repeat(101), '-rf'])
      assert.throws(() => parseSourceName(name), { code: 'input-invalid' }, name);
  });
});

describe('a failure', () => {
  it('has one line, a hint and a kind for every code', () => {
    for (const code of Object.keys(failureCodes) as FailureCode[]) {
      const failure = new Failure(code, ' first\n  second\r\nthird\rfourth ');
      assert.equal(failure.message, 'first · second · third · fourth');
      assert.ok(failure.hint !== '' && !/[\r\n]/.test(failure.hint), code);
      assert.equal(failure.kind, failureCodes[code].kind);
    }
  });

  it('is made of anything that was thrown', () => {
    const failure = new Failure('dump-failed', 'x');
    assert.equal(asFailure(failure), failure);
    for (const thrown of [new TypeError('x'), 'x', undefined, null, { a: 1 }])
      assert.equal(asFailure(thrown).code, 'bug');
    assert.equal(asFailure(new RangeError('')).message, 'RangeError');
  });
});

describe('a secret', () => {
  it('is shown by nothing but asking for it', () => {
    const secret = new Secret('hunter2');
    const mistaken = secret as unknown as string; // what the compiler would not let through
    const texts = [
      `text ${mistaken}`,
      String(secret),
      'text ' + mistaken,
      JSON.stringify({ secret }),
      inspect({ a: [secret] }),
    ];
    texts.push(inspect(secret, { showHidden: true, depth: 9 }), JSON.stringify(Object.entries(secret)));
    for (const text of texts) assert.ok(!text.includes('hunter2'), text);
    assert.equal(secret.reveal(), 'hunter2');
  });
});

describe('a verdict', () => {
  const finding = { code: 'orphans', subject: 'a', detail: 'b' } as const;
  it('fails by any finding, is open by any gap, and is a proof by nothing else', () => {
    assert.equal(judge([], []), 'proven');
    assert.equal(judge([], ['a gap']), 'could-not-tell');
    assert.equal(judge([finding], []), 'failed');
    assert.equal(judge([finding], ['a gap']), 'failed');
  });
});

describe('objectives', () => {
  const measured = { rtoSeconds: 60, rpoSeconds: 3600 };
  it('are met at the target, missed beyond it, and not looked at where there is none', () => {
    assert.deepEqual(assessObjectives(measured, {}), []);
    assert.deepEqual(assessObjectives(measured, { rtoSeconds: 60, rpoSeconds: 3600 }), []);
    const ahead = { rtoSeconds: 60, rpoSeconds: -7200 };
    assert.deepEqual(assessObjectives(ahead, {}), []);
    const [unknown] = assessObjectives(ahead, { rpoSeconds: 3600 });
    assert.deepEqual(
      [unknown?.code, unknown?.detail],
      ['rpo-missed', 'the backup is dated 2 h in the future, so nobody can say how old it is'],
    );
    const missed = assessObjectives(measured, { rtoSeconds: 59, rpoSeconds: 0 });
    assert.deepEqual(
      missed.map(({ code }) => code),
      ['rto-missed', 'rpo-missed'],
    );
  });
});
