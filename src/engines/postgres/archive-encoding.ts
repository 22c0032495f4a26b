/** PostgreSQL's encodings by the names that the WHATWG's encoding standard has for them; those of which it knows none are not here. */
const labels: Readonly<Record<string, string>> = {
  LATIN2: 'iso-8859-2',
  LATIN3: 'iso-8859-3',
  LATIN4: 'iso-8859-4',
  LATIN5: 'iso-8859-9',
  LATIN6: 'iso-8859-10',
  LATIN7: 'iso-8859-13',
  LATIN8: 'iso-8859-14',
  LATIN9: 'iso-8859-15',
  LATIN10: 'iso-8859-16',
  ISO_8859_5: 'iso-8859-5',
  ISO_8859_6: 'iso-8859-6',
  ISO_8859_7: 'iso-8859-7',
  ISO_8859_8: 'iso-8859-8',
  WIN866: 'ibm866',
  WIN874: 'windows-874',
  KOI8R: 'koi8-r',
  KOI8U: 'koi8-u',
  EUC_JP: 'euc-jp',
  EUC_JIS_2004: 'euc-jp',
  EUC_KR: 'euc-kr',
  EUC_CN: 'gbk',
};

/** Reads the texts of an archive, by the statement of its entry `ENCODING`: `SET client_encoding = 'LATIN1';`. UTF-8 for all that is unknown. */
export function decoderOf(statement: string): (bytes: Buffer) => string {
  const encoding = /^SET client_encoding = '(\w+)';/.exec(statement)?.[1] ?? '';
  if (encoding === 'LATIN1') return (bytes) => bytes.toString('latin1');
  const label = labels[encoding] ?? /^WIN(125\d)$/.exec(encoding)?.[1]?.replace(/^/, 'windows-');
  if (label === undefined) return utf8;
  return decoderFor(label) ?? utf8;
}

/** Undefined for what this build of Node does not know. */
function decoderFor(label: string): ((bytes: Buffer) => string) | undefined {
  try {
    const decoder = new TextDecoder(label);
    return (bytes) => decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

export function utf8(bytes: Buffer): string {
  return bytes.toString('utf8');
}
