/** What lets a command of the user's own reach a database with that engine's usual clients. */
export interface CommandEnvironment {
  /** Variables of the environment. Secrets are in it. */
  readonly variables: Readonly<Record<string, string>>;
  /** What has to be masked in whatever the command prints, in each form in which it could print it. */
  readonly secrets: readonly string[];
}
