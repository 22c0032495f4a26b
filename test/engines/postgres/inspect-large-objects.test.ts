import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { connectionFromUrl } from '../../../src/engines/postgres/connection.ts';
import { readLargeObjects } from '../../../src/engines/postgres/inspect-large-objects.ts';
import { openSession } from '../../../src/engines/postgres/session.ts';
import type { ObjectFingerprint } from '../../../src/domain/fingerprint.ts';
import { startPostgres } from '../../real/postgres-server.ts';
import { tools } from './restorer-fixture.ts';

/** Of every length around a page, one with a hole in it, and one that begins with a hole. */
const objects = `
SELECT lo_from_bytea(7000, '');
SELECT lo_from_bytea(7001, 'a');
SELECT lo_from_bytea(7002, convert_to(repeat('b', 2047), 'UTF8')), lo_from_bytea(7003, convert_to(repeat('c', 2048), 'UTF8')),
  lo_from_bytea(7004, convert_to(repeat('d', 2049), 'UTF8')), lo_from_bytea(7005, convert_to(repeat('e', 300000), 'UTF8')),
  lo_create(7006), lo_create(7007);
SELECT lo_put(7006, 0, 'begin'), lo_put(7006, 10000, 'end');
SELECT lo_put(7007, 8192, 'far');
DO $$ DECLARE o oid; BEGIN FOR o IN SELECT oid FROM pg_largeobject_metadata LOOP
  EXECUTE format('ALTER LARGE OBJECT %s OWNER TO keeper', o); END LOOP; END $$;`;

it('reads large objects alike with the rights to their table and with the rights to each of them', async () => {
  await using server = await startPostgres();
  await server.psql(`CREATE ROLE keeper LOGIN PASSWORD 'keep'`);
  const read = async (url: string): Promise<readonly ObjectFingerprint[]> => {
    const connection = connectionFromUrl(url);
    await using session = await openSession({
      launcher: tools,
      psql: join(server.bin, 'psql'),
      prefix: [],
      connection,
    });
    return await readLargeObjects(session);
  };
  const asKeeper = `postgresql://keeper:keep@127.0.0.1:${server.port}/postgres`;
  assert.deepEqual(await read(asKeeper), []);
  await server.psql(objects);
  const [found] = await read(server.url());
  assert.match(found?.definition ?? '', /^8 objects, 324343 bytes/);
  assert.deepEqual(await read(asKeeper), [found]);
});
