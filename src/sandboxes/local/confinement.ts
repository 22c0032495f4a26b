import { Failure } from '../../domain/failure.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import type { Command, Launcher } from '../../process/launcher.ts';

/** How a sandbox's programs are kept apart from this machine. */
export interface Confinement {
  readonly isolation: Extract<Sandbox['isolation'], 'network-namespace' | 'none'>;
  /** The accounts, by number, that prepare and run the server; undefined where both are our own. */
  readonly accounts: { readonly preparer: number; readonly server: number } | undefined;
  /** The command under the server's account, with nothing of our environment, and gone when we are gone. */
  confined(command: Command): Command;
  /** As `confined`, but under an account that the system has a name for: `initdb` refuses to run under another. */
  prepared(command: Command): Command;
}

/** `nobody` on every Linux. */
const namedUid = 65534;
/** From this many account numbers, which Debian policy 9.2.2 leaves free, every sandbox takes one that no other process runs under. */
const privateUids = { first: 64_000, count: 1_000 } as const;

const bareEnvironment = ['env', '-i', 'LC_ALL=C', 'TZ=UTC', 'PATH=/usr/local/bin:/usr/bin:/bin'];
/** The kernel ends the program when the process that started it ends, however that ends. */
const diesWithUs = ['setpriv', '--pdeathsig', 'KILL', '--'];
const namespaces = ['--net', '--pid', '--ipc', '--fork', '--'];

/** One way to confine a program, as the words that stand before it. */
interface Way {
  readonly isolation: Confinement['isolation'];
  readonly walls: readonly string[];
  /** What puts rights down behind the walls, to an account where one has to be named. */
  readonly withoutRights: (uid: number | undefined) => readonly string[];
}

/**
 * Finds the strongest confinement that this machine allows: an unprivileged account, no network but a loopback of its own, and a process
 * namespace in which nothing outlives the server. Root uses an account of its own for each sandbox; others stay who they are.
 *
 * @param chance from 0 up to 1, for the choice of the account.
 * @throws Failure `sandbox-unavailable` where root cannot put its rights down.
 */
export async function confinement(launcher: Launcher, asRoot: boolean, chance: number): Promise<Confinement> {
  const uid = asRoot ? privateUids.first + Math.floor(chance * privateUids.count) : undefined;
  for (const { isolation, walls, withoutRights } of asRoot ? waysOfRoot : waysOfOthers()) {
    const under = (account: number | undefined, command: Command): Command => ({
      ...command,
      cwd: '/', // the account may not enter the folder that we are in
      prefix: [...walls, ...withoutRights(account), ...bareEnvironment],
    });
    const confined = (command: Command): Command => under(uid, command);
    if (!(await runs(launcher, confined({ file: 'true', args: [] })))) continue;
    const accounts = uid === undefined ? undefined : { preparer: namedUid, server: uid };
    return { isolation, accounts, confined, prepared: (command) => under(accounts?.preparer, command) };
  }
  throw new Failure('sandbox-unavailable', 'cannot start a server without the rights of root on this machine', {
    hint: 'install setpriv (package util-linux), or run as another user than root',
  });
}

const waysOfRoot: readonly Way[] = [
  { isolation: 'network-namespace', walls: [...diesWithUs, 'unshare', ...namespaces], withoutRights: setpriv },
  { isolation: 'none', walls: [], withoutRights: setpriv },
];

/**
 * A user namespace where unprivileged accounts may make one, which Ubuntu forbids since 23.10 by AppArmor; else the namespaces of root by
 * `sudo`, behind which we are ourselves again. The parent-death signal does not pass through `sudo`: there, the sweep ends what a killed
 * run left.
 */
function waysOfOthers(): readonly Way[] {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  const inUserNamespace = [...diesWithUs, 'unshare', '--user', '--map-current-user', ...namespaces];
  return [
    { isolation: 'network-namespace', walls: inUserNamespace, withoutRights: setpriv },
    {
      isolation: 'network-namespace',
      walls: ['sudo', '-n', '--', 'unshare', ...namespaces],
      withoutRights: () => setpriv(uid, gid),
    },
    { isolation: 'none', walls: [], withoutRights: setpriv },
    { isolation: 'none', walls: [], withoutRights: () => [] }, // where there is no setpriv, as on macOS
  ];
}

/** Changing the account clears the parent-death signal (prctl(2)), so it is set here again. */
function setpriv(uid?: number, gid = uid): readonly string[] {
  const account = uid === undefined ? [] : [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  return ['setpriv', ...account, '--no-new-privs', '--inh-caps=-all', '--pdeathsig', 'KILL', '--'];
}

async function runs(launcher: Launcher, command: Command): Promise<boolean> {
  return launcher.capture(command).then(
    () => true,
    () => false,
  );
}
