import { Failure } from '../../src/domain/failure.ts';
import type { RestorePlan, StagedRestore, Target } from '../../src/ports/target.ts';
import { fingerprintOf, parseDump, type LineFaults, type LineTables } from './line-database.ts';

/** What can be wrong with a live server of lines. Each of the errors is thrown instead of the step of its name. */
export interface TargetFaults extends LineFaults {
  readonly assess?: Failure;
  readonly inspect?: Failure;
  readonly commit?: Failure;
  readonly removePrevious?: Failure;
  readonly isSource?: boolean;
  /** Nothing is kept on the server, as where all is replaced in one transaction. */
  readonly keepsNothing?: boolean;
  /** Something comes into the live database after the plan was made. */
  readonly isFilledMeanwhile?: boolean;
  /** Called when the step of that name begins. */
  readonly onStep?: (name: string) => void;
}

/** A live database of lines, and what was done to it. */
export interface LineTarget extends Target {
  /** Every database of the server by its name. */
  readonly databases: ReadonlyMap<string, LineTables>;
  readonly taken: readonly string[];
}

/** A server whose database `live` may hold something already; dumps of `lineSource` can be restored into it. */
export function lineTarget(before: LineTables | undefined, faults: TargetFaults = {}): LineTarget {
  const databases = new Map<string, LineTables>(before === undefined ? [] : [['live', before]]);
  const taken: string[] = [];
  const take = (name: string, failure?: Error): void => {
    taken.push(name);
    faults.onStep?.(name);
    if (failure) throw failure;
  };
  const step = (name: string, failure?: Error): Promise<void> => Promise.resolve().then(() => take(name, failure));
  return {
    engine: 'lines',
    database: 'live',
    description: 'server.example/live',
    databases,
    taken,
    async assess({ expected }) {
      await step('assess', faults.assess);
      const plan: RestorePlan = {
        way: before === undefined ? 'create' : 'swap',
        expected,
        isSource: faults.isSource === true,
        holdsData: Object.keys(before ?? {}).length > 0,
        steps: ['load beside live', 'give it the name live'],
        notes: [],
      };
      return plan;
    },
    async load(bytes) {
      await step('load');
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(chunk);
      if (faults.refuse) throw faults.refuse;
      const tables = parseDump(Buffer.concat(chunks).toString());
      databases.set('staged', faults.load?.(tables) ?? tables);
      return staged();
    },
  };

  function staged(): StagedRestore {
    return {
      async inspect() {
        await step('inspect', faults.inspect);
        return fingerprintOf(databases.get('staged') ?? {}, faults.define);
      },
      examine: () => Promise.resolve(faults.examined ?? { findings: [], gaps: [] }),
      async commit() {
        await step('commit', faults.commit);
        const isKept = before !== undefined && faults.keepsNothing !== true;
        if (isKept) databases.set('previous', before);
        databases.set('live', databases.get('staged') ?? {});
        databases.delete('staged');
        return {
          wayBack: isKept ? ['RENAME live TO spoilt;', 'RENAME previous TO live;'] : [],
          removal: isKept ? ['DROP previous;'] : [],
          ...(faults.isFilledMeanwhile === true && { isPreviousNeeded: true }),
          async removePrevious() {
            await step('remove', faults.removePrevious);
            databases.delete('previous');
          },
        };
      },
      [Symbol.asyncDispose]: () => Promise.resolve(void databases.delete('staged')),
    };
  }
}
