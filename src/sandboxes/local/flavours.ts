import type { Flavour } from './flavour.ts';
import { mariadbServer } from './mariadb-server.ts';
import { mysqlServer } from './mysql-server.ts';
import { postgresServer } from './postgres-server.ts';

/** Every product that can run as a private server, by the manifest's name for it. */
export const flavours: ReadonlyMap<string, Flavour> = new Map([
  ['postgresql', postgresServer],
  ['mariadb', mariadbServer],
  ['mysql', mysqlServer],
]);
