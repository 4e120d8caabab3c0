import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'SUPPORT.md',
  'samples/README.md',
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
const read = (page: string) => readFileSync(join(root, page), 'utf8');

/** Links that lead to a file or a heading of the project. */
const ownLinks = (page: string) =>
  [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) =>
    /^https?:/.test(link) ? [] : [link],
  );

/** Headings as links name them: in small letters, without marks, with hyphens for blanks. */
const anchorsOf = (page: string) =>
  [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('the documents', () => {
  it.each(pages)('lead somewhere with each link of their own: %s', (page) => {
    const lost = ownLinks(page).filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
    expect(lost).toEqual([]);
  });

  it('are all within reach of the README', () => {
    const met = new Set(['README.md']);
    for (const page of met)
      for (const link of ownLinks(page)) {
        const target = join(dirname(page), link.split('#')[0] ?? '');
        if (target.endsWith('.md') && existsSync(join(root, target))) met.add(target);
      }
    expect(pages.filter((page) => !met.has(page))).toEqual([]);
  });

  it('have the commands that start and test what is built', () => {
    for (const command of ['npm ci && npm start', 'npm ci && npm test', 'npm run package'])
      expect(read('README.md')).toContain(command);
  });
});
