import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programPath } from '../../scripts/parts/locate.ts';

/** An age key as `age-keygen` writes it. */
export interface AgeKey {
  readonly recipient: string;
  readonly identity: string;
  /** The whole file, comments included. */
  readonly file: string;
}

export function ageKey(): AgeKey {
  const file = execFileSync(programPath('age-keygen'), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [recipient = ''] = /age1\S+/.exec(file) ?? [];
  const [identity = ''] = /AGE-SECRET-KEY-1\S+/.exec(file) ?? [];
  return { recipient, identity, file };
}

/** A GnuPG home of its own. Disposing of it ends its agent and removes it. */
export interface GnuPgHome extends Disposable {
  readonly path: string;
  run(args: readonly string[], input?: Uint8Array): Buffer;
  /** Makes a key that signs, with a subkey that encrypts. `expiry` as `gpg` has it: `never`, `1d`, `seconds=1`. */
  makeKey(
    userId: string,
    options?: { passphrase?: string; expiry?: string; algorithms?: readonly [string, string] },
  ): string;
  publicKey(fingerprint: string): string;
  privateKey(fingerprint: string, passphrase?: string): string;
}

export function gnuPgHome(): GnuPgHome {
  const path = mkdtempSync(join(tmpdir(), 'gpg-')); // short: the agent's socket is in it
  const run = (args: readonly string[], input?: Uint8Array): Buffer => {
    const all = [
      '--batch',
      '--no-tty',
      '--homedir',
      path,
      '--pinentry-mode',
      'loopback',
      '--trust-model',
      'always',
      ...args,
    ];
    const result = spawnSync(programPath('gpg'), all, { input: input ?? '', maxBuffer: 1 << 28 });
    if (result.status !== 0) throw new Error(`gpg ${args.join(' ')}: ${result.stderr.toString()}`);
    return result.stdout;
  };
  return {
    path,
    run,
    makeKey(userId, { passphrase = '', expiry = 'never', algorithms: [sign, encrypt] = ['ed25519', 'cv25519'] } = {}) {
      run(['--passphrase', passphrase, '--quick-generate-key', userId, sign, 'sign', expiry]);
      const listing = run(['--with-colons', '--list-keys', userId]).toString();
      const [, fingerprint = ''] = /^fpr:+([0-9A-F]+):/m.exec(listing) ?? [];
      run(['--passphrase', passphrase, '--quick-add-key', fingerprint, encrypt, 'encr', expiry]);
      return fingerprint;
    },
    publicKey: (fingerprint) => run(['--armor', '--export', fingerprint]).toString(),
    privateKey: (fingerprint, passphrase = '') =>
      run(['--armor', '--passphrase', passphrase, '--export-secret-keys', fingerprint]).toString(),
    [Symbol.dispose]() {
      spawnSync(programPath('gpgconf'), ['--homedir', path, '--kill', 'gpg-agent']);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
