import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOpen, writesOn } from '../../../src/engines/mysql/open-bodies.ts';
import { productVersionOf } from '../../../src/engines/mysql/product.ts';

const bodies: readonly (readonly [body: string, isOpen: boolean, sqlMode?: string])[] = [
  ['SET @a = 1 -- x', true],
  ['SET @a = 1 # x', true],
  ['SET @a = 1\n--', true],
  ["SET @a = '\\'' -- it's", true],
  ["SET @a = '/*' -- */", true],
  ['BEGIN SET @a = 1; SELECT ";;"; END # ;;', true],
  ['SET @a = /*!50003 1 */ -- x', true],
  ["SET @a = '\\' # x", true, 'STRICT_TRANS_TABLES,NO_BACKSLASH_ESCAPES'],
  ['SELECT 1 AS "a\\" -- x', true, 'ANSI_QUOTES'],
  ['SET @a = 1 -- x\n+ 1', false],
  ['SET @a = 1 /* -- x */', false],
  ['SET @a = 1 /*\n# x */', false],
  ["SET @a = '\n-- x'", false],
  ["SET @a = 'it''s # x'", false],
  ["SET @a = '\\' # x'", false],
  ['SELECT 1 AS `#`', false],
  ['SET @a = 2--1', false],
  ['SET @a = 1', false],
];

describe('a body of a trigger, routine or event', () => {
  for (const [body, open, sqlMode = ''] of bodies)
    it(`${open ? 'is open' : 'ends'} behind ${JSON.stringify(body)}`, () => assert.equal(isOpen(body, sqlMode), open));
});

describe('a dump tool', () => {
  for (const [said, does] of [
    ['8.0.36', true],
    ['9.7.4', true],
    ['10.5.29-MariaDB', true],
    ['10.6.22-MariaDB', true],
    ['10.11.19-MariaDB', false],
    ['11.8.6-MariaDB', false],
  ] as const)
    it(`${does ? 'writes on' : 'breaks the line'} behind a body, of ${said}`, () =>
      assert.equal(writesOn(productVersionOf(said) ?? assert.fail(said)), does));
});
