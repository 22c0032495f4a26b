import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandEnvironment } from '../command-environment.ts';
import { addressOf, type ServerAddress } from './connection.ts';

/**
 * The URL, and an option file that the clients of both products look for in the folder that `MYSQL_HOME` names: their own variables know no
 * account, and a password in one is deprecated. What `~/.my.cnf` says is read after it.
 *
 * https://dev.mysql.com/doc/refman/8.4/en/option-files.html, https://mariadb.com/kb/en/configuring-mariadb-with-option-files/; tried with
 * MySQL 9.7 and MariaDB 10.5 to 11.8.
 *
 * @param folder a private one, which is removed by whoever made it
 */
export async function commandEnvironment(name: string, url: string, folder: string): Promise<CommandEnvironment> {
  const address = addressOf(url);
  const home = await mkdtemp(join(folder, 'client-'));
  await writeFile(join(home, 'my.cnf'), optionFile(address, url.startsWith('mysql')), { mode: 0o600 });
  const { password } = address;
  return {
    variables: { [name]: url, MYSQL_HOME: home },
    secrets: [url, password, encodeURIComponent(password)],
  };
}

function optionFile(address: ServerAddress, isMysql: boolean): string {
  const { host, port, socket, user, password, database, files, mode } = address;
  const place =
    socket === ''
      ? { protocol: 'tcp', host: host || '127.0.0.1', port: port || '3306' }
      : { protocol: 'socket', socket };
  const all = Object.entries({ ...place, user, password, ...Object.fromEntries(files) });
  const isVerified = mode === 'verify_ca' || mode === 'verify_identity';
  const lines = [
    '[client]',
    ...all.filter(([, value]) => value !== '').map(([option, value]) => `${option} = ${quoted(value)}`),
    // MariaDB's clients warn of what they do not know, so it stands only where the URL says that they are MySQL's
    ...(isMysql ? [`loose-ssl-mode = ${mode.toUpperCase()}`] : []),
    '[client-mariadb]',
    ...(mode === 'disabled' ? ['skip-ssl'] : [`${isVerified ? '' : 'disable-'}ssl-verify-server-cert`]),
    ...(mode === 'required' || isVerified ? ['ssl'] : []),
    '[mysql]', // other tools take no such option
    ...(database === '' ? [] : [`database = ${quoted(database)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
