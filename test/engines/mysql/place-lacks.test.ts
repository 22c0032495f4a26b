import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { needsOf, type TableNeeds } from '../../../src/engines/mysql/place-lacks.ts';

function needs(...definitions: readonly string[]): TableNeeds {
  return needsOf({ objects: definitions.map((definition) => ({ kind: 'table', name: '`t`', definition })) });
}

describe('what tables need of a server', () => {
  it('is what their options say', () => {
    assert.deepEqual(
      needs(
        'CREATE TABLE `a` (\n `n` int) ENGINE=ARCHIVE',
        "CREATE TABLE `b` (`n` int) /*!50100 TABLESPACE `fa``st` */ ENGINE=InnoDB ENCRYPTION='Y'",
        "CREATE TABLE `c` (`n` int) ENGINE=InnoDB `ENCRYPTED`=YES DATA DIRECTORY='/srv/x/'",
        "CREATE TABLE `d` (`n` int) ENGINE=InnoDB `ENCRYPTED`='YES'",
        'CREATE TABLE `p` (`n` int) ENGINE=InnoDB\n/*!50100 PARTITION BY HASH (`n`) (PARTITION a TABLESPACE = `in parts` ENGINE = InnoDB) */',
        "CREATE TABLE `e` (`n` int) PARTITION BY HASH (`n`) (PARTITION p0 DATA DIRECTORY = '/srv/y' ENGINE = InnoDB)",
      ),
      { engines: ['ARCHIVE', 'INNODB'], tablespaces: ['fa`st', 'in parts'], encrypted: 3, placed: 2 },
    );
  });

  it('is not what stands in comments, defaults and names', () => {
    const words = "ENGINE=ARCHIVE ENCRYPTION=\\'Y\\' `ENCRYPTED`=YES DATA DIRECTORY=\\'\\'/x";
    assert.deepEqual(
      needs(
        `CREATE TABLE \`a\` (\`ENGINE=MEMORY x\` int COMMENT '${words}', \`b\` text DEFAULT 'it''s /*!50100 TABLESPACE \`ts\`') ENGINE=InnoDB COMMENT='${words}'`,
        'CREATE TABLE `t` (`n` int) /*!50100 TABLESPACE `innodb_system` */ ENGINE=InnoDB `ENCRYPTED`=NO',
        "CREATE TABLE `u` (`n` int) ENGINE=InnoDB ENCRYPTION='N'",
        "CREATE TABLE `v` (`encrypted` char(3), CHECK (`encrypted` = 'YES')) ENGINE=InnoDB",
      ),
      { engines: ['INNODB'], tablespaces: [], encrypted: 0, placed: 0 },
    );
  });
});
