import { describeRefusedRestore } from './mysql-restore-refusals.ts';
import { describeTablesRestore, describeWholeRestore } from './mysql-restore.ts';

describeWholeRestore('mysql-9.7');
describeTablesRestore('mysql-9.7');
describeRefusedRestore('mysql-9.7');
