const types =
  'int|integer|tinyint|smallint|mediumint|bigint|decimal|numeric|float|double|precision|bit|date|time|datetime|timestamp|year|char|varchar|binary|varbinary|' +
  'tinyblob|blob|mediumblob|longblob|tinytext|text|mediumtext|longtext|enum|set|json|geometry|point|linestring|polygon|unsigned|signed|zerofill|uuid|inet4|inet6|vector';
const characteristics =
  'RETURNS|RETURN|DETERMINISTIC|NOT|CONTAINS|NO|READS|MODIFIES|SQL|DATA|SECURITY|DEFINER|INVOKER|COMMENT|LANGUAGE|AS|IS';
/** What stands in front of the body of a trigger, an event, a routine or a package. */
const heads: readonly RegExp[] = [
  new RegExp(`\\bTRIGGER\\s[\\s\\S]*?\\sFOR\\s+EACH\\s+ROW(?:\\s+(?:FOLLOWS|PRECEDES)\\s+(?:[\`"]|[\\w$]+))?\\s+`, 'i'),
  /\bEVENT\s[\s\S]*?\sDO\s+/i,
  new RegExp(
    `\\b(?:FUNCTION|PROCEDURE)\\s+[^\\s(]+\\s*\\((?:[^()]|\\([^()]*\\))*\\)` +
      `(?:\\s+|\\([^()]*\\)|['"]|(?:CHARACTER\\s+SET|CHARSET|COLLATE)\\s+\\w+|(?:${types}|${characteristics})\\b)*(?=\\b[a-z])`,
    'i',
  ),
];
const packageHead = /\bPACKAGE\s+(?:BODY\s+)?[^\s(]+\s[\s\S]*?\b(?:AS|IS)\s+/i;
const blockWords = ['IF', 'CASE', 'LOOP', 'REPEAT', 'WHILE', 'FOR'];

/**
 * Whether what makes a trigger, routine, event or package is one statement to the server, which also takes several with `;` between. A block
 * counts as opened only where no name can stand, and as closed at each `END`: in doubt the statement counts as two.
 *
 * @param bare without comments, and with nothing between quotes
 */
export function isOneStatement(bare: string): boolean {
  if (!bare.includes(';')) return true;
  const ofPackage = packageHead.exec(
    /\b(?:FUNCTION|PROCEDURE|TRIGGER|EVENT|PACKAGE)\b/i.exec(bare)?.[0].toUpperCase() === 'PACKAGE' ? bare : '',
  );
  const head = ofPackage ?? heads.map((form) => form.exec(bare)).find((found) => found !== null);
  if (head === undefined || bare.slice(0, head.index).includes(';') || head[0].includes(';')) return false;
  return isOneBlock(bare.slice(head.index + head[0].length), ofPackage === null ? [] : ['PACKAGE']);
}

function isOneBlock(body: string, open: string[]): boolean {
  const tokens = body.toUpperCase().match(/[\w$@\x80-\xff]+|\S/g) ?? [];
  let isStart = true;
  let [first, label] = ['', false];
  for (let at = 0; at < tokens.length; at += 1) {
    const [token = '', previous = '', next = ''] = [tokens[at], tokens[at - 1], tokens[at + 1]];
    const begins: boolean = isStart;
    isStart = false;
    if (begins && !label) first = token;
    label = false;
    if (token === ';') {
      if (open.length === 0) return false;
      isStart = true;
    } else if (token === 'END') {
      open.pop();
      if (blockWords.includes(next)) at += 1;
      // the name of the block may follow
      if (open.length === 0) return tokens.length - at <= 2 && tokens[at + 1] !== ';';
    } else if (token === 'CASE' && previous !== '.') {
      open.push(begins ? 'CASE' : 'expression');
    } else if (token === 'BEGIN' && (begins || isOpened(tokens, at, first))) {
      open.push('BEGIN');
      isStart = true;
    } else if (begins && blockWords.includes(token)) {
      open.push(token);
      isStart = token === 'LOOP' || token === 'REPEAT';
    } else if ((token === 'THEN' || token === 'ELSE') && open.at(-1) !== 'expression') isStart = true;
    else if (token === 'DO' && ['WHILE', 'FOR'].includes(open.at(-1) ?? '')) isStart = !begins;
    else if (begins && next === ':' && tokens[at + 2] !== '=') {
      at += 1;
      [isStart, label] = [true, true];
    }
  }
  return false;
}

/** Whether a block begins behind the conditions of a handler, or behind the head of a routine in a package. */
function isOpened(tokens: readonly string[], at: number, first: string): boolean {
  const previous = tokens[at - 1] ?? '';
  if (first === 'FUNCTION' || first === 'PROCEDURE') return previous === 'AS' || previous === 'IS';
  const statement = tokens.slice(tokens.lastIndexOf(';', at) + 1, at);
  return (
    first === 'DECLARE' && statement.includes('HANDLER') && previous !== 'FOR' && previous !== ',' && previous !== '.'
  );
}
