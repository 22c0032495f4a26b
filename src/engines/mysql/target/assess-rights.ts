import type { Fingerprint } from '../../../domain/fingerprint.ts';
import type { Obstacle } from '../../../domain/obstacle.ts';
import { isGranted, isGrantedEverywhere } from '../grants.ts';
import type { AccountRights } from '../source-rights.ts';
import { identifier, literal } from '../session.ts';
import type { TargetAccess } from './access.ts';
import { definersIn } from './dump-text.ts';
import type { ServerFacts } from './facts.ts';
import { markedPatterns } from './marked-schemas.ts';

const always = ['SELECT', 'INSERT', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'INDEX', 'REFERENCES', 'LOCK TABLES'];

/** Privileges that a kind of object needs beside. */
const byKind: Readonly<Record<string, readonly string[]>> = {
  view: ['CREATE VIEW', 'SHOW VIEW'],
  trigger: ['TRIGGER'],
  procedure: ['CREATE ROUTINE', 'ALTER ROUTINE'],
  function: ['CREATE ROUTINE', 'ALTER ROUTINE', 'EXECUTE'],
  event: ['EVENT'],
};

/** Privileges that the account lacks on the target's schema and on the two that are made beside it. */
export function rightObstacles(access: TargetAccess, facts: ServerFacts, expected: Fingerprint): readonly Obstacle[] {
  const { rights } = facts;
  const kinds = new Set(expected.objects.map(({ kind }) => kind));
  // what is in place may have objects of any kind, which are kept
  const held = facts.schema?.holdsAnything === true ? Object.keys(byKind) : [...kinds];
  const needed = [...new Set([...always, ...held.flatMap((kind) => byKind[kind] ?? [])])];
  const [fresh = '', former = ''] = markedPatterns(access.schema);
  const places = [
    { schema: access.schema, pattern: access.schema.replace(/[\\%_]/g, '\\$&'), title: access.schema },
    { schema: sample(fresh), pattern: fresh, title: plain(fresh) },
    { schema: sample(former), pattern: former, title: plain(former) },
  ];
  const lacking = places.flatMap(({ schema, pattern, title }) => {
    const missing = needed.filter((privilege) => !isGranted(rights.grants, privilege, schema));
    if (missing.length === 0) return [];
    const list = missing.join(', ');
    return [
      {
        message: `the account ${rights.account} lacks ${list} on ${title}`,
        remedy: `GRANT ${list} ON ${identifier(pattern)}.* TO ${rights.account};`,
      },
    ];
  });
  return [...lacking, ...functionObstacles(facts, kinds)];
}

/** A name that a pattern of ours stands for. */
function sample(pattern: string): string {
  return `${plain(pattern).slice(0, -1)}20260131235959`;
}

function plain(pattern: string): string {
  return pattern.replace(/\\(.)/g, '$1');
}

function functionObstacles(facts: ServerFacts, kinds: ReadonlySet<string>): readonly Obstacle[] {
  const { rights, distrustsFunctions } = facts;
  const has = ['trigger', 'function'].filter((kind) => kinds.has(kind));
  if (!distrustsFunctions || has.length === 0 || hasAnywhere(rights, ['SUPER'])) return [];
  return [
    {
      message: `its server has a binary log, and lets only accounts with SUPER make ${has.map((kind) => `${kind}s`).join(' and ')}`,
      remedy: 'SET GLOBAL log_bin_trust_function_creators = 1;',
    },
  ];
}

function hasAnywhere({ grants }: AccountRights, privileges: readonly string[]): boolean {
  return privileges.some((privilege) => isGrantedEverywhere(grants, privilege, ''));
}

const otherDefiner = {
  mysql: ['SET_ANY_DEFINER', 'SET_USER_ID', 'SUPER'],
  mariadb: ['SET USER', 'SUPER'],
} as const;

/** Accounts in whose name objects run that the server has not, or that the account may not name. */
export function definerObstacles(
  { server }: TargetAccess,
  { rights, accounts, systemAccounts }: ServerFacts,
  { objects }: Fingerprint,
): { readonly obstacles: readonly Obstacle[]; readonly notes: readonly string[] } {
  const definers = [...new Set(objects.flatMap(({ definition }) => definersIn(definition)))].sort();
  const quoted = (name: string): string => {
    const at = name.lastIndexOf('@');
    return `${literal(name.slice(0, at))}@${literal(name.slice(at + 1))}`;
  };
  const obstacles: Obstacle[] = [];
  const others = definers.filter((name) => quoted(name) !== rights.account);
  if (others.length > 0 && !hasAnywhere(rights, otherDefiner[server.product.name])) {
    // 8.0 has another word for it
    const privilege =
      server.product.name === 'mariadb'
        ? 'SET USER'
        : server.version.startsWith('8.0')
          ? 'SET_USER_ID'
          : 'SET_ANY_DEFINER';
    obstacles.push({
      message: `views, triggers, routines or events run in the name of ${others.join(', ')}, and the account ${rights.account} may not make such`,
      remedy: `GRANT ${privilege} ON *.* TO ${rights.account};`,
    });
  }
  const privileged = others.filter((name) => systemAccounts.has(name));
  if (privileged.length > 0 && !hasAnywhere(rights, ['SYSTEM_USER'])) {
    obstacles.push({
      message: `views, triggers, routines or events run in the name of ${privileged.join(', ')}, which only accounts with SYSTEM_USER may name`,
      remedy: `GRANT SYSTEM_USER ON *.* TO ${rights.account};`,
    });
  }
  const missing = accounts === undefined ? [] : definers.filter((name) => !accounts.has(name));
  if (missing.length > 0) {
    obstacles.push({
      message: `its server lacks accounts in whose name views, triggers, routines or events run: ${missing.join(', ')}`,
      remedy: missing.map((name) => `CREATE USER ${quoted(name)} ACCOUNT LOCK;`).join(' '),
    });
  }
  const unseen = `the account may not see whether the accounts ${definers.join(', ')} exist, in whose name views, triggers, routines or events run`;
  return { obstacles, notes: accounts === undefined && others.length > 0 ? [unseen] : [] };
}
