import { backupKinds } from '../kind.ts';
import {
  choice,
  choices,
  duration,
  flagOr,
  type Form,
  matching,
  plainText,
  plainTexts,
  secret,
  size,
  template,
  templates,
  urlOr,
  wholeNumber,
} from './form.ts';

/** A key of the configuration file. Its name is that of the input whose value it gives. */
export interface Key {
  readonly form: Form;
  /** The only actions that take the value from the file; every action that has the input where it is absent. */
  readonly only?: readonly string[];
}

const kinds = backupKinds.join('|');
const perKind = (amount: string): string => `(?:(?:${kinds})=)?${amount}(?:, ?(?:(?:${kinds})=)?${amount})*`;
const count: Key = {
  form: wholeNumber(0, 999_999, perKind(String.raw`\d{1,6}`), 'write a number such as 14, or 14, schema=30'),
};
const ofSource = ['backup'];
const ofUpload = ['encrypt-and-upload'];
/** Not the gate: that a schema without its rows is enough of a way back, its own input has to say. */
const ofKind = ['backup', 'encrypt-and-upload', 'list', 'prune', 'restore', 'restore-verify', 'setup-client'];
const connectionText: Key = { form: template, only: ofSource };

/**
 * Every key of a source, with what it may hold: the validator, the published schema and the documentation are made of this. What belongs to
 * one run (`backup`, `confirm`, `dry-run` …) is no key, and neither is the target of a restore.
 */
export const settingKeys: Readonly<Record<string, Key>> = {
  url: {
    form: urlOr(
      [],
      'write ${env:NAME} for the whole URL, or a URL without a password: a secret does not belong in a file',
    ),
    only: ofSource,
  },
  engine: { form: choice(['postgres', 'mysql', 'mariadb']), only: ofSource },
  host: connectionText,
  port: {
    form: wholeNumber(
      1,
      65_535,
      String.raw`[1-9]\d{0,4}|\$\{env:[A-Za-z_][A-Za-z0-9_]*\}`,
      'write a number from 1 to 65535',
    ),
    only: ofSource,
  },
  user: connectionText,
  password: { form: secret, only: ofSource },
  database: connectionText,
  store: { form: templates },
  recipients: { form: templates },
  passphrase: { form: secret },
  encryption: { form: choice(['none']) },
  identity: { form: secret, only: ['restore-verify', 'restore'] },
  kind: { form: choices(backupKinds), only: ofKind },
  tables: { form: plainTexts, only: ofSource },
  'exclude-tables': { form: plainTexts, only: ofSource },
  files: { form: plainTexts, only: ofUpload },
  command: { form: plainText, only: ofUpload },
  compression: {
    form: matching(
      'none|zstd(?::(?:1?[1-9]|10))?|gzip(?::[1-9])?',
      'write zstd, zstd:1 to zstd:19, gzip, gzip:1 to gzip:9 or none',
    ),
  },
  digest: { form: choice(['stream', 'server']) },
  client: { form: matching('auto|docker|install|path:/.*', 'write auto, path:/folder, docker or install') },
  'min-bytes': { form: size },
  'spool-budget': { form: size },
  sandbox: {
    form: urlOr(
      ['auto', 'local', 'docker'],
      'write auto, local, docker, a URL without a password, or ${env:NAME} for the whole URL',
    ),
  },
  checks: { form: plainText },
  'smoke-test': { form: plainText },
  'rto-target': { form: duration },
  'rpo-target': { form: duration },
  'max-age': { form: duration },
  patterns: { form: plainTexts, only: ['migration-gate'] },
  'status-workflows': { form: plainTexts, only: ['migration-gate'] },
  'keep-last': count,
  'keep-within': {
    form: matching(perKind(String.raw`(?:\d+[hdw])+`), 'write hours, days or weeks such as 30d, or 30d, schema=90d'),
  },
  'keep-hourly': count,
  'keep-daily': count,
  'keep-weekly': count,
  'keep-monthly': count,
  'keep-yearly': count,
  'keep-forever': {
    form: flagOr(String.raw`[A-Za-z0-9-]+(?:, ?[A-Za-z0-9-]+)*`, 'write true, false, or ids and kinds of backups'),
  },
  'max-shrink': { form: matching(String.raw`(?:\d{1,2}|100)%`, 'write a percentage such as 50%') },
  grace: { form: duration },
};

/** Keys that say the same thing in different ways: where a nearer level says it in one way, farther levels are not asked for the others. */
export const alternatives: readonly {
  readonly ways: readonly (readonly string[])[];
  readonly only?: readonly string[];
}[] = [
  { ways: [['url'], ['engine', 'host', 'port', 'user', 'password', 'database']] },
  { ways: [['recipients'], ['passphrase'], ['encryption']], only: ['backup', 'encrypt-and-upload'] },
  { ways: [['recipients'], ['encryption']], only: ['restore'] },
  { ways: [['files'], ['command'], ['from']] },
];

/** Names of sources, as `parseSourceName` takes them, and of environments. */
export const namePattern = '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$';
