import { describeKilledRestore } from './mysql-restore-killed.ts';

describeKilledRestore('mysql-9.7');
