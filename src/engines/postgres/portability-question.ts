import type { PortabilityTopic } from '../../domain/portability.ts';
import type { Row } from './session.ts';

/** Something to ask a server about, and what to say of its answer. */
export interface PortabilityQuestion {
  readonly topic: PortabilityTopic;
  /**
   * Works for an account that may read the catalogs that everyone may read.
   *
   * @param version `server_version_num`, e.g. 150018.
   */
  sql(version: number): string;
  /** What to say, one line each; nothing where nothing has to be known. */
  say(rows: readonly Row[], version: number): readonly string[];
}

const namedAtMost = 20;

/** Names for people: the first twenty, and how many more there are. The manifest stays small whatever a server holds. */
export function listed(names: readonly string[]): string {
  const more = names.length - namedAtMost;
  const shown = names.slice(0, namedAtMost).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** One column of an answer, without nulls. */
export function column(rows: readonly Row[], name: string): readonly string[] {
  return rows.flatMap((row) => row[name] ?? []);
}

/** A number of the first row of an answer; 0 where there is none. */
export function numberIn(rows: readonly Row[], name: string): number {
  return Number(rows[0]?.[name] ?? 0);
}
