import { describeRights } from './mysql-rights.ts';
import { describeSnapshots } from './mysql-snapshots.ts';
import { describeMysql } from './mysql-version.ts';

describeMysql('mariadb-11.8', ['--log-bin=binlog', '--server-id=1']);
describeRights('mariadb-11.8');
describeSnapshots('mariadb-11.8', ['--log-bin=binlog', '--server-id=1']);
