import type { BackupKind } from '../domain/kind.ts';
import { parsePolicy, type Policy } from '../domain/retention/policy.ts';
import type { InputReader } from './input-reader.ts';

/** The inputs that say which backups to keep. */
export const policyInputNames = [
  'keep-last',
  'keep-within',
  'keep-hourly',
  'keep-daily',
  'keep-weekly',
  'keep-monthly',
  'keep-yearly',
  'keep-forever',
] as const;

/** The policy of the inputs `keep-…`. @throws Failure `input-invalid`, or `policy-empty` where it keeps nothing of one of `kinds` */
export function policyInput(reader: InputReader, kinds: readonly BackupKind[]): Policy {
  return parsePolicy((name) => reader.text(name), kinds);
}

/** Whether any of the inputs `keep-…` says something. */
export function hasPolicy(reader: InputReader): boolean {
  return policyInputNames.some((name) => !['', 'false'].includes(reader.text(name)));
}
