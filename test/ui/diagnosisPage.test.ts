import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/core/code/language';
import { emptyDashboard } from '../../src/core/dashboard/content';
import en from '../../src/core/dashboard/content/en.json';
import it_ from '../../src/core/dashboard/content/it.json';
import { diagnosisView } from '../../src/core/dashboard/diagnosisView';
import type { Diagnosis } from '../../src/core/diagnosis/diagnosis';
import { takenOver } from '../unit/core/diagnosis/takenOver';
import { contentOf, incidentScan } from './incidentScan';
import { themeNames, type WebviewPage } from './webviewPage';
import { pictures, webviewPages } from './webviewPages';

const incident = incidentScan();

const openPage = webviewPages('dashboard');
let webview: WebviewPage;

/** The page with a diagnosis above the scan, as the extension sends it. */
async function shown(
  diagnosis: Diagnosis,
  {
    language = 'en',
    ...options
  }: { language?: Language; theme?: (typeof themeNames)[number]; width?: number } = {},
) {
  webview = await openPage({ language, ...options });
  const said = diagnosisView(diagnosis, language);
  const content = contentOf(incident, { language, diagnosis: said?.view });
  await webview.send({ type: 'show', content });
  await webview.page.locator('canvas').first().waitFor();
  return said?.places ?? [];
}

const section = () => webview.page.getByRole('region', { name: en['diagnosis.title'] });
const picture = (name: string) =>
  webview.page.locator('.diagnosis').screenshot({ path: join(pictures, `diagnosis-${name}.png`) });

describe.each(themeNames)('in the %s theme', (theme) => {
  it.each([
    ['wide', 1200],
    ['narrow', 300],
  ] as const)('the diagnosis is whole and free of barriers, %s', async (name, width) => {
    await shown(takenOver(), { theme, width });
    await picture(`${theme}-${name}`);
    expect(await webview.overflow()).toBeLessThanOrEqual(0);
    expect(await webview.troubles()).toEqual([]);
  });
});

describe('the diagnosis', () => {
  it('stands above the numbers: who, how sure, why, what else fits, what would decide', async () => {
    await shown(takenOver());
    const headings = await webview.page.getByRole('heading', { level: 2 }).allInnerTexts();
    expect(headings[0]).toBe(en['diagnosis.title']);
    const words = await section().innerText();
    expect(words).toContain('Most likely (86%): A compromised account: anna.rossi@contoso.example');
    for (const part of [
      '1,036 messages',
      '198.51.100.9',
      'Wanted bulk mail',
      'account-audit',
      '216 messages',
    ])
      expect(words).toContain(part);
  });

  it('opens what proves a sentence or a row, by a number that the extension knows', async () => {
    const places = await shown(takenOver());
    await section().getByRole('button', { name: 'Open incident/audit-log.csv:8' }).click();
    const posted = (await webview.posted()).at(-1);
    expect(posted).toEqual({ type: 'open', place: expect.any(Number) });
    expect(places[Number(posted?.place)]).toEqual({ file: '/work/incident/audit-log.csv', line: 8 });
  });

  it('draws the story with the numbers of its rows, and unfolds what is long', async () => {
    const { story, ...others } = takenOver();
    const later = story.slice(-3).map((row) => ({ ...row, at: row.at + 86_400_000 }));
    await shown({ ...others, story: [...story.slice(0, 12), ...later] });
    const numbers = () => section().locator('svg circle').count();
    expect(await numbers()).toBe(12);
    await section().getByRole('button', { name: '3 More' }).click();
    expect(await numbers()).toBe(15);
    const rows = await section().getByRole('row').allInnerTexts();
    expect(rows.filter((row) => /\d\d UTC/.test(row))).toHaveLength(15);
    expect(rows.join('\n')).toMatch(
      /Before the block[\s\S]*Block\n[\s\S]*Since the first refusal[\s\S]*Account disabled/,
    );
  });

  it('is there before a scan, from exports alone', async () => {
    webview = await openPage();
    await webview.send({
      type: 'show',
      content: emptyDashboard('en', diagnosisView(takenOver(), 'en')?.view),
    });
    await section().getByText('Most likely (86%)').waitFor();
    await webview.page.getByRole('button', { name: en['action.scan'] }).waitFor();
    expect(await webview.troubles()).toEqual([]);
  });

  it('speaks Italian', async () => {
    await shown(takenOver(), { language: 'it' });
    const words = await webview.page.getByRole('region', { name: it_['diagnosis.title'] }).innerText();
    for (const text of ['Più probabile (86%)', 'Account disabilitato', it_['diagnosis.fits']])
      expect(words).toContain(text);
    await picture('italian');
  });

  it('shows hostile names as words', async () => {
    await shown(takenOver(`<img src=x onerror=alert(1)>"'\u202egnp.\u0007${'W'.repeat(900)}@x.example`), {
      width: 300,
    });
    expect(await section().locator('img').count()).toBe(0);
    expect(await section().innerText()).toContain('<img src=x onerror=alert(1)>');
    expect(await webview.overflow()).toBeLessThanOrEqual(0);
  });

  it('keeps several tenants apart, and names each', async () => {
    const [one, other] = [takenOver('anna@contoso.example'), takenOver('bruno@fabrikam.example')];
    await shown({
      causes: [],
      story: [],
      tenantCount: 2,
      tenants: [
        { ...one, domains: ['contoso.example'], blocked: 31 },
        { ...other, domains: ['fabrikam.example'], blocked: 7 },
      ],
    });
    await section().getByText('2 tenants that have nothing in common').waitFor();
    const headings = await section().getByRole('heading', { level: 3 }).allInnerTexts();
    expect(headings).toEqual(['contoso.example: 31 blocked', 'fabrikam.example: 7 blocked']);
    expect(await webview.troubles()).toEqual([]);
    await picture('tenants');
  });
});
