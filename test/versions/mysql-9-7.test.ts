import { describeRights } from './mysql-rights.ts';
import { describeSnapshots } from './mysql-snapshots.ts';
import { describeMysql } from './mysql-version.ts';

describeMysql('mysql-9.7', ['--gtid-mode=ON', '--enforce-gtid-consistency=ON', '--server-id=1']);
describeRights('mysql-9.7');
describeSnapshots('mysql-9.7');
