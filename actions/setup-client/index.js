import { run } from '../../dist/index.js';

await run('setup-client');
