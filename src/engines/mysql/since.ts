/**
 * From which version on the products have what is used where it is there. Both lines of MySQL that are not tried here, 8.0 and 8.4, go by their
 * release notes: https://dev.mysql.com/doc/relnotes/mysql/8.0/en/, and those of MariaDB by https://mariadb.com/kb/en/release-notes/ and trials.
 */
export const since = {
  /** The privilege SHOW_ROUTINE of MySQL; before it, bodies of routines are for those who may SELECT everywhere. */
  showRoutine: '8.0.20',
  /** The privilege SHOW CREATE ROUTINE of MariaDB; before it, what shows them is SELECT on `mysql.proc`. */
  showCreateRoutine: '11.3',
  /** Rows of the past of system-versioned tables, by mariadb-dump. */
  dumpHistory: '10.11',
  /** mariadb-dump writes a line break behind the body of a trigger, routine or event, so that a comment in its last line ends there. */
  endedBodies: '10.11',
  /** Clients of MariaDB verify certificates by themselves, and refuse a server without TLS. */
  verifiedTls: '11.4',
} as const;
