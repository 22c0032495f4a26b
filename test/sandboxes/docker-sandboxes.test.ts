import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, it } from 'node:test';
import type { Command } from '../../src/process/launcher.ts';
import { dockerSandboxes } from '../../src/sandboxes/docker/docker-sandboxes.ts';
import { clock, sandboxRoot } from './postgres-host.ts';
import { recordingLauncher } from './recording-launcher.ts';

const need = { server: { flavour: 'postgresql', version: '17.4' }, settings: {} };
const never = new AbortController().signal;
const path = { PATH: process.env['PATH'] ?? '' };

/** An engine that answers every command with these texts, by the command's first word; the last one again when they are used up. */
function engineThatSays(answers: Readonly<Record<string, readonly string[]>>): ReturnType<typeof recordingLauncher> {
  const asked = new Map<string, number>();
  return recordingLauncher(path, (command: Command) => {
    const [verb = ''] = command.args;
    const count = asked.get(verb) ?? 0;
    asked.set(verb, count + 1);
    const answer = answers[verb]?.[count] ?? answers[verb]?.at(-1) ?? '';
    if (answer.startsWith('!')) return { file: 'sh', args: ['-c', 'echo "$1" >&2; exit 125', 'sh', answer.slice(1)] };
    return { file: 'printf', args: ['%s', answer] };
  });
}

describe('sandboxes in containers', () => {
  it('run the official image of the major version, without a network, behind a socket in a private folder', async () => {
    await using root = await sandboxRoot();
    const launcher = engineThatSays({ exec: ['1 17.4'] });
    const provider = dockerSandboxes({ launcher, clock, root: root.path, runId: 'run-7' });
    await using sandbox = await provider.start(need, never);
    const run = launcher.commands.find(({ args }) => args[0] === 'run')?.args.join(' ') ?? '';
    const socket = new URL(sandbox.url).searchParams.get('host') ?? '';
    assert.match(run, /^run --detach --rm --name muster-docker-\w+ --label muster.run=run-7 --network none /);
    assert.ok(
      run.includes(`--volume ${socket}:/var/run/postgresql --env POSTGRES_HOST_AUTH_METHOD=trust postgres:17 -c `),
    );
    assert.equal((await stat(dirname(socket))).mode & 0o077, 0, 'other accounts of the machine get to the socket');
    assert.equal(sandbox.isolation, 'container');
    assert.equal(sandbox.version, '17.4');
    assert.deepEqual(await readdir(sandbox.scratch), []);
  });

  it('wait for the final server: the one that sets the image up is not process 1', async () => {
    await using root = await sandboxRoot();
    const launcher = engineThatSays({ exec: ['!no server', '48 17.4', '1 17.4'] });
    const provider = dockerSandboxes({ launcher, clock, root: root.path, runId: 'test' });
    await using _sandbox = await provider.start(need, never);
    assert.equal(launcher.commands.filter(({ args }) => args.includes('psql')).length, 3);
  });

  for (const [flavour, version, image, environment] of [
    ['mysql', '8.0.36', 'mysql:8.0', 'MYSQL_ALLOW_EMPTY_PASSWORD=yes'],
    ['mysql', '9.7.4', 'mysql:9', 'MYSQL_ALLOW_EMPTY_PASSWORD=yes'],
    ['mariadb', '10.11.19', 'mariadb:10.11', 'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=yes'],
  ] as const) {
    it(`run ${image} for ${flavour} ${version}, with the settings of the source and without events`, async () => {
      await using root = await sandboxRoot();
      const launcher = engineThatSays({ exec: ['!no server', `1 ${version}`] });
      const provider = dockerSandboxes({ launcher, clock, root: root.path, runId: 'test' });
      const settings = { lower_case_table_names: '1', collation_server: '' };
      await using sandbox = await provider.start({ server: { flavour, version }, settings }, never);
      const run = launcher.commands.find(({ args }) => args[0] === 'run')?.args ?? [];
      const folder = dirname(new URL(sandbox.url).searchParams.get('socket') ?? '');
      assert.match(run.join(' '), / --network none --security-opt no-new-privileges /);
      assert.ok(run.join(' ').includes(`--volume ${folder}:/sandbox --env ${environment} `), run.join(' '));
      const options = run.slice(run.indexOf(image) + 1);
      for (const option of ['--skip-networking', '--event-scheduler=OFF', '--lower-case-table-names=1'])
        assert.ok(options.includes(option), option);
      assert.ok(options.every((option) => option.startsWith('--') && !option.startsWith('--collation')));
      const asked = launcher.commands.filter(({ args }) => args.some((word) => word.includes('/proc/1/comm')));
      assert.equal(asked.length, 2);
      assert.ok(asked[0]?.args.at(-1)?.includes(`${flavour} --no-defaults --user=root --socket=/sandbox/s`));
      assert.equal(sandbox.url, `${flavour}://root@localhost/?socket=${encodeURIComponent(`${folder}/s`)}`);
      assert.equal(sandbox.isolation, 'container');
    });
  }

  it('remove the container before its folder', async () => {
    await using root = await sandboxRoot();
    const launcher = engineThatSays({ exec: ['1 17.4'] });
    const sandbox = await dockerSandboxes({ launcher, clock, root: root.path, runId: 'test' }).start(need, never);
    const [name = ''] = await readdir(root.path);
    await sandbox[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
    assert.deepEqual(launcher.commands.at(-1)?.args, ['rm', '--force', '--volumes', name]);
    assert.equal(launcher.commands.filter(({ args }) => args[0] === 'rm').length, 1);
    assert.deepEqual(await readdir(root.path), []);
  });

  it("give docker's reason where the container does not start, and leave nothing behind", async () => {
    await using root = await sandboxRoot();
    const reason = "docker: Error response from daemon: no such image.\nSee 'docker run --help'.";
    const launcher = engineThatSays({ run: [`!${reason}`], rm: ['!Error: No such container: muster'] });
    const provider = dockerSandboxes({ launcher, clock, root: root.path, runId: 'test' });
    await assert.rejects(provider.start(need, never), {
      code: 'sandbox-unavailable',
      message: /daemon: no such image\.$/,
    });
    assert.deepEqual(await readdir(root.path), []);
  });

  it('need an engine that answers', async () => {
    await using root = await sandboxRoot();
    const launcher = engineThatSays({ info: ['!Cannot connect to the Docker daemon'] });
    const provider = dockerSandboxes({ launcher, clock, root: root.path, runId: 'test' });
    await assert.rejects(provider.start(need, never), { message: /no docker engine answers, so postgres:17 cannot/ });
  });
});
