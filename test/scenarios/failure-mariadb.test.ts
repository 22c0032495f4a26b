import { describeFailures } from './mysql-failures.ts';

describeFailures('mariadb-10.11');
