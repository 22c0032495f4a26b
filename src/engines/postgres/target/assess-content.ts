import type { Fingerprint, ObjectFingerprint } from '../../../domain/fingerprint.ts';
import type { Session } from '../session.ts';
import { packagesOf } from '../extension-packages.ts';
import type { ServerFacts } from './facts.ts';
import type { Obstacle } from '../../../domain/obstacle.ts';

/** The extensions that the backup needs, as this server sees them; quoted names. */
export interface ExtensionFacts {
  readonly lacking: readonly string[];
  /** Those that only a superuser can create. */
  readonly guarded: readonly string[];
}

/** What the server has of the extensions of the backup. */
export async function readExtensions(session: Session, expected: Fingerprint): Promise<ExtensionFacts> {
  const rows = await session.rows(
    `SELECT quote_ident(a.name) AS name, v.superuser AND NOT v.trusted AS guarded FROM pg_available_extensions a
     JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version`,
  );
  const available = new Map(rows.map(({ name, guarded }) => [name ?? '', guarded === 't']));
  const wanted = expected.objects.filter(({ kind }) => kind === 'extension').map(({ name }) => name);
  return {
    lacking: wanted.filter((name) => !available.has(name)),
    guarded: wanted.filter((name) => available.get(name) === true),
  };
}

/** Extensions that the server has not. */
export function extensionObstacles({ lacking }: ExtensionFacts, major: number): readonly Obstacle[] {
  if (lacking.length === 0) return [];
  const plain = lacking.map((name) => name.replaceAll('"', ''));
  return [
    {
      message: `its server lacks extensions that the backup needs: ${lacking.join(', ')}`,
      remedy: `install ${packagesOf(plain, major).join(' ')} beside the server`,
    },
  ];
}

interface Demand {
  readonly what: string;
  readonly isMet: (facts: ServerFacts) => boolean;
  readonly remedy: (facts: ServerFacts) => string;
  readonly of: (object: ObjectFingerprint, values: Readonly<Record<string, unknown>>) => boolean;
}

const asSuperuser = (): string => 'restore as a superuser';
const isPowerful = ({ isSuperuser, isManaged }: ServerFacts): boolean => isSuperuser || isManaged;

/** What the server keeps for some accounts, whoever owns the database. */
const demands: readonly Demand[] = [
  {
    what: 'event triggers',
    isMet: isPowerful,
    remedy: asSuperuser,
    of: ({ kind }) => kind === 'event-trigger',
  },
  {
    what: 'foreign-data wrappers',
    isMet: isPowerful,
    remedy: asSuperuser,
    of: ({ kind }) => kind === 'foreign-data-wrapper',
  },
  {
    what: 'publications of all tables or of schemas',
    isMet: isPowerful,
    remedy: asSuperuser,
    of: ({ kind }, { all_tables: all, schemas }) => kind === 'publication' && (all === true || Array.isArray(schemas)),
  },
  {
    what: 'subscriptions',
    isMet: (facts) => isPowerful(facts) || facts.playsRoles.has('pg_create_subscription'),
    remedy: ({ major, account }) => (major >= 16 ? `GRANT pg_create_subscription TO ${account};` : asSuperuser()),
    of: ({ kind }) => kind === 'subscription',
  },
  {
    what: 'tables whose row-level security holds for their owner too, so that their rows cannot be read back,',
    isMet: ({ bypassesRowSecurity }) => bypassesRowSecurity,
    remedy: ({ account }) => `ALTER ROLE ${account} BYPASSRLS;`,
    of: ({ kind }, { row_security: active, row_security_forced: forced }) =>
      kind === 'table' && active === true && forced === true,
  },
];

/** Objects that the account may not bring back. */
export function contentObstacles(facts: ServerFacts, { objects }: Fingerprint): readonly Obstacle[] {
  const unmet = demands.filter(({ isMet }) => !isMet(facts));
  return unmet.flatMap(({ what, remedy, of }) => {
    const names = objects.filter((object) => of(object, valuesOf(object))).map(({ name }) => name);
    if (names.length === 0) return [];
    return [
      { message: `the account ${facts.account} may not restore ${what}: ${names.join(', ')}`, remedy: remedy(facts) },
    ];
  });
}

function valuesOf({ kind, definition }: ObjectFingerprint): Readonly<Record<string, unknown>> {
  return kind === 'table' || kind === 'publication' ? (JSON.parse(definition) as Record<string, unknown>) : {};
}
