/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the programs that we start see of the environment: what they need to run at all. Inputs and credentials are not in it.
 *
 * @param tempFolder where they write files that nobody keeps.
 */
export function programEnvironment(environment: Environment, tempFolder: string): Record<string, string> {
  const passed = ['PATH', 'HOME', 'USER', 'SYSTEMROOT'].flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passed), LC_ALL: 'C.UTF-8', TZ: 'UTC', TMPDIR: tempFolder };
}
