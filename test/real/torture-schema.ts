import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * SQL for an empty database that then holds what dumps and restores get wrong: every kind of object, name, type and row. To be run by a
 * superuser with `psql -v ON_ERROR_STOP=1`, PostgreSQL 13 or newer; it may be run in several databases of one server.
 */
export const tortureSchema = readFileSync(join(import.meta.dirname, 'torture-schema.sql'), 'utf8');
