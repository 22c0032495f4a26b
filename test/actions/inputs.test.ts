import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { connectionInput, connectionInputNames } from '../../src/actions/connection-input.ts';
import { inputReader, type InputReader } from '../../src/actions/input-reader.ts';
import { hasSealing, sealingInput } from '../../src/actions/sealing-input.ts';
import { Failure } from '../../src/domain/failure.ts';
import { connectionFromUrl as mysqlConnectionFromUrl } from '../../src/engines/mysql/connection.ts';
import { products, type ProductName } from '../../src/engines/mysql/product.ts';
import { connectionFromUrl } from '../../src/engines/postgres/connection.ts';
import { version } from '../../src/platform/version.ts';
import { keptRuntime } from '../fakes/kept-runtime.ts';

const known = ['source', 'store', 'keep-daily', 'dry-run', 'passphrase', 'recipients', 'encryption'];
const reader = (inputs: Record<string, string>): InputReader => inputReader(keptRuntime(inputs), known);

describe('the inputs of an action', () => {
  it('are refused where there is none of that name, with the nearest that there is', () => {
    assert.throws(
      () => reader({ 'keep-dayly': '7' }),
      (thrown) => {
        assert.ok(thrown instanceof Failure && thrown.code === 'input-unknown');
        assert.match(`${thrown.message} ${thrown.hint}`, /"keep-dayly".*did you mean "keep-daily"/);
        return true;
      },
    );
  });

  it('are trimmed, have lines and comments, and say what is missing', () => {
    const inputs = reader({ source: ' shop \n', store: '# first\n s3://a \n\nfile:///b\r\n' });
    assert.equal(inputs.required('source'), 'shop');
    assert.deepEqual(inputs.lines('store'), ['s3://a', 'file:///b']);
    assert.throws(() => inputs.required('keep-daily'), { code: 'input-missing', message: /"keep-daily"/ });
  });

  it('are true or false where they are flags, and nothing else', () => {
    assert.equal(reader({ 'dry-run': ' TRUE ' }).flag('dry-run', false), true);
    assert.equal(reader({ 'dry-run': 'false' }).flag('dry-run', true), false);
    assert.equal(reader({}).flag('dry-run', true), true);
    for (const text of ['yes', '1', 'tru'])
      assert.throws(() => reader({ 'dry-run': text }).flag('dry-run', false), { code: 'input-invalid' }, text);
  });

  it('are masked as a whole and line by line where they are secrets', () => {
    const [given, bare] = [' \nfirst\r\n  second\nx\n\n', 'first\r\n  second\nx'];
    const runtime = keptRuntime({ passphrase: given });
    assert.equal(inputReader(runtime, known).secret('passphrase')?.reveal(), given);
    assert.deepEqual(runtime.masked, [given, bare, 'first', 'second']);
    assert.equal(reader({ passphrase: ' \n' }).secret('passphrase'), undefined);
  });

  it('are not masked where that would show them, which is said once', () => {
    const inputs = { source: 'shop-prod', store: 's3://vault/db' };
    for (const passphrase of ['xyz', 'shop', 'Shop-Prod', 'vault', 'postgres']) {
      const runtime = keptRuntime({ ...inputs, passphrase });
      const given = inputReader(runtime, known);
      assert.equal(given.secret('passphrase')?.reveal(), passphrase);
      given.secret('passphrase');
      assert.deepEqual(runtime.masked, []);
      assert.equal(runtime.warnings.length, 1, passphrase);
      assert.match(runtime.warnings[0] ?? '', /^input "passphrase" is too short or too common a word to be hidden/);
    }
    const runtime = keptRuntime({ ...inputs, passphrase: 'shop-4711' });
    inputReader(runtime, known).secret('passphrase');
    assert.ok(runtime.masked.includes('shop-4711'));
    assert.deepEqual(runtime.warnings, []);
  });

  it('ask for encryption, or for none in words', async () => {
    await assert.rejects(sealingInput(reader({})), { code: 'input-missing' });
    assert.equal((await sealingInput(reader({ encryption: 'none' }))).encryption.format, 'none');
    assert.deepEqual(
      [{}, { passphrase: 'x' }, { encryption: 'none' }].map((inputs) => hasSealing(reader(inputs))),
      [...[false, true, true]],
    );
  });
});

describe('the connection', () => {
  const connect = (inputs: Record<string, string>): { url: string; masked: readonly string[] } => {
    const runtime = keptRuntime(inputs);
    const url = connectionInput(inputReader(runtime, connectionInputNames)).reveal();
    return { url, masked: [...new Set(runtime.masked)] };
  };
  const password = ' p@ss:w/o#r?d%41 é';

  it('is made of its parts, whatever signs a password has', () => {
    const { url, masked } = connect({ host: 'db.example', user: 'a@b', password, database: 'shop/x' });
    const { target, env, database } = connectionFromUrl(url);
    assert.equal(env['PGPASSWORD'], password);
    assert.equal(database, 'shop/x');
    assert.ok(target.startsWith('postgresql://a%40b@db.example:5432/shop%2Fx'), target);
    for (const form of [password, encodeURIComponent(password)]) assert.ok(masked.includes(form), form);
  });

  it('has a password that is also the name of something: only the URL as a whole is masked', () => {
    const url = 'postgresql://app:shop@db.example:5432/shop';
    assert.deepEqual(connect({ url }).masked, [url]);
    assert.deepEqual(connect({ url: 'postgresql://a@h/shop?password=shop' }).masked, [
      'postgresql://a@h/shop?password=shop',
    ]);
    assert.deepEqual(connect({ host: 'db', user: 'app', password: 'app', database: 'shop' }).masked, []);
    assert.ok(connect({ url: 'postgresql://app:shop2@db/shop' }).masked.includes('shop2'));
  });

  it('takes an IPv6 address with and without brackets, and a folder of a socket', () => {
    for (const host of ['::1', '[::1]'])
      assert.equal(connect({ host, database: 'x' }).url, 'postgresql://postgres@[::1]:5432/x');
    const { url } = connect({ host: '/run/pg sql', port: '5433', database: 'x' });
    assert.equal(url, 'postgresql://postgres@/x?host=%2Frun%2Fpg%20sql&port=5433');
  });

  it('is one of MySQL or MariaDB where the engine says so, with their own port, account and socket', () => {
    for (const engine of ['mysql', 'mariadb']) {
      assert.equal(connect({ engine, host: 'db', database: 'shop' }).url, `${engine}://root@db:3306/shop`);
      const { url } = connect({ engine, host: '/run/my sql/s.sock', user: 'a@b', password, database: 'x' });
      const connection = mysqlConnectionFromUrl(url);
      assert.deepEqual([connection.env['MYSQL_PWD'], connection.database], [password, 'x']);
      for (const option of ['--socket=/run/my sql/s.sock', '--user=a@b'])
        assert.ok(connection.options(products[engine as ProductName], '11.8').includes(option), option);
    }
    assert.throws(() => connect({ engine: 'mysq', host: 'db', database: 'x' }), {
      code: 'input-invalid',
      hint: /postgres, mysql, mariadb.*did you mean "mysql"/,
    });
    assert.throws(() => connect({ engine: 'mysql', host: 'db', port: '0', database: 'x' }), { hint: /such as 3306$/ });
  });

  it('masks the password of a URL in every form, wherever it stands', () => {
    for (const url of [' postgresql://u:p%40ss@h/x\n', 'postgresql://h/x?user=u&password=p%40ss&sslmode=require']) {
      const { masked } = connect({ url });
      for (const form of ['p%40ss', 'p@ss', url.trim()]) assert.ok(masked.includes(form), `${form} of ${url}`);
    }
  });

  for (const [given, meant, encoded] of [
    ['p@ss', 'p@ss', 'p%40ss'],
    ['50%off', '50%off', '50%25off'],
    ['p%40ss&50%off', 'p@ss&50%off', 'p%40ss%2650%25off'],
  ] as const) {
    it(`masks the password ${given} of a URL as it is meant, and as the URLs have it that are made of it`, () => {
      const url = `postgresql://u:${given}@h/x`;
      assert.deepEqual(new Set(connect({ url }).masked), new Set([url, given, meant, encoded]));
    });
  }

  it('says what is missing, and that forks have no secrets', () => {
    assert.throws(
      () => connect({ host: 'db', url: '' }),
      (thrown) => {
        assert.ok(thrown instanceof Failure && thrown.code === 'input-missing');
        assert.match(thrown.hint, /forks have no secrets/);
        return true;
      },
    );
  });
});

describe('the version', () => {
  it('is that of the package', () => {
    const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
    assert.equal((JSON.parse(text) as { version: string }).version, version);
  });
});
