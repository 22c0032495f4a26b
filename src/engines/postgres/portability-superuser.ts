import { counted } from '../../domain/counted.ts';
import { isNotOfExtension, isUserSchema } from './catalog-query.ts';
import { column, listed, numberIn, type PortabilityQuestion } from './portability-question.ts';

/** What only a superuser can bring back, or what has to be loaded into the server before. */
export const superuserNeeds: readonly PortabilityQuestion[] = [
  {
    topic: 'security-labels',
    sql: () => `
      SELECT quote_ident(l.provider) AS name, sum(count(*)) OVER () AS labels FROM pg_seclabel l GROUP BY l.provider ORDER BY 1`,
    say(rows) {
      if (rows.length === 0) return [];
      const labels = counted(numberIn(rows, 'labels'), 'security label');
      return [
        `${labels} of the providers ${listed(column(rows, 'name'))}: a server to restore into must have them loaded (shared_preload_libraries), or restore with --no-security-labels`,
      ];
    },
  },
  {
    topic: 'event-triggers',
    sql: () => `
      SELECT count(*) AS triggers, count(*) FILTER (WHERE t.evtenabled = 'D') AS disabled FROM pg_event_trigger t
      WHERE ${isNotOfExtension('pg_event_trigger', 't.oid')}`,
    say(rows) {
      const triggers = numberIn(rows, 'triggers');
      if (triggers === 0) return [];
      const disabled = numberIn(rows, 'disabled');
      return [
        `${counted(triggers, 'event trigger')}${disabled > 0 ? `, ${disabled} of them disabled` : ''}: only a superuser can restore them, and their owners must be superusers; a managed server may refuse them`,
      ];
    },
  },
  {
    topic: 'c-functions',
    sql: () => `
      SELECT count(*) AS functions FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
      WHERE l.lanname = 'c' AND ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_proc', 'p.oid')}`,
    say(rows) {
      const functions = numberIn(rows, 'functions');
      if (functions === 0) return [];
      return [
        `${counted(functions, 'function')} in libraries that no extension brings: put the same libraries on a server to restore into, and restore as a superuser`,
      ];
    },
  },
];
