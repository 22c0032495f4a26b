/** Words that statements and commands of the client begin with; no value of a row is among them, in whatever shape a dump is. */
const words = new Set(
  (
    'ALTER ANALYZE AS BEGIN BINLOG CALL CHANGE CHECK COMMIT CREATE DATA DATABASE DEFINER DELETE DELIMITER DISABLE DO DROP ENABLE EVENT EXECUTE EXISTS ' +
    'FLUSH FROM FUNCTION GLOBAL GRANT HANDLER IF IGNORE INDEX INFILE INSERT INSTALL INTO KILL LOAD LOCAL LOCK NAMES NOT OPTIMIZE OR PACKAGE PASSWORD ' +
    'PERSIST PLUGIN PREPARE PROCEDURE PURGE RENAME REPLACE RESET REVOKE ROLE ROLLBACK SCHEMA SELECT SEQUENCE SERVER SESSION SET SHUTDOWN SOURCE ' +
    'SQL_MODE START SYSTEM TABLE TABLES TABLESPACE TEMPORARY TRIGGER TRUNCATE UNINSTALL UNLOCK UPDATE USE USER VALUES VIEW WITH XML'
  ).split(' '),
);
const conditional = /^\s*\/\*M?!\d*/;
const command = /^\\[.!a-zA-Z]/;

/** The words of SQL with which a statement begins, or the command of the client that it is: nothing that could be a value or a name. */
export function beginningOf(statement: string): string {
  const text = statement.replace(conditional, '').trim();
  const short = command.exec(text);
  if (short !== null) return short[0];
  const found: string[] = [];
  for (const [word] of text.matchAll(/\S+/g)) {
    if (!words.has(word.toUpperCase())) break;
    found.push(word.toUpperCase());
  }
  return found.join(' ');
}
