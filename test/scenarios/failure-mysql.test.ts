import { describeFailures } from './mysql-failures.ts';

describeFailures('mysql-9.7');
