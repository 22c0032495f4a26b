import { describeRefusedRestore } from './mysql-restore-refusals.ts';
import { describeTablesRestore, describeWholeRestore } from './mysql-restore.ts';

describeWholeRestore('mariadb-10.11');
describeTablesRestore('mariadb-10.11');
describeRefusedRestore('mariadb-10.11');
