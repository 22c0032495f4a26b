import { Failure } from '../../domain/failure.ts';
import type { Restorer } from '../../ports/engine.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import type { ClientSearch } from './clients.ts';
import { copyTools, type CopyTools } from './copy-tools.ts';
import { examineCopy } from './examine.ts';
import { inspectCopy } from './inspect.ts';
import { awaitsSequence } from './other-schemas.ts';
import { ownQuery } from './own-query.ts';
import { assertHas, needsOf } from './place-lacks.ts';
import { loadDump } from './restorer-load.ts';
import { createSchemas, dropSchemas, type CreatedSchemas } from './restorer-schemas.ts';
import { admitDump, type Admission, type SchemaNames } from './target/admit-dump.ts';
import { tablesFitting } from './target/assess-tables.ts';
import { partFor } from './target/part-of-backup.ts';

export interface MysqlRestorerOptions extends ClientSearch {
  /** Tables that are loaded at the same time; 2 where nothing is said. */
  readonly jobs?: number;
}

/** Restores dumps of mysqldump and mariadb-dump. One instance remembers what it made in a sandbox. */
export function mysqlRestorer({ jobs = 2, ...search }: MysqlRestorerOptions): Restorer {
  const restored = new WeakMap<Sandbox, CreatedSchemas>();
  const toolsFor = (sandbox: Sandbox, signal: AbortSignal): Promise<CopyTools> => copyTools(sandbox, search, signal);
  const createdIn = (sandbox: Sandbox): CreatedSchemas => {
    const created = restored.get(sandbox);
    if (created === undefined) throw new Failure('bug', 'nothing was restored into this sandbox');
    return created;
  };
  const firstSchema = (sandbox: Sandbox): string => createdIn(sandbox).schemas[0] ?? '';
  return {
    engine: 'mysql',
    assertTablesThere(patterns, expected) {
      const [first = ''] = JSON.parse(expected.settings['schemas'] ?? '[]') as readonly string[];
      tablesFitting(patterns, partFor(expected, first));
    },
    async restore(bytes, expected, sandbox, progress, signal) {
      const tools = await toolsFor(sandbox, signal);
      {
        await using session = await tools.open();
        await assertHas(session, needsOf(expected), tools.server);
      }
      const created = await createSchemas(tools, expected, sandbox);
      restored.set(sandbox, created);
      const { scratch } = sandbox;
      const admission = admissionInto(created, tools);
      await loadDump(bytes, {
        ...{ ...tools, schemaFor: created.schemaFor, scratch, jobs, progress, admission },
        awaitsOthers: awaitsSequence(expected),
      });
      return {
        url: urlOf(sandbox, firstSchema(sandbox)),
        gaps: [],
        async [Symbol.asyncDispose]() {
          if (!sandbox.isThrowaway) await dropSchemas(await toolsFor(sandbox, afterwards()), created);
        },
      };
    },
    async inspect(expected, sandbox, progress, signal) {
      return inspectCopy({ ...(await toolsFor(sandbox, signal)), expected, created: createdIn(sandbox), progress });
    },
    async examine(_expected, sandbox, progress, signal) {
      await using session = await (await toolsFor(sandbox, signal)).open();
      return await examineCopy(session, createdIn(sandbox).schemas, progress);
    },
    async query(sql, sandbox, signal) {
      return ownQuery(sql, await toolsFor(sandbox, signal), firstSchema(sandbox));
    },
    async explain(sql, sandbox, signal) {
      const rows = await ownQuery(`EXPLAIN ${sql}`, await toolsFor(sandbox, signal), firstSchema(sandbox));
      return rows.map((row) => Object.values(row).join(' ')).join('\n');
    },
  };
}

/** Nothing of a dump may reach beyond the copy. Its events are run by nobody there. */
function admissionInto({ schemaFor, sourceOf }: CreatedSchemas, { server }: CopyTools): Admission {
  const namesOf = (schema: string): SchemaNames => {
    const own = schemaFor(schema);
    return { source: sourceOf(own), fresh: own, target: own };
  };
  return admitDump(namesOf, () => true, { server, eventsStay: true });
}

/** The run's own signal may be what ended the drill; what was made is taken back all the same. */
function afterwards(): AbortSignal {
  return AbortSignal.timeout(60_000);
}

/** The sandbox's URL with a schema in it. */
function urlOf(sandbox: Sandbox, schema: string): string {
  const path = `/${encodeURIComponent(schema)}`;
  return sandbox.url.replace(/^(\w+:\/\/(?:[^?#]*@)?[^/?#@]*)(?:\/[^?#]*)?/, (_, server: string) => server + path);
}
