import { describeRights } from './mysql-rights.ts';
import { describeSnapshots } from './mysql-snapshots.ts';
import { describeMysql } from './mysql-version.ts';

describeMysql('mariadb-10.5', ['--log-bin=binlog', '--server-id=1']);
describeRights('mariadb-10.5');
describeSnapshots('mariadb-10.5', ['--log-bin=binlog', '--server-id=1']);
