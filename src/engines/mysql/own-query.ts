import { Failure } from '../../domain/failure.ts';
import type { CopyTools } from './copy-tools.ts';
import { failureOf } from './stderr-failures.ts';
import type { Row } from './session.ts';

/**
 * The rows of one read-only statement of the user's own, whose columns nobody knows before. The client prints them as XML, which is the only
 * one of its formats that tells null from a text.
 */
export async function ownQuery(
  sql: string,
  { launcher, clients, connection, signal }: CopyTools,
  schema: string,
): Promise<readonly Row[]> {
  const args = [
    ...connection.options(clients.product, clients.version),
    '--batch',
    '--xml',
    '--binary-mode',
    `--database=${schema}`,
  ];
  const command = { file: clients.client, prefix: clients.prefix, env: connection.env, args };
  try {
    const input = `SET SESSION TRANSACTION READ ONLY;\nSET time_zone = '+00:00';\nSTART TRANSACTION;\n${sql}\n;\n`;
    return rowsOf(await launcher.capture(command, { signal, input }));
  } catch (thrown) {
    signal.throwIfAborted();
    throw failureOf(thrown, { action: 'the statement', fallback: 'restore-failed' });
  }
}

/** The rows of the last result in the client's XML. */
export function rowsOf(xml: string): readonly Row[] {
  const results = [...xml.matchAll(/<resultset [^>]*>([\s\S]*?)<\/resultset>/g)];
  const last = results.at(-1)?.[1] ?? '';
  return [...last.matchAll(/<row>([\s\S]*?)<\/row>/g)].map(([, row = '']) => {
    const fields = row.matchAll(/<field name="([^"]*)"(?: xsi:nil="true" \/>|>([\s\S]*?)<\/field>)/g);
    return Object.fromEntries(
      [...fields].map(([, name = '', value]) => [decoded(name), value === undefined ? null : decoded(value)]),
    );
  });
}

function decoded(text: string): string {
  const meanings: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => {
    const meaning = meanings[name];
    if (meaning === undefined) throw new Failure('bug', `the client printed an entity that nobody knows: ${name}`);
    return meaning;
  });
}
