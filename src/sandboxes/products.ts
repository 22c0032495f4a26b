/** What every kind of sandbox has to know of a database product. */
export interface SandboxProduct {
  /** For people. */
  readonly title: string;
  /** The part of a version that has to be the source's, e.g. `15` of `15.18`. */
  series(version: string): string;
  /** The official image of a series. */
  image(series: string): string;
}

const twoNumbers = (version: string): string => version.split('.').slice(0, 2).join('.');
const oneNumber = (version: string): string => /^\d+/.exec(version)?.[0] ?? version;

/** The products by the manifest's names for them. */
export const products = {
  postgresql: { title: 'PostgreSQL', series: oneNumber, image: (series) => `postgres:${series}` },
  mariadb: { title: 'MariaDB', series: twoNumbers, image: (series) => `mariadb:${series}` },
  mysql: {
    title: 'MySQL',
    // 8.0 and 8.4 are long-term series of their own; from 9 on the first number is the series
    series: (version) => (Number(oneNumber(version)) < 9 ? twoNumbers(version) : oneNumber(version)),
    image: (series) => `mysql:${series}`,
  },
} as const satisfies Record<string, SandboxProduct>;

export type ProductName = keyof typeof products;

/** Whether it is the manifest's name for a product. */
export function isProduct(name: string): name is ProductName {
  return Object.hasOwn(products, name);
}
