import { Secret } from '../../src/domain/secret.ts';
import { commandEnvironmentFor } from '../../src/engines/registry.ts';
import { launcher } from '../../src/process/launcher.ts';
import { givenSandboxes } from '../../src/sandboxes/given/given-sandboxes.ts';
import { clock } from '../sandboxes/postgres-host.ts';

// A run that starts a sandbox in a given server, makes an account there, and then waits for ever: for tests that end it the hard way.
const [root = '', url = ''] = process.argv.slice(2);
const tools = launcher({ PATH: process.env['PATH'] ?? '' });
const provider = givenSandboxes({
  ...{ launcher: tools, clock, root, runId: 'doomed' },
  url: new Secret(url),
  environmentFor: commandEnvironmentFor,
});
const server = { flavour: 'mariadb', version: '10.11.1' };
const sandbox = await provider.start({ server, settings: {} }, new AbortController().signal);
await sandbox.holdAccounts?.([`'left'@'%'`]);
const { variables } = await commandEnvironmentFor('URL', sandbox.url, sandbox.scratch);
const args = [`--defaults-file=${variables['MYSQL_HOME']}/my.cnf`, '-e', `CREATE USER 'left'@'%' ACCOUNT LOCK`];
await tools.capture({ file: 'mariadb', args });
process.stdout.write('started\n');
setInterval(() => undefined, 60_000);
