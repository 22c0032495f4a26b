import { describeRights } from './mysql-rights.ts';
import { describeMysql } from './mysql-version.ts';

describeMysql('mariadb-11.8', ['--log-bin=binlog', '--server-id=1']);
describeRights('mariadb-11.8');
