import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandIds, contextKeys } from '../../src/shared/commandIds';

const root = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const json = (name: string): Record<string, string> => JSON.parse(read(name));
const manifestText = read('package.json');
const manifest = JSON.parse(manifestText);

const code = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read(join('src', name)))
  .join('\n');
/** The texts of the `vscode.l10n.t` calls. */
const localized = Array.from(code.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g), ([, text = '']) => text);

const placeholders = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();

describe('words of the interface', () => {
  it('are all there in both languages for the contributions', () => {
    const used = new Set(Array.from(manifestText.matchAll(/"%([^%"]+)%"/g), ([, key]) => key));
    expect(new Set(Object.keys(json('package.nls.json')))).toEqual(used);
    expect(new Set(Object.keys(json('package.nls.it.json')))).toEqual(used);
  });

  it('are all there in both languages for the code', () => {
    expect(new Set(Object.keys(json('l10n/bundle.l10n.it.json')))).toEqual(new Set(localized));
  });

  it('are literal texts, so that none escapes this test', () => {
    expect(localized).toHaveLength(code.split('l10n.t(').length - 1);
  });

  it('keep their placeholders in translation and are translated', () => {
    for (const [english, italian] of Object.entries(json('l10n/bundle.l10n.it.json'))) {
      expect(placeholders(italian)).toEqual(placeholders(english));
      expect(italian.trim()).not.toBe('');
    }
    const english = json('package.nls.json');
    for (const [key, italian] of Object.entries(json('package.nls.it.json')))
      expect(italian, key).not.toBe(english[key]);
  });
});

describe('contributions', () => {
  const { contributes } = manifest;

  it('name the commands that the code registers', () => {
    const contributed = contributes.commands.map(({ command }: { command: string }) => command);
    expect(contributed.sort()).toEqual(Object.values(commandIds).sort());
  });

  it('put every command under one category', () => {
    const categories = contributes.commands.map(({ category }: { category: string }) => category);
    expect(new Set(categories)).toEqual(new Set(['NDR Lens']));
  });

  it('use only context keys that the code sets', () => {
    const whens = JSON.stringify(contributes.menus);
    const keys = whens.match(/(?<![\w.] ?)ndrLens\.(?:has|checklist|can)\w+(?!\.)/g) ?? [];
    const known: readonly string[] = [...Object.values(contextKeys), 'ndrLens.checklist'];
    for (const key of keys)
      expect(known.includes(key) || Object.values<string>(commandIds).includes(key), key).toBe(true);
  });

  it('lead through a few steps, by commands and contexts that are there and pictures for each kind of theme', () => {
    const titles = { en: json('package.nls.json'), it: json('package.nls.it.json') };
    const whole = JSON.stringify(contributes.walkthroughs);
    const words = Object.values(titles).map((texts) =>
      whole.replaceAll(/%([^%"]+)%/g, (_, key: string) => texts[key] ?? ''),
    );
    const known: readonly string[] = [...Object.values(commandIds), ...Object.values(contextKeys)];
    for (const text of words) {
      const named = text.match(/ndrLens\.\w+/g) ?? [];
      expect(named.filter((name) => !known.includes(name))).toEqual([]);
      expect(text).not.toMatch(/https?:/);
    }
    for (const { steps } of contributes.walkthroughs) {
      expect(steps.length).toBeLessThanOrEqual(6);
      for (const { media } of steps)
        for (const picture of Object.values<string>(media.image)) {
          expect(picture).toMatch(/^media\/walkthrough\/\w[\w-]*\.png$/);
          expect(existsSync(join(root, picture)), picture).toBe(true);
        }
    }
    const [, folder, name] = /'(samples\/[^']+)\/([^'/]+)'/.exec(code) ?? [];
    expect(existsSync(join(root, folder ?? '', name ?? ''))).toBe(true);
    expect(read('.vscodeignore')).toContain(`!${folder}/**\n`);
  });

  it('are found for .eml and .msg by the tags that VS Code asks the Marketplace for', () => {
    expect(manifest.keywords).toEqual(expect.arrayContaining(['__ext_eml', '__ext_msg']));
    expect(manifest.keywords.length).toBeLessThanOrEqual(30);
  });

  it('keep menus short: no group has more than eight entries, and an entry is there once in it', () => {
    for (const [menu, entries] of Object.entries<{ group?: string; command: string; when?: string }[]>(
      contributes.menus,
    )) {
      if (menu === 'commandPalette') continue;
      // A view has a menu of its own.
      const groups = entries.map(({ group = '', when = '' }) =>
        [/view == [\w.]+/.exec(when)?.[0], group.split('@')[0]].join(' '),
      );
      for (const group of new Set(groups))
        expect(groups.filter((each) => each === group).length, `${menu} ${group}`).toBeLessThanOrEqual(8);
      const places = entries.map(({ command, group, when }) => `${command} ${group} ${when}`);
      expect(new Set(places).size).toBe(places.length);
    }
  });

  it('have short titles that are shorter', () => {
    for (const texts of [json('package.nls.json'), json('package.nls.it.json')])
      for (const { title, shortTitle } of contributes.commands) {
        if (shortTitle === undefined) continue;
        const [long = '', short = ''] = [title, shortTitle].map((key: string) => texts[key.slice(1, -1)]);
        expect(short.length, long).toBeLessThan(long.length);
      }
  });

  it('say what is limited, and put each setting under a title', () => {
    for (const limits of Object.values<{ supported: string; description: string }>(manifest.capabilities))
      expect(limits).toMatchObject({ supported: 'limited', description: expect.stringMatching(/^%.+%$/) });
    const settings = contributes.configuration.flatMap(({ properties }: { properties: object }) =>
      Object.keys(properties),
    );
    for (const setting of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations)
      expect(settings).toContain(setting);
    for (const { title } of contributes.configuration) expect(title).toMatch(/^%.+%$/);
  });

  it('have what the Marketplace shows', () => {
    expect(manifest).toMatchObject({
      categories: ['Visualization', 'Other'],
      galleryBanner: { color: expect.stringMatching(/^#[0-9a-f]{6}$/), theme: 'dark' },
      repository: { type: 'git', url: expect.stringMatching(/^https:\/\//) },
      bugs: { url: expect.stringMatching(/^https:\/\//) },
      pricing: 'Free',
    });
    // The header of a PNG: a width and a height, which the Marketplace wants to be 128 or more.
    const header = readFileSync(join(root, manifest.icon)).subarray(16, 24);
    expect([header.readUInt32BE(0), header.readUInt32BE(4)]).toEqual([256, 256]);
  });

  it('have icons of views that every theme can colour: one colour, no background', () => {
    const icons = [...contributes.viewsContainers.activitybar, ...contributes.views.ndrLens];
    for (const { icon } of icons) {
      const colours = read(icon).match(/(?:stroke|fill)="(?!none)[^"]+"/g) ?? [];
      expect(new Set(colours.filter((each) => /#|rgb|current/.test(each))).size, icon).toBe(1);
    }
  });

  it('bind only the keys that go through what was searched, and only where VS Code does not need them', () => {
    expect(contributes.keybindings.map(({ key }: { key: string }) => key)).toEqual(['f4', 'shift+f4']);
    for (const { when } of contributes.keybindings)
      expect(when).toBe('ndrLens.hasResults && !hasSearchResult && !inSearchEditor');
  });

  it('take no file from another extension: the languages name only paths that documents of ours have', () => {
    for (const { id, extensions, filenames, filenamePatterns = [] } of contributes.languages) {
      expect([extensions, filenames], id).toEqual([undefined, undefined]);
      for (const pattern of filenamePatterns)
        expect(pattern, id).toMatch(/^\/(?:ndr lens\/)?\*\.[a-z\d]+$|^\*\*\/\((?:excerpt|estratto)\) \*$/);
    }
  });

  it('wrap lines that may be longer than the editor is wide: values of a readable NDR, commands of a query', () => {
    for (const id of ['ndr', 'ndr-query', 'ndr-query-powershell', 'ndr-query-shell'])
      expect(contributes.configurationDefaults[`[${id}]`], id).toMatchObject({ 'editor.wordWrap': 'on' });
  });

  it('draw no colour for the #550 of Exchange, wherever a bounce or a log is shown', () => {
    for (const language of ['eml', 'log', 'ndr', 'ndr-excerpt'])
      expect(contributes.configurationDefaults[`[${language}]`]).toMatchObject({
        'editor.colorDecorators': false,
      });
  });

  it('name the scope that the grammar has', () => {
    for (const { path, scopeName } of contributes.grammars)
      expect(JSON.parse(read(path)).scopeName).toBe(scopeName);
  });

  it('point at files that are there', () => {
    for (const file of [manifest.icon, 'media/activity.svg', 'LICENSE', 'CHANGELOG.md'])
      expect(existsSync(join(root, file)), file).toBe(true);
  });

  it('keep the settings where the code reads them', () => {
    const settings = read('src/shared/settings.ts');
    for (const { properties } of contributes.configuration)
      for (const name of Object.keys(properties))
        expect(settings).toContain(`'${name.replace('ndrLens.', '')}'`);
  });
});
