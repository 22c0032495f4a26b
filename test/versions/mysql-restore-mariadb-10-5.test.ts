import { describeTablesRestore, describeWholeRestore } from './mysql-restore.ts';

describeWholeRestore('mariadb-10.5');
describeTablesRestore('mariadb-10.5');
