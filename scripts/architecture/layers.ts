/** What the files of one folder of `src` may import besides their own folder. */
export interface Layer {
  /** Other folders of `src`. */
  readonly folders: readonly string[];
  /** Node's built-in modules; `any` is all but `child_process`, `types` is any, but as types only. */
  readonly node: 'any' | 'types' | readonly string[];
}

const ports = ['domain', 'ports'];
const outside: Layer = { folders: [...ports, 'pipeline'], node: 'any' };
const servers: Layer = { folders: [...ports, 'process'], node: 'any' };
const adapters = ['engines', 'sandboxes', 'stores', 'ciphers', 'codecs', 'notifiers'];
const all = [...ports, ...adapters, 'pipeline', 'process', 'platform', 'report', 'usecases'];

/** The layers of the house: docs/design.md says why. `main.ts` is the door and may import everything. */
export const layers: Readonly<Record<string, Layer>> = {
  domain: { folders: [], node: [] },
  ports: { folders: ['domain'], node: 'types' },
  report: { folders: ['domain'], node: [] },
  // fs and path are for the spool
  pipeline: { folders: ports, node: ['stream', 'crypto', 'zlib', 'fs', 'path'] },
  // the one port that it needs is the clock
  process: { folders: ports, node: 'any' },
  engines: servers,
  sandboxes: servers,
  stores: outside,
  ciphers: outside,
  codecs: outside,
  notifiers: outside,
  usecases: { folders: [...ports, 'pipeline', 'report'], node: [] },
  platform: { folders: [...ports, 'process'], node: 'any' },
  actions: { folders: all, node: ['crypto', 'fs', 'os', 'path', 'url'] },
  cli: { folders: [...all, 'actions'], node: 'any' },
};

/** Folders whose sub-folders are alternatives: they never import each other, and only a `registry.ts` beside them sees them. */
export const siblingFolders: readonly string[] = [...adapters, 'actions'];

/** Folders whose very files never import each other. */
export const strangersFolders: readonly string[] = ['usecases'];

/** The folders that each package from npm serves; no other folder knows of it. */
export const packageHomes: Readonly<Record<string, readonly string[]>> = {
  '@actions/artifact': ['platform'],
  '@actions/cache': ['platform'],
  '@actions/core': ['platform'],
  '@actions/github': ['platform'],
  '@aws-sdk/client-s3': ['stores/s3'],
  '@aws-sdk/credential-provider-web-identity': ['stores/s3'],
  'age-encryption': ['ciphers/age'],
  openpgp: ['ciphers/openpgp'],
  yaml: ['actions', 'cli'],
};

/** Names that say nothing about what a file is for, alone or as the last word of a longer one. */
export const emptyNames: readonly string[] = ['util', 'utils', 'helper', 'helpers', 'misc', 'manager', 'common'];

/** Names that say nothing where they stand alone. */
export const emptyAlone: readonly string[] = ['index', 'lib', 'shared', 'type', 'types'];
