import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTokenServices, type TokenServices } from '../real/token-services.ts';
import { assertDone, assertFailed, manifestsIn, startScene, startWorld, type Scene, type World } from './scene.ts';

const role = 'arn:aws:iam::123456789012:role/backup';

describe('an action whose store takes on a role', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world[Symbol.asyncDispose]());

  /** The environment of a job that has no keys, but may ask for tokens. */
  const envOf = (services: TokenServices): Record<string, string> => ({
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    GITHUB_ACTIONS: 'true',
    GITHUB_RUN_ID: '42',
    ...services.env,
  });
  const withRole = (scene: Scene): string => `${scene.bucketUrl}&role=${role}`;

  /** Requires that the log shows no token but to the runner, which takes these lines out. */
  function assertDiscreet(log: string, services: TokenServices): void {
    const shown = log.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    for (const secret of [...services.tokens, world.s3.secretAccessKey]) assert.ok(!shown.join('\n').includes(secret));
    const masked = services.tokens.filter((token) => log.includes(`::add-mask::${token}`));
    assert.ok(masked.length > 0, 'no token was masked');
  }

  it('backs up, proves and prunes without keys, and renews its session in the middle of an upload', async () => {
    await using scene = await startScene(world);
    await using services = await startTokenServices(world.s3);
    const env = envOf(services);
    scene.proxy.inject({ query: /partNumber=3/, fault: { kind: 'status', status: 400, code: 'ExpiredToken' } });
    const backup = await scene.backup('large', withRole(scene), { env });
    assertDone(backup);
    assertDiscreet(backup.log, services);
    assert.equal(services.sessions.length, 2);
    assert.deepEqual(
      services.sessions.map(({ token }) => token),
      services.tokens,
    );
    assert.deepEqual(new Set(services.sessions.map(({ name }) => name)), new Set(['muster-github-42-1']));
    assert.equal(manifestsIn(await scene.contents()).length, 1);
    const drill = await scene.drill(withRole(scene), { env });
    assert.equal(drill.outputs['verdict'], 'proven', drill.log);
    assertDone(await scene.prune(withRole(scene), { env }));
    assertDiscreet(drill.log, services);
  });

  it('says that the job may not ask for tokens', async () => {
    await using scene = await startScene(world);
    await using services = await startTokenServices(world.s3);
    const env = { ...envOf(services), ACTIONS_ID_TOKEN_REQUEST_URL: '' };
    const line = assertFailed(await scene.backup('small', withRole(scene), { env }), 'store-denied');
    assert.match(line, /add "id-token: write" to the permissions of the job/);
  });

  it('names the role that AWS refuses', async () => {
    await using scene = await startScene(world);
    await using services = await startTokenServices(world.s3);
    services.refuse({ status: 403, code: 'AccessDenied', message: 'Not authorized' });
    const run = await scene.backup('small', withRole(scene), { env: envOf(services) });
    assert.ok(assertFailed(run, 'store-denied').includes(role), run.log);
    assertDiscreet(run.log, services);
    assert.deepEqual(manifestsIn(await scene.contents()), []);
  });
});
