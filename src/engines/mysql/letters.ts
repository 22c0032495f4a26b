/**
 * Character sets in which the second byte of a letter may be one that means something by itself, a backslash above all. Their letters:
 * https://dev.mysql.com/doc/refman/8.4/en/charset-asian-sets.html
 */
const letters: Readonly<Record<string, RegExp>> = {
  gbk: /[\x81-\xfe][\x40-\x7e\x80-\xfe]/g,
  gb18030: /[\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[0-9][\x81-\xfe][0-9])/g,
  big5: /[\xa1-\xf9][\x40-\x7e\xa1-\xfe]/g,
  sjis: /[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]/g,
  cp932: /[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]/g,
};
/** As they are called elsewhere. */
const labels: Readonly<Record<string, string>> = { ...{ sjis: 'shift_jis', cp932: 'shift_jis' } };

export const ambiguousCharsets: readonly string[] = Object.keys(letters);

/** The text as a server reads it that knows its character set, each byte as one character: no second byte of a letter means anything. */
export function asLetters(text: string, charset: string): string {
  const letter = letters[charset];
  return letter === undefined ? text : text.replace(letter, (found) => (found[0] ?? '').padEnd(found.length, '\x80'));
}

/**
 * A text in the bytes of a character set, each as one character, as far as they decide how it is read: letters whose second byte means
 * nothing by itself are left as they are.
 */
export function inBytes(text: string, charset: string): string {
  const found = secondBytes(charset);
  return text.replace(/[^\0-\x7f]/gu, (letter) => found.get(letter) ?? letter);
}

function secondBytes(charset: string): ReadonlyMap<string, string> {
  const decoder = new TextDecoder(labels[charset] ?? charset);
  const found = new Map<string, string>();
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0x7e; second += 1) {
      const text = decoder.decode(Uint8Array.of(first, second));
      if (!text.includes('\ufffd')) found.set(text, String.fromCharCode(first, second));
    }
  return found;
}
