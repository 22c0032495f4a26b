import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** A page of the documentation. */
export interface Page {
  /** Relative to the root of the project. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** `yaml`, `sh` … */
  readonly language: string;
  readonly text: string;
}

/** The text of one file of the project. */
export function pageAt(path: string): Page {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

/** Every page that people read: at the root, in docs, beside each action, and beside the frozen backups. */
export function allPages(): readonly Page[] {
  return globSync('{*,docs/**/*,actions/**/*,examples/**/*,benchmarks/**/*,test/vectors/*/*}.md', { cwd: root })
    .sort()
    .map(pageAt);
}

/** The fenced blocks of a page; with a language, those in it. */
export function blocksOf({ path, text }: Page, language?: string): readonly Block[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .map(([, written = '', block = '']) => ({ page: path, language: written, text: block }))
    .filter((block) => language === undefined || block.language === language);
}

/** A page without its fenced blocks. */
export function proseOf({ text }: Page): string {
  return text.replace(/^```.*?^```$/gms, '');
}

/** Where the links of a page lead, but for those that leave the project. */
export function innerLinksOf(page: Page): readonly string[] {
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** The names by which links can point at the headings of a page, as GitHub makes them. */
export function anchorsOf(page: Page): readonly string[] {
  return [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** A page from one of its `##` headings to the next. */
export function sectionOf({ text, path }: Page, title: string): string {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${title}\n`));
  if (section === undefined) throw new Error(`${path} has no section "${title}"`);
  return section;
}
