import { localSandboxes } from '../../src/sandboxes/local/local-sandboxes.ts';
import { bin, clock, need, tools } from './postgres-host.ts';

// A run that starts a sandbox below the folder it is given, says where, and then waits for ever: for tests that end it the hard way.
const [root = ''] = process.argv.slice(2);
const provider = localSandboxes({
  launcher: tools,
  clock,
  root,
  runId: 'doomed',
  extraFolders: [bin],
  pathFolders: [],
});
const sandbox = await provider.start(need, new AbortController().signal);
process.stdout.write(`${sandbox.url}\n`);
setInterval(() => undefined, 60_000);
