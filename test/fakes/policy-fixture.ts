import type { BackupKind } from '../../src/domain/kind.ts';
import { type KindPolicy, parsePolicy, type Policy } from '../../src/domain/retention/policy.ts';

/** The policy that inputs mean, e.g. `{ 'keep-daily': '7' }`. */
export function policyOf(inputs: Readonly<Record<string, string>>): Policy {
  return parsePolicy((input) => inputs[input] ?? '');
}

/** The same for one kind. */
export function kindPolicyOf(inputs: Readonly<Record<string, string>>, kind: BackupKind = 'full'): KindPolicy {
  return policyOf(inputs)[kind];
}
