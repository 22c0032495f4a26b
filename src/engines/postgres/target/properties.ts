import {
  grantStatement,
  ownerStatement,
  recordedProperties,
  rolesOfProperties,
  settingInWords,
  type DatabaseProperties,
  type DatabaseSetting,
} from '../database-properties.ts';
import type { Fingerprint } from '../../../domain/fingerprint.ts';
import { literal, type Session } from '../session.ts';
import type { ServerFacts } from './facts.ts';

/** Those of a database's settings that the account may not give to another database. Roles that the server lacks are taken to be made. */
export async function deniedSettings(
  session: Session,
  settings: readonly DatabaseSetting[],
  { isSuperuser, createsRoles, major }: ServerFacts,
): Promise<readonly DatabaseSetting[]> {
  if (isSuperuser || settings.length === 0) return [];
  // from 15 on a parameter can be granted
  const granted = major >= 15 ? `has_parameter_privilege(w.name, 'SET')` : 'false';
  const masters = major >= 16 ? `pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION')` : 'true';
  const wanted = settings.map(
    ({ role, name }, at) => `(${at}, ${role === null ? 'NULL' : literal(role)}, ${literal(name)})`,
  );
  const rows = await session.rows(
    `SELECT w.at FROM (VALUES ${wanted.join(', ')}) w (at, role, name)
     LEFT JOIN pg_settings p ON lower(p.name) = lower(w.name) LEFT JOIN pg_roles r ON quote_ident(r.rolname) = w.role
     WHERE ((p.context IN ('superuser', 'superuser-backend') OR p.name IS NULL AND strpos(w.name, '.') > 0) AND NOT ${granted})
       OR (r.rolname <> current_user AND (r.rolsuper OR NOT ${String(createsRoles)} OR NOT ${masters}))`,
  );
  const denied = new Set(rows.map(({ at }) => Number(at)));
  return settings.filter((_, at) => denied.has(at));
}

/** What of a lost database's properties the one that takes its name gets. */
export interface Legacy {
  readonly properties: DatabaseProperties;
  /** What the account may not bring back, as statements for an administrator. */
  readonly leftOut: readonly string[];
}

/**
 * What the account can give of the properties that a fingerprint has to a database that it makes; undefined where it has none.
 *
 * @param database quoted
 * @param made roles that are made for the restore, quoted
 */
export async function legacyOf(
  session: Session,
  database: string,
  expected: Fingerprint,
  facts: ServerFacts,
  made: readonly string[],
): Promise<Legacy | undefined> {
  const recorded = recordedProperties(expected);
  if (recorded === undefined) return undefined;
  const { owner, grants, settings } = recorded;
  const lacking = new Set(rolesOfProperties(recorded).filter((role) => !facts.roles.has(role) && !made.includes(role)));
  const mayOwn = !lacking.has(owner) && (facts.isSuperuser || facts.playsRoles.has(owner) || made.includes(owner));
  const denied = new Set(await deniedSettings(session, settings, facts));
  const [lostGrants, keptGrants] = split(grants, ({ grantee }) => lacking.has(grantee));
  const [lostSettings, keptSettings] = split(
    settings,
    (setting) => denied.has(setting) || lacking.has(setting.role ?? ''),
  );
  const own = { grantee: facts.account, privilege: 'ALL', isGrantable: false };
  return {
    properties: {
      ...recorded,
      owner: mayOwn ? owner : facts.account,
      grants: mayOwn ? keptGrants : [...keptGrants, own],
      settings: keptSettings,
    },
    leftOut: [
      ...Array.from(lacking, (role) => `CREATE ROLE ${role} NOLOGIN`),
      ...(mayOwn ? [] : [ownerStatement(database, owner)]),
      ...lostGrants.map((grant) => grantStatement(database, grant)),
      ...lostSettings.map((setting) => settingInWords(database, setting)),
    ],
  };
}

function split<T>(items: readonly T[], isFirst: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
