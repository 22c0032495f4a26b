#!/usr/bin/env node
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const neededMajor = 24;

if (Number.parseInt(process.versions.node, 10) < neededMajor) {
  const message = `Node ${neededMajor} or later is needed, and this is Node ${process.versions.node}`;
  process.stderr.write(
    `muster: ${message} — install it from https://nodejs.org, or put it first in PATH [node-too-old]\n`,
  );
  process.exitCode = 2;
} else {
  const { runCommandLine } = await import('../dist/index.js');
  await runCommandLine(dirname(dirname(fileURLToPath(import.meta.url))));
}
