import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../../../src/domain/failure.ts';
import { dumpReader } from '../../../src/engines/mysql/dump-reader.ts';
import { sectionReader } from '../../../src/engines/mysql/dump-sections.ts';

const head = `/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump 10.19\n/*!40103 SET TIME_ZONE='+00:00' */;\n\n`;
const tail = `/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;\n\n/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;\n\n-- Dump completed\n`;
const table = (name: string): string =>
  `--\n-- Table structure for table \`${name}\`\n--\n\nDROP TABLE IF EXISTS \`${name}\`;\nCREATE TABLE \`${name}\` (\n  \`id\` int\n);\n`;
const rows = (name: string, inserts: string): string =>
  `--\n-- Dumping data for table \`${name}\`\n--\n\nLOCK TABLES \`${name}\` WRITE;\n${inserts}UNLOCK TABLES;\n`;
const savedCharset = '/*!50003 SET @saved_cs_client      = @@character_set_client */ ;\n';
const body = (text: string, mode = ''): string =>
  `${savedCharset}/*!50003 SET sql_mode              = '${mode}' */ ;\nDELIMITER ;;\n${text}\n;;\nDELIMITER ;\n`;

/** What a dump's sections are, with the bytes of each, however the dump is cut into chunks. */
function sectionsOf(dump: string, chunkBytes: number): readonly (readonly [string, string])[] {
  const found: [string, string][] = [];
  const reader = sectionReader({
    lines({ kind, name }, bytes, areRows) {
      const title = `${kind} ${name}${areRows ? ' INSERT' : ''}`.trim();
      const last = found.at(-1);
      if (last?.[0] === title) last[1] += bytes.toString();
      else found.push([title, bytes.toString()]);
    },
  });
  const bytes = Buffer.from(dump);
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    const chunk = Buffer.from(bytes.subarray(from, from + chunkBytes));
    reader.write(chunk);
    chunk.fill(0xff); // its memory is lent
  }
  reader.finish();
  return found;
}

const titles = (dump: string): readonly string[] => sectionsOf(dump, 1 << 20).map(([title]) => title);

describe('the sections of a dump', () => {
  const inserts = `INSERT INTO \`a\` VALUES\n(1,'x'),\n(2,'y');\n`;
  const whole = head + table('a') + rows('a', inserts) + body('CREATE TRIGGER t') + table('b') + rows('b', '') + tail;

  it('are the same however the dump comes in chunks, and lose no byte', () => {
    const expected = sectionsOf(whole, 1 << 20);
    assert.equal(expected.map(([, text]) => text).join(''), whole);
    for (const chunkBytes of [1, 7, 100, 500]) assert.deepEqual(sectionsOf(whole, chunkBytes), expected);
  });

  it('begin where the tool says so, and triggers where they follow the rows', () => {
    assert.deepEqual(titles(whole), [
      'head',
      'table a',
      'rows a',
      'rows a INSERT',
      'rows a',
      'triggers a',
      'table b',
      'rows b',
      'tail',
    ]);
  });

  it('have the defaults of their schema in front of triggers that were made under others', () => {
    const other = 'ALTER DATABASE `s` CHARACTER SET latin1 COLLATE latin1_bin ;\n';
    const sections = sectionsOf(
      head + table('a') + rows('a', inserts) + other + body('CREATE TRIGGER t') + tail,
      1 << 20,
    );
    assert.ok(sections.find(([title]) => title === 'triggers a')?.[1].startsWith(other));
  });

  it('are not begun by what stands in a body, a comment or a name', () => {
    const marker = '-- Dumping data for table `b`';
    const inside = [
      body(`CREATE TRIGGER t BEGIN\n${marker}\nEND`),
      body(`CREATE TRIGGER t /* it's\nDELIMITER ;\n${marker}\n*/ BEGIN END`),
      body(`CREATE TRIGGER t BEGIN SELECT 'a\\'\nDELIMITER ;\n${marker}\n'; END`),
      body(`CREATE TRIGGER t BEGIN SELECT 'a\\'; END`, 'NO_BACKSLASH_ESCAPES'),
      body(`CREATE TRIGGER t BEGIN SELECT "it's -- not a comment"; END`),
      body(`CREATE TRIGGER t BEGIN -- it's a comment\nEND`),
    ];
    for (const text of inside) {
      assert.deepEqual(
        titles(head + table('a') + rows('a', '') + text + table('c') + tail),
        ['head', 'table a', 'rows a', 'triggers a', 'table c', 'tail'],
        text,
      );
    }
    const odd = `--\n-- Table structure for table \`a\`\n--\nCREATE TABLE \`a\` (\n  \`x\n${marker}\n\` int\n);\n`;
    assert.deepEqual(titles(head + odd + table('c') + tail), ['head', 'table a', 'table c', 'tail']);
  });

  it('are refused where the dump is cut off, between statements or in one', () => {
    for (const end of ['-- Dump completed\n', "(2,'y');\n", 'UNLOCK TABLES;\n', 'SET TIME_ZONE=@OLD_TIME_ZONE */;\n']) {
      const cut = whole.slice(0, whole.indexOf(end) + (end.startsWith('-- Dump') ? 0 : end.length));
      assert.throws(
        () => sectionsOf(cut, 1 << 20),
        (thrown) => thrown instanceof Failure && thrown.code === 'dump-incomplete',
        end,
      );
    }
    assert.throws(() => sectionsOf(whole + table('late'), 1 << 20));
  });
});

describe('the rows of a dump', () => {
  const digestOf = (inserts: string): { rows: number; sha256: string } | undefined => {
    const reader = dumpReader();
    reader.write(Buffer.from(head + table('a') + rows('a', inserts) + tail));
    const [found] = reader.finish().tables;
    return found && { rows: found.rows, sha256: found.sha256 };
  };

  it('are counted whatever their texts hold, in the lines of either tool', () => {
    const cases: readonly (readonly [string, number])[] = [
      ["INSERT INTO `a` VALUES (1,'x'),(2,'y');\n", 2],
      ["INSERT INTO `a` VALUES\n(1,'x'),\n(2,'y');\n", 2],
      ["INSERT INTO `a` VALUES (1,'),('),(2,'it\\'s ),(');\n", 2],
      ["INSERT INTO `a` VALUES ('\\\\'),('\\\\\\''),('');\n", 3],
      ['INSERT INTO `a` (`b),(c`, `d`) VALUES (1,2),(3,4);\n', 2],
      ['INSERT INTO `a` VALUES (1),(2),(3);\nINSERT INTO `a` VALUES (4);\n', 4],
      ["INSERT INTO `a` VALUES ('x'),(NULL),('y');\n", 3],
      ['', 0],
    ];
    for (const [inserts, expected] of cases) assert.equal(digestOf(inserts)?.rows ?? 0, expected, inserts);
  });

  it('have the same digest in the lines of either tool, and another where one byte is another', () => {
    const one = digestOf("INSERT INTO `a` VALUES (1,'x),(y'),(2,'z');\n");
    assert.deepEqual(digestOf("INSERT INTO `a` VALUES\n(1,'x),(y'),\n(2,'z');\n"), one);
    assert.deepEqual(digestOf("INSERT INTO `a` VALUES (1,'x),(y');\nINSERT INTO `a` VALUES (2,'z');\n"), one);
    assert.notDeepEqual(digestOf("INSERT INTO `a` VALUES (1,'x),(y'),(2,'Z');\n"), one);
    assert.notDeepEqual(digestOf("INSERT INTO `a` VALUES (2,'z'),(1,'x),(y');\n"), one);
  });

  it('are digested where one is larger than what is gathered', () => {
    const large = 'x'.repeat(3 << 20);
    const one = digestOf(`INSERT INTO \`a\` VALUES (1,'${large}'),(2,'y');\n`);
    assert.equal(one?.rows, 2);
    assert.notDeepEqual(digestOf(`INSERT INTO \`a\` VALUES (1,'${large.slice(1)}y'),(2,'y');\n`), one);
  });
});

describe('the objects of a dump', () => {
  it('are counted however a person typed them', () => {
    const kept = ['TRIGGER t BEFORE', 'trigger t before', 'Trigger\n  t before', 'trigger if not exists t before'];
    for (const text of kept) {
      const reader = dumpReader();
      const created = `/*!50003 CREATE*/ /*!50017 DEFINER=\`a\`@\`%\`*/ /*!50003 ${text} insert on a for each row begin end */`;
      reader.write(Buffer.from(head + table('a') + rows('a', '') + body(created) + tail));
      assert.equal(reader.finish().objects.triggers, 1, text);
    }
  });
});
