import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dumpSplitter, type DumpPiece } from '../../../src/engines/mysql/dump-splitter.ts';

const tail = '/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;\n-- Dump completed\n';
const table =
  "--\n-- Table structure for table `a`\n--\n\nCREATE TABLE `a` (\n  `id` int COMMENT 'it''s; GRANT; \\\\'' CALL' DEFAULT \"; USE x\"\n);\n";
const saved = '/*!50003 SET @saved_cs_client      = @@character_set_client */ ;\n';
const trigger = (body: string): string => `${saved}DELIMITER ;;\n${body} ;;\nDELIMITER ;\n`;

/** What is loaded of a dump, all of it in one text. */
function loaded(dump: string, chunkBytes = dump.length): string {
  const splitter = dumpSplitter();
  const bytes = Buffer.from(dump);
  const pieces: DumpPiece[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes)
    pieces.push(...splitter.write(bytes.subarray(at, at + chunkBytes)));
  pieces.push(...splitter.finish());
  return pieces.map(({ bytes }) => bytes.toString()).join('');
}

describe('what is loaded of a dump', () => {
  it('is all of it, where it keeps to its schema', () => {
    const bodies = ['SELECT * FROM a\nUSE INDEX (x)', 'BEGIN\nCALL p();\nGRANT SELECT ON a TO b; END'];
    for (const body of bodies) assert.equal(loaded(table + trigger(body) + tail), table + trigger(body) + tail);
  });

  it('stays as it is while more is read', () => {
    const rows =
      "--\n-- Dumping data for table `a`\n--\n\nINSERT INTO `a` VALUES (1,'x');\nINSERT INTO `a` VALUES (2,'y');\n";
    for (const size of [1, 10, 50]) assert.equal(loaded(table + rows + tail, size), table + rows + tail, `${size}`);
  });

  it('sets the defaults of the schema that it is loaded into, whatever the name of the old one', () => {
    const around = (name: string): string =>
      `${saved}ALTER DATABASE ${name}CHARACTER SET latin1 COLLATE latin1_swedish_ci ;\nDELIMITER ;;\nALTER DATABASE ${name}CHARACTER SET latin1 COLLATE latin1_bin ;;\nx ;;\nDELIMITER ;\n`;
    assert.equal(loaded(table + around('`o``ld` ') + tail), table + around('') + tail);
  });
});
