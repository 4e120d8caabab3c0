import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLines, isCommandName } from '../../../src/cli/commandLines';
import { completionCommand } from '../../../src/cli/completionCommand';
import { manPage } from '../../../src/cli/manPage';
import { Output } from '../../../src/cli/output';
import { cliTexts } from '../../../src/cli/texts';
import { parsePowerShell } from '../core/verify/grammars';

const languages = ['en', 'it'] as const;
const names = Object.keys(commandLines).filter(isCommandName);
/** Every command with every option of its own. */
const options = names.flatMap((name) =>
  Object.keys(commandLines[name].options).map((option) => [name, option]),
);

async function scriptFor(shell: string, language: string): Promise<string> {
  const [out, errors] = [new PassThrough(), new PassThrough()];
  const said = text(out);
  expect(await completionCommand([shell, '--lang', language], new Output(out, errors))).toBe(0);
  out.end();
  return said;
}

describe('completion in bash', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-completion-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(async () => writeFileSync(join(folder, 'en.bash'), await scriptFor('bash', 'en')));

  /** What bash offers for the last word of a line. */
  function offered(...line: string[]): string[] {
    const { stdout, stderr } = spawnSync(
      'bash',
      [
        '--norc',
        '-c',
        `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _ndr_lens; printf '%s\\n' "\${COMPREPLY[@]}"`,
        join(folder, 'en.bash'),
        'ndr-lens',
        ...line,
      ],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    return stdout.split('\n').filter((word) => word !== '');
  }

  it('offers the commands first', () => {
    expect(offered('')).toEqual([...names, '--help', '--version']);
    expect(offered('c')).toEqual(['check', 'case', 'completion']);
  });

  it.each(names)('offers the options of %s', (name) => {
    const own = Object.keys(commandLines[name].options).map((option) => `--${option}`);
    expect(offered(name, '--')).toEqual([...own, '--help']);
  });

  it.each([
    [
      ['report', '--format', ''],
      ['md', 'json', 'csv'],
    ],
    [['case', 'a.json', '--format', 'h'], ['html']],
    [['scan', 'x', '--mas'], []],
    [['explain', '5.7.75'], ['5.7.750']],
    [['completion', 'p'], ['powershell']],
    [['verify', '--step', 'on'], ['on-premises']],
    [['verify', '--engine', 'd'], ['duckdb']],
    [['verify', '--log', 'exchange-t'], ['exchange-tracking']],
    [['case', '--appendix', 'a'], ['all']],
    // Files are what bash offers by itself where nothing else is.
    [['scan', '--since', ''], []],
    [['scan', '--zone', '-'], []],
    [['scan', 'mail'], []],
  ])('of %j offers %j', (line, words) => expect(offered(...line)).toEqual(words));
});

describe.each(languages)('completion in %s', (language) => {
  it('of PowerShell is a script by its grammar, with every option', async () => {
    const script = await scriptFor('powershell', language);
    parsePowerShell(script);
    for (const [name, option] of options)
      expect(script).toContain(`Place = '${name}'; Word = '--${option}'; Text = '`);
  });

  it('of zsh and fish has every option, and each description as one word', async () => {
    const [zsh, fish] = [await scriptFor('zsh', language), await scriptFor('fish', language)];
    expect(zsh).toMatch(/^#compdef ndr-lens\n/);
    for (const name of names) {
      const [, place = ''] = zsh.split(`\n    '${name} '*) found=(`);
      for (const option of Object.keys(commandLines[name].options)) {
        expect(place.slice(0, place.indexOf(') ;;'))).toContain(`'--${option}:`);
        expect(fish).toContain(`'__fish_seen_subcommand_from ${name}' -l ${option} -d '`);
      }
    }
    for (const line of fish.split('\n').slice(1, -1))
      expect(line).toMatch(/^complete( -\w| [\w-]+| '(?:[^'\\]|\\.)*')+$/);
    // What bash reads of it: quotes and brackets of zsh are alike.
    expect(spawnSync('bash', ['-n'], { input: zsh, encoding: 'utf8' }).stderr).toBe('');
  });

  it('has a manual page beside it, of lines that are text or macros, with everything of the help', () => {
    const page = manPage(language);
    const macros = page.split('\n').filter((line) => /^[.']/.test(line));
    expect(macros.filter((line) => !/^\.(?:TH .*|SH "[^"]+"|TP|PP|br|B "(?:[^"]|"")+")$/.test(line))).toEqual(
      [],
    );
    expect(page.match(/\\(?![-e&])/g)).toBeNull();
    const words = page.replaceAll('\\-', '-');
    for (const name of names)
      for (const key of [`${name}.about`, `${name}.exit`, `${name}.what`] as const)
        expect(words).toContain(cliTexts[language][key]);
    for (const [, option] of options) expect(words).toContain(`.B "--${option}`);
  });
});
