import { describeKilledRestore } from './mysql-restore-killed.ts';

describeKilledRestore('mariadb-10.5');
