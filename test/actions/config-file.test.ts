import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { type ConfigFile, configFile, configurationIn } from '../../src/actions/config-file.ts';
import { Failure } from '../../src/domain/failure.ts';

/** Reads a configuration in a workspace that has these files. */
async function found(
  files: Readonly<Record<string, string | Uint8Array>>,
  config = '',
  event = 'push',
): Promise<ConfigFile | undefined> {
  const workFolder = await mkdtemp(join(tmpdir(), 'config-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(workFolder, name)), { recursive: true });
      await writeFile(join(workFolder, name), text);
    }
    return await configFile({ config, workFolder, variable: (name) => (name === 'GITHUB_EVENT_NAME' ? event : '') });
  } finally {
    await rm(workFolder, { recursive: true });
  }
}

const sound = 'sources: { shop: { store: file:///a } }';

/** The problems that a file is refused for, each with its place. */
function problemsOf(text: string): readonly string[] {
  try {
    configurationIn(text, 'muster.yml');
  } catch (thrown) {
    assert.ok(thrown instanceof Failure && thrown.code === 'config-invalid', String(thrown));
    return thrown.message.split(' · ');
  }
  return assert.fail('the file is accepted');
}

describe('a configuration file', () => {
  it('is the one that "config" names, or the one in a usual place', async () => {
    assert.equal((await found({ 'muster.yml': sound }))?.path, 'muster.yml');
    assert.equal((await found({ '.github/muster.yml': sound }))?.path, '.github/muster.yml');
    assert.equal(
      (await found({ 'muster.yml': 'broken', 'db/backups.yml': sound }, 'db/backups.yml'))?.path,
      'db/backups.yml',
    );
    assert.equal(await found({}), undefined);
    assert.equal(await found({ 'muster.yml': 'broken' }, 'none'), undefined);
    await assert.rejects(found({ 'muster.yml': sound, '.github/muster.yml': sound }), /there are both/);
    await assert.rejects(found({ '.github/muster.yaml': sound }), /only muster\.yml is read/);
  });

  it('is read from a workspace that may be a stranger’s only where it is named', async () => {
    for (const event of ['pull_request_target', 'workflow_run', 'issue_comment']) {
      assert.equal(await found({ 'muster.yml': sound }, '', event), undefined, event);
      assert.equal((await found({ 'muster.yml': sound }, 'muster.yml', event))?.path, 'muster.yml', event);
    }
  });

  it('that cannot be read is refused with what to do', async () => {
    await assert.rejects(
      found({}, 'muster.yml'),
      (thrown) =>
        thrown instanceof Failure && thrown.hint.includes('actions/checkout') && thrown.message.includes('muster.yml'),
    );
    await assert.rejects(found({ 'muster.yml': Uint8Array.of(0x73, 0xff, 0xfe) }), /is not UTF-8 text/);
    await assert.rejects(found({ 'muster.yml': `# ${'x'.repeat(1024 * 1024)}` }), /larger than 1 MiB/);
  });

  it('may use anchors, merges, comments and a byte order mark', () => {
    const { sources } = configurationIn(
      '\uFEFFsources:\n  a: &base\n    store: [file:///a, file:///b] # two\n    keep-last: 3\n  b:\n    <<: *base\n    keep-last: 5\n  c: *base\n  d:\n',
      'muster.yml',
    );
    assert.deepEqual(
      [...(sources.get('b')?.own ?? [])],
      [
        ['store', 'file:///a\nfile:///b'],
        ['keep-last', '5'],
      ],
    );
    assert.deepEqual(sources.get('c')?.own, sources.get('a')?.own);
    assert.equal(sources.get('d')?.own.size, 0);
  });

  it('is told all of its mistakes, in the order of its lines and with the nearest word', () => {
    const text = [
      'keep-dayly: 7',
      'rto-target: 30 min',
      'enviroments:',
      '  production:',
      'sources:',
      '  shop:',
      '    kind: [full, shema]',
      '    keep-last: many',
      '    keep-last: 3',
      '    environment: prodution',
      '  "a b": {}',
      '',
    ].join('\n');
    const problems = problemsOf(text);
    const expected = [
      /^muster\.yml:1:1: there is no key "keep-dayly", did you mean "keep-daily"\?$/,
      /^muster\.yml:2:13: "rto-target" cannot be "30 min": write a duration such as 30m/,
      /^muster\.yml:3:1: there is no key "enviroments", did you mean "environments"\?$/,
      /^muster\.yml:7:18: "kind" cannot be "shema": .*, did you mean "schema"\?$/,
      /^muster\.yml:9:5: the key "keep-last" is there twice$/,
      /^muster\.yml:10:18: there is no environment "prodution", write it below "environments"$/,
      /^muster\.yml:11:3: "a b" is no usable name/,
    ];
    assert.equal(problems.length, expected.length, problems.join('\n'));
    for (const [index, pattern] of expected.entries()) assert.match(problems[index] ?? '', pattern);
  });

  const refused: Readonly<Record<string, readonly [text: string, problem: RegExp]>> = {
    'is empty': ['', /:1:1: the file is empty; it needs at least "sources"/],
    'has comments only': ['# later\n', /the file is empty/],
    'is a list': ['- shop\n', /:1:1: the file has to be keys with values/],
    'is a word': ['shop\n', /the file has to be keys/],
    'has no source': ['store: file:///a\n', /there is no source: write "sources"/],
    'has an empty "sources"': ['sources:\n', /there is no source/],
    'has a list of sources': ['sources:\n  - shop\n', /:2:3: "sources" has to be names with keys below them/],
    'has a source that is a word': ['sources:\n  shop: file:///a\n', /:2:9: "shop" has to have keys/],
    'is indented by tabs': ['sources:\n\tshop: {}\n', /:2:1: Tabs are not allowed as indentation/],
    'is two documents': [`${sound}\n---\n${sound}\n`, /:2:1: a second document begins here: remove it/],
    'has a tag that means nothing': ['sources: { shop: { store: !secret x } }\n', /Unresolved tag: !secret/],
    'has an alias without an anchor': ['sources: { shop: *base }\n', /Unresolved alias/],
    'has a key without a value': ['sources:\n  shop:\n    store:\n', /:3:11: "store" has no value/],
    'has a reference in another form': [
      'sources:\n  shop:\n    host: ${DB_HOST}\n',
      /:3:11: "host" cannot be "\$\{DB_HOST\}": .*\$\{env:NAME\}/,
    ],
    'has a reference where none can be': [
      'sources: { shop: { smoke-test: "x ${env:A}" } }\n',
      /"smoke-test" cannot be/,
    ],
    'has an expression of workflows': [
      'sources:\n  shop:\n    url: ${{ secrets.URL }}\n',
      /:3:10: "url" has an expression, which only workflows know/,
    ],
    'has two ways to say one thing': [
      'sources:\n  shop:\n    url: ${env:A}\n    host: db\n',
      /:4:5: "url" and "host" exclude each other/,
    ],
    'has an environment that is a list': [
      'sources: { shop: { environment: [a] } }\n',
      /"environment" has to be the name/,
    ],
    'says what belongs to one run': ['sources: { shop: { dry-run: true } }\n', /there is no key "dry-run"/],
    'has a number that is none': [
      'sources: { shop: { port: 0 } }\n',
      /"port" cannot be 0: write a number from 1 to 65535/,
    ],
  };
  for (const [what, [text, problem]] of Object.entries(refused)) {
    it(`is refused where it ${what}`, () => {
      const problems = problemsOf(text);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', problem);
    });
  }

  it('is refused where anchors multiply beyond all measure', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `a${n}: &a${n} [${n === 0 ? 'x' : `*a${n - 1},`.repeat(9)}]`);
    assert.match(problemsOf(levels.join('\n'))[0] ?? '', /Excessive alias count/);
  });

  it('tells the first twenty mistakes and how many more there are', () => {
    const problems = problemsOf(Array.from({ length: 25 }, (_, n) => `unknown-${n}: 1`).join('\n'));
    assert.equal(problems.length, 21);
    assert.equal(problems.at(-1), 'and 6 more'); // and that there is no source
  });

  it('takes no secret that is written out, and never repeats it', () => {
    const hidden = 'open-sesame-4711';
    for (const [key, value] of Object.entries({
      password: hidden,
      passphrase: hidden,
      identity: `AGE-SECRET-KEY-1${hidden}`,
      url: `postgresql://backup:${hidden}@db/shop`,
      sandbox: `postgresql://db/shop?user=a&password=${hidden}`,
    })) {
      const problems = problemsOf(`sources:\n  shop:\n    ${key}: ${value}\n`);
      assert.match(
        problems.join(),
        new RegExp(`:3:${key.length + 7}: "${key}" cannot be what is written here: .*\\$\\{env:NAME\\}`),
      );
      assert.ok(!problems.join().includes(hidden), key);
    }
    for (const value of ['postgresql://backup@db/shop?sslmode=verify-full', '${env:SHOP_DATABASE_URL}'])
      configurationIn(`sources: { shop: { url: "${value}" } }`, 'muster.yml');
  });
});
