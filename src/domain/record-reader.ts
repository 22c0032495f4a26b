import { Failure } from './failure.ts';
import type { FailureCode } from './failure-codes.ts';

/** Reads members of a JSON object that came from outside, and says which member is wrong. */
export interface RecordReader {
  text(member: string): string;
  /** A whole number, zero or more. */
  count(member: string): number;
  /** A number, or null. */
  numberOrNull(member: string): number | null;
  /** The value `true`; what is not so is left out. */
  isTrue(member: string): true;
  /** An ISO 8601 moment. */
  moment(member: string): string;
  oneOf<const T extends string>(member: string, choices: readonly T[]): T;
  texts(member: string): readonly string[];
  record(member: string): RecordReader;
  list(member: string): readonly RecordReader[];
  /** All members, each of which must be a text. */
  strings(): Readonly<Record<string, string>>;
  has(member: string): boolean;
  isNull(member: string): boolean;
  reject(member: string, because: string): never;
}

/**
 * A reader of the JSON object in `text`; `where` stands in its messages.
 *
 * @throws Failure with `code` where the text is no JSON object; so do the members when they are read.
 */
export function readRecord(text: string, code: FailureCode, where: string): RecordReader {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Failure(code, `${where}: is not JSON`, { cause });
  }
  return readerOf(value, code, where, '');
}

function readerOf(value: unknown, code: FailureCode, where: string, path: string): RecordReader {
  const fail = (at: string, because: string): never => {
    throw new Failure(code, `${where}: ${at === '' ? 'the whole' : `"${at}"`} ${because}`);
  };
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return fail(path, 'is not an object');
  const record = value as Record<string, unknown>;
  const at = (member: string): string => (path === '' ? member : `${path}.${member}`);
  const checked = <T>(member: string, is: (value: unknown) => value is T, what: string): T => {
    const found = Object.hasOwn(record, member) ? record[member] : undefined;
    return is(found) ? found : fail(at(member), `is not ${what}`);
  };
  const reader: RecordReader = {
    text: (member) => checked(member, isText, 'a text'),
    count: (member) => checked(member, isCount, 'a whole number'),
    numberOrNull: (member) => checked(member, isNumberOrNull, 'a number'),
    isTrue: (member) => checked(member, (found): found is true => found === true, 'true'),
    moment: (member) => checked(member, isMoment, 'a moment in ISO 8601'),
    oneOf: <const T extends string>(member: string, choices: readonly T[]): T =>
      checked(member, (found): found is T => choices.includes(found as T), `one of ${choices.join(', ')}`),
    texts: (member) => checked(member, isTexts, 'a list of texts'),
    record: (member) => readerOf(record[member], code, where, at(member)),
    list: (member) =>
      checked(member, isList, 'a list').map((item, index) => readerOf(item, code, where, `${at(member)}[${index}]`)),
    strings: () => Object.fromEntries(Object.keys(record).map((member) => [member, reader.text(member)])),
    has: (member) => Object.hasOwn(record, member) && record[member] !== undefined,
    isNull: (member) => Object.hasOwn(record, member) && record[member] === null,
    reject: (member, because) => fail(at(member), because),
  };
  return reader;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isNumberOrNull = (value: unknown): value is number | null => value === null || Number.isFinite(value);
/** `Date.parse` alone takes nearly any text with a number in it. */
const momentForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
const isMoment = (value: unknown): value is string =>
  isText(value) && momentForm.test(value) && !Number.isNaN(Date.parse(value));
const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isTexts = (value: unknown): value is string[] => isList(value) && value.every(isText);
