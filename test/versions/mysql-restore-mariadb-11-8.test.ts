import { describeTablesRestore, describeWholeRestore } from './mysql-restore.ts';

describeWholeRestore('mariadb-11.8');
describeTablesRestore('mariadb-11.8');
