import { describePostgres } from './postgres-version.ts';

describePostgres(18);
