/** A name as the dump tools and servers write it: quoted, by `"` under ANSI_QUOTES, or plain as a person typed it. */
const name = '(?:`(?:[^`]|``)*`|"(?:[^"]|"")*"|[\\w$\\u0080-\\uffff]+)';
const account = `(?:\`(?:[^\`]|\`\`)*\`|"(?:[^"]|"")*"|'(?:[^']|'')*'|[\\w$.%-]+)`;
/** `DEFINER=…` with the space behind it, where it stands. */
export const definerClause = `(?:DEFINER\\s*=\\s*${account}(?:@${account})?\\s+)?`;
export const anyName = name;

/** Stands between two words of a statement that is kept as a person typed it. A comment that some versions execute, `/*!…`, does not. */
const gap = String.raw`(?:\s|(?:--(?=\s)|#)[^\n]*\n|/\*(?!M?!)(?:[^*]|\*(?!/))*\*/)`;
const dot = `${gap}*\\.${gap}*`;
const triggerHead = new RegExp(
  `(\\bTRIGGER (?:IF NOT EXISTS )?)(?:(${name})${dot})?(${name} (?:BEFORE|AFTER) (?:INSERT|UPDATE|DELETE) ON )(?:(${name})${dot})?(${name})(?= FOR EACH ROW)`
    .split(' ')
    .join(`${gap}+`),
  'i',
);

/** The statement of a trigger without the schema in front of its name and its table, which MariaDB keeps as a person typed them. */
export function withoutTriggerSchema(text: string): string {
  return text.replace(triggerHead, '$1$3$5');
}

/** Whether a trigger says no schema, or this one. */
export function isTriggerOf(text: string, schema: string): boolean {
  const [, , own, , ofTable] = triggerHead.exec(text) ?? [];
  return [own, ofTable].every((found) => found === undefined || unquoted(found) === schema);
}

/** The table of a trigger, without quotes. */
export function tableOfTrigger(text: string): string | undefined {
  const found = triggerHead.exec(text)?.[5];
  return found === undefined ? undefined : unquoted(found);
}

const eventHead = new RegExp(
  `(\\bEVENT\\s+${name}\\s+ON\\s+SCHEDULE\\s[\\s\\S]*?\\sON\\s+COMPLETION\\s+(?:NOT\\s+)?PRESERVE\\s+)(ENABLE|DISABLE|SLAVESIDE_DISABLED)\\b`,
  'i',
);

/** The statement of an event that does not run, whatever the scheduler does; undefined where it cannot be told. */
export function asleep(text: string): string | undefined {
  return eventHead.test(text) ? text.replace(eventHead, (_, head: string) => `${head}DISABLE`) : undefined;
}

/** The accounts that the definition of an object names as its definer, as `user@host`. */
export function definersIn(definition: string): readonly string[] {
  const clause = /\bDEFINER\s*=\s*(`(?:[^`]|``)*`|"(?:[^"]|"")*")@(`(?:[^`]|``)*`|"(?:[^"]|"")*")/.exec(definition);
  return clause === null ? [] : [`${unquoted(clause[1] ?? '')}@${unquoted(clause[2] ?? '')}`];
}

export function unquoted(identifier: string): string {
  const [quote = ''] = identifier;
  return quote === '`' || quote === '"' ? identifier.slice(1, -1).replaceAll(quote + quote, quote) : identifier;
}
