import type { DatabaseSettings } from '../create-database.ts';
import { Failure } from '../../../domain/failure.ts';
import type { OpenSession } from '../create-database.ts';
import { literal } from '../session.ts';
import type { Obstacle } from '../../../domain/obstacle.ts';

/** Whether the server can have a database in the source's locale: it would sort and compare texts in another way otherwise. */
export async function localeObstacles(open: OpenSession, settings: DatabaseSettings): Promise<readonly Obstacle[]> {
  const { lc_collate: collate, lc_ctype: ctype, locale_provider: provider = 'c', locale } = settings;
  if (collate === undefined || ctype === undefined) return [];
  const missing: string[] = [];
  for (const name of new Set([collate, ctype])) if (!(await hasLocale(open, name))) missing.push(name);
  if (provider === 'i' && !(await hasIcu(open))) missing.push(`${locale ?? ''} of ICU`);
  return missing.map((name) => ({
    message: `its server has no locale ${name}, which the source's database has`,
    remedy: `install the locale on the server's machine (locale-gen ${name}) and restart the server`,
  }));
}

/** By what a database of these settings sorts texts; undefined where they do not say. */
export function sortingInWords(settings: Readonly<Record<string, string | null>>): string | undefined {
  const { lc_collate: collate, locale_provider: provider, locale, icu_rules: rules } = settings;
  if (provider === 'i' && locale != null) return `${locale} of ICU${rules == null ? '' : ` with the rules ${rules}`}`;
  return provider === 'b' && locale != null ? `${locale} of PostgreSQL itself` : (collate ?? undefined);
}

/** The server looks a locale up before it takes it for a setting, by the same function as for a database. */
async function hasLocale(open: OpenSession, name: string): Promise<boolean> {
  if (name === 'C' || name === 'POSIX') return true;
  await using session = await open();
  try {
    await session.execute(`SELECT set_config('lc_time', ${literal(name)}, true)`);
    return true;
  } catch (error) {
    if (error instanceof Failure && error.message.includes('lc_time')) return false;
    throw error;
  }
}

async function hasIcu(open: OpenSession): Promise<boolean> {
  await using session = await open();
  const [row] = await session.rows(`SELECT EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') AS icu`);
  return row?.['icu'] === 't';
}
