/** Where long work says what it is doing. Calls are cheap and may come thousands of times a second; the receiver decides what to print. */
export interface Progress {
  /** A new stage of the run begins, e.g. `restore`. */
  stage(name: string): void;
  /** So many bytes will go through the stage, where that is known. */
  expect(bytes: number): void;
  /** So many more bytes went through the stage. */
  bytes(count: number): void;
  /** What is being worked on now, e.g. the name of a table. */
  item(name: string): void;
  /** Something a person should know now, one line. */
  note(message: string): void;
  /** Something is wrong but does not end the run, one line. */
  warn(message: string): void;
}
