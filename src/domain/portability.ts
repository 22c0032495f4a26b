import type { RecordReader } from './record-reader.ts';

/** What a note about portability can be about. A topic, once released, stays. */
export const portabilityTopics = {
  roles: 'roles that the dump names',
  tablespaces: 'tablespaces that the dump names',
  extensions: 'extensions, with their versions and packages',
  libraries: 'libraries that the server preloads',
  locale: 'encoding and locale of the database, and the version of its collation',
  collations: 'other collations in use, and their versions',
  'collation-versions': 'collations of another version than the one that the source was sorted by: said as a warning',
  'security-labels': 'security labels and their providers',
  'event-triggers': 'event triggers',
  publications: 'publications',
  subscriptions: 'subscriptions',
  'replication-slots': 'logical replication slots',
  'foreign-servers': 'foreign servers, and tables whose rows are elsewhere',
  'unlogged-tables': 'unlogged tables',
  'money-columns': 'columns of type money',
  'row-security': 'tables with row-level security',
  'large-objects': 'large objects and their owners',
  'c-functions': 'functions in libraries of the server',
  'access-methods': 'ways to store tables that do not come with the server',
  database: 'settings and privileges of the database itself',
  parameters: 'privileges on parameters of the server',
  'prepared-transactions': 'transactions that are prepared and not committed',
  definers: 'accounts in whose name views, triggers, routines and events run',
  'inexact-columns': 'columns of which the dump tool loses digits',
  'table-encryption': 'tables whose files the server encrypts',
  'data-directories': 'tables that lie in folders of their own',
  'storage-engines': 'tables whose storage engine has no transactions, or may be missing elsewhere',
  'other-schemas': 'tables and views that name something of a schema which the backup does not have',
  'generated-columns': 'generated columns',
  gtid: 'global transaction ids',
  'chosen-tables': 'what a dump of chosen tables leaves out',
} as const satisfies Record<string, string>;

export type PortabilityTopic = keyof typeof portabilityTopics;

/** Something that a restore on another server needs or does not bring back, said before the disaster. */
export interface PortabilityNote {
  /** A `PortabilityTopic`, or one that a later version knows. */
  readonly topic: string;
  /**
   * One line: what there is, what it means for a restore, what to do. It can be read without a key: roles, tablespaces, extensions,
   * collations, publications, subscriptions and servers are named; tables, columns, functions and databases only counted.
   */
  readonly detail: string;
}

/** Reads a stored note. */
export function readPortabilityNote(note: RecordReader): PortabilityNote {
  return { topic: note.text('topic'), detail: note.text('detail') };
}
