import { after, before } from 'node:test';
import { Secret } from '../../src/domain/secret.ts';
import { s3Store } from '../../src/stores/s3/s3-store.ts';
import { storeContract } from '../contracts/store-contract.ts';

import { hastyClock } from '../real/hasty-clock.ts';
import { startS3Server, type S3Server } from '../real/s3-server.ts';

let server: S3Server;
before(async () => {
  server = await startS3Server();
});
after(() => server[Symbol.asyncDispose]());

const open = (prefix: string) => async () => ({
  store: s3Store({
    bucket: await server.createBucket(),
    prefix,
    endpoint: server.endpoint,
    clock: hastyClock(),
    pageSize: 7,
    credentials: () =>
      Promise.resolve({ accessKeyId: server.accessKeyId, secretAccessKey: new Secret(server.secretAccessKey) }),
  }),
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

storeContract('s3', open('team/backups'), { partBytes: 5 * 1024 ** 2, manyObjects: 40 });
