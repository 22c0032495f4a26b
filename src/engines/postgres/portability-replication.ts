import { counted } from '../../domain/counted.ts';
import { column, listed, numberIn, type PortabilityQuestion } from './portability-question.ts';

/** What goes to other servers and comes from them. */
export const logicalReplication: readonly PortabilityQuestion[] = [
  {
    topic: 'publications',
    sql: () => 'SELECT quote_ident(p.pubname) AS name FROM pg_publication p ORDER BY p.pubname COLLATE "C"',
    say(rows) {
      if (rows.length === 0) return [];
      return [
        `the publications ${listed(column(rows, 'name'))} come back without subscribers: set wal_level = logical, and let each subscriber copy its tables anew`,
      ];
    },
  },
  {
    topic: 'subscriptions',
    // the columns that everyone may read
    sql: () => `
      SELECT quote_ident(s.subname) AS name FROM pg_subscription s
      WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY s.subname COLLATE "C"`,
    say(rows) {
      if (rows.length === 0) return [];
      return [
        `the subscriptions ${listed(column(rows, 'name'))} come back switched off and without a slot: give them one at the publisher and enable them (alter subscription … enable); only a superuser's dump has them (pg_dump 17 and before)`,
      ];
    },
  },
  {
    topic: 'replication-slots',
    sql: () =>
      'SELECT count(*) AS slots FROM pg_replication_slots WHERE database = current_database() AND NOT temporary',
    say(rows) {
      const slots = numberIn(rows, 'slots');
      if (slots === 0) return [];
      return [
        `${counted(slots, 'logical replication slot')} of this database: no dump has them; whoever reads from one begins anew after a restore`,
      ];
    },
  },
];
