import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { needsOf, type TableNeeds } from '../../../src/engines/mysql/place-lacks.ts';

function needs(...definitions: readonly string[]): TableNeeds {
  return needsOf({
    objects: definitions.map((definition) => ({ kind: 'table', name: '`t`', definition })),
    settings: { schemas: '["shop"]' },
  });
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
      { engines: ['ARCHIVE', 'INNODB'], tablespaces: ['fa`st', 'in parts'], encrypted: 3, placed: 2, schemas: [] },
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
      { engines: ['INNODB'], tablespaces: [], encrypted: 0, placed: 0, schemas: [] },
    );
  });

  it('is what they name of other schemas', () => {
    const { schemas } = needs(
      "CREATE TABLE `t` (`n` int DEFAULT nextval(`se``q`.`s`) COMMENT 'REFERENCES `not`.`t`', CONSTRAINT `k` FOREIGN KEY (`n`) REFERENCES `keys`.`p` (`id`), CONSTRAINT `l` FOREIGN KEY (`n`) REFERENCES `p` (`id`))",
      'CREATE TABLE `u` (`n` int DEFAULT nextval(`shop`.`s`))',
      'VIEW `v` AS select `three`.`t`.`n` AS `n`,`t`.`n` AS `m`,`functions`.`f`(1) AS `x` from ((`three`.`t` join `joined`.`u` on(`t`.`n` = `u`.`n`)) join `t`)',
      'VIEW `w` AS select 1 AS `1` from `from`.`t`',
    );
    assert.deepEqual(schemas, ['from', 'functions', 'joined', 'keys', 'se`q', 'three']);
  });
});
