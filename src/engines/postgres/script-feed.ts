import { once } from 'node:events';
import type { RunningProcess } from '../../process/launcher.ts';

/** Writes to a program as fast as it reads. Returns early where it has ended: whoever reads its output learns why. */
export async function feed(running: RunningProcess, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const { stdin } = running;
  for await (const chunk of bytes) {
    if (!stdin.write(chunk)) await Promise.race([once(stdin, 'drain'), running.done]).catch(() => undefined);
    if (!stdin.writable) return;
  }
}
