import { run } from '../../dist/index.js';

await run('encrypt-and-upload');
