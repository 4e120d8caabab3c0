import type { Frame } from 'playwright-core';
import { describe, expect } from 'vitest';
import titles from '../../package.nls.it.json';
import dashboardEn from '../../src/core/dashboard/content/en.json';
import dashboardIt from '../../src/core/dashboard/content/it.json';
import diagnosisEn from '../../src/core/diagnosis/content/en.json';
import en from '../../src/core/knowledge/content/en.json';
import it_ from '../../src/core/knowledge/content/it.json';
import { until } from '../host/until';
import { samples } from './samples';
import { appears } from './waiting';
import { troublesOf } from './webviewPage';
import { windowTest } from './windowTest';
import { boxOf, themeNames, type Workbench } from './workbench';

const bounce = 'bounces/5.7.750-hybrid-relay.eml';

async function explanationFrame({ page }: Workbench): Promise<Frame> {
  const outer = await page.locator('iframe.webview.ready').elementHandle();
  const inner = await (await outer?.contentFrame())?.waitForSelector('#active-frame');
  const frame = await inner?.contentFrame();
  if (!frame) throw new Error('The explanation has no page.');
  return frame;
}

/** Follows the hover's link to the explanation by the keys that VS Code has for hovers. */
async function explainFromHover({ page }: Workbench): Promise<void> {
  const { keyboard } = page;
  const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: en['label.explain'] });
  const showHover = async () => {
    await keyboard.press('Control+K');
    await keyboard.press('Control+I');
  };
  await until('the hover has the focus', async () => {
    await showHover();
    if (!(await appears(hover))) return false;
    await showHover();
    return appears(page.locator('.monaco-hover:not(.hidden) :focus, .monaco-hover:focus').first());
  });
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  await until('the link has the focus', async () => {
    await keyboard.press('Tab');
    return (await focused()) === en['label.explain'];
  });
  await keyboard.press('Enter');
  await hover.waitFor({ state: 'hidden' });
}

describe('the explanation', () => {
  const it = windowTest('explanation', { folder: samples, size: { width: 1500, height: 1000 } });

  it.for(themeNames)(
    'is complete, readable and free of barriers, wide and narrow, in the %s theme',
    async (theme, { bench }) => {
      await bench.setTheme(theme);
      await bench.openFile(bounce);
      await bench.links.first().waitFor();
      await bench.walkthroughPicture('open', theme, bench.page.locator('.part.editor'), 400);
      await bench.followLink();
      await bench.explained('5.7.750');
      await bench.explanation.getByText('MAIL01').first().waitFor();
      await bench.picture(`${theme}-wide`);
      await bench.walkthroughPicture('explain', theme, bench.page.locator('.editor-group-container').last());
      const frame = await explanationFrame(bench);
      expect(await troublesOf(frame)).toEqual([]);
      await frame.getByRole('heading', { name: en['label.sources'], exact: true }).scrollIntoViewIfNeeded();
      await bench.picture(`${theme}-wide-end`);

      // Too narrow for a side bar.
      await bench.page.setViewportSize({ width: 960, height: 1000 });
      await expect.poll(() => frame.evaluate(() => innerWidth)).toBeLessThanOrEqual(310);
      await frame.evaluate(() => scrollTo(0, 0));
      await bench.picture(`${theme}-narrow`);
      const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await troublesOf(frame)).toEqual([]);
    },
  );

  it('is reached from the log by keyboard alone, gone through, and left for a ticked step', async ({
    bench,
  }) => {
    const { keyboard } = bench.page;
    await bench.openFile('logs/mail.log');
    await bench.links.first().waitFor();
    await bench.run('NDR Lens: Go to Next Code');
    await explainFromHover(bench);
    await bench.explained('5.7.750');
    const frame = await explanationFrame(bench);
    const focused = () => frame.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    await expect.poll(() => frame.evaluate(() => document.hasFocus())).toBe(true);
    const visited: string[] = [];
    for (let step = 0; step < 12; step += 1) {
      await keyboard.press('Tab');
      visited.push(await focused());
    }
    for (const name of [en['label.openChecklist'], en['label.goToLine']]) expect(visited).toContain(name);
    await frame.getByRole('link', { name: 'Source 1' }).first().focus();
    await keyboard.press('Enter');
    await expect.poll(() => frame.evaluate(() => document.activeElement?.id)).toBe('source-1');
    await frame.getByRole('button', { name: en['label.openChecklist'] }).focus();
    await keyboard.press('Enter');
    await bench.sideBar.getByText('5.7.750: 0 of 6').waitFor();
    const inChecklist = () => bench.page.evaluate(() => document.activeElement?.closest('.sidebar') !== null);
    await expect.poll(inChecklist).toBe(true);
    await keyboard.press('ArrowDown');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await bench.sideBar.getByText('5.7.750: 1 of 6').waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await bench.run('NDR Lens: Tick or Untick the Selected Row');
    await bench.sideBar.getByText('5.7.750: 2 of 6').waitFor();
    for (const step of ['domains', 'mfa'] as const)
      await bench.explanation
        .getByRole('listitem')
        .filter({ has: bench.explanation.getByRole('button', { name: en[`step.${step}.title`] }) })
        .getByText('✓ 3 of 3', { exact: true })
        .waitFor();
    await bench.picture('ticked');
  });
});

describe('the picture of the README', () => {
  const settings = { 'editor.wordWrap': 'on', 'editor.minimap.enabled': false };
  const it = windowTest('readme', { folder: samples, settings, size: { width: 1440, height: 860 } });

  it('shows bounce, explanation, checklist and results', async ({ bench }) => {
    bench.isUsedUp = true;
    const { mouse } = bench.page;
    await bench.inExplorerMenu(['logs'], 'Scan for 5.7.7xx…');
    await bench.result('5.7.750').first().waitFor();
    await bench.openFile(bounce);
    await bench.followLink();
    await bench.explained('5.7.750');
    await bench.showChecklist();
    await bench.tick(en['step.mfa.label']);
    await bench.row(en['step.mfa.label']).getByText('3/3').waitFor();
    await bench.unfold(en['step.domains.label']);
    await bench.tick(en['step.domains.action.list.title']);
    await bench.row(en['step.domains.label']).getByText('1/3').waitFor();
    await bench.result('5.7.750').first().click();
    await bench.run('Notifications: Clear All Notifications');
    // Wider by the edge of the side bar, for the rows to be read.
    const before = (await boxOf(bench.sideBar)).width;
    await mouse.move(350, 600);
    await mouse.down();
    await mouse.move(420, 600, { steps: 5 });
    await mouse.up();
    await mouse.move(700, 845);
    await expect.poll(async () => (await boxOf(bench.sideBar)).width).toBeGreaterThan(before);
    await bench.page.locator('.monaco-hover:not(.hidden)').first().waitFor({ state: 'hidden' });
    await bench.page.locator('.sash.active, .sash.hover').first().waitFor({ state: 'hidden' });
    await bench.save('readme');
  });
});

/** Sentences of another language that are shown. */
function foreignTexts(shown: string, others: Readonly<Record<string, string>>): string[] {
  return Object.values(others).filter((text) => text.length > 25 && shown.includes(text));
}

describe('in Italian', () => {
  const it = windowTest('italian', { language: 'it', folder: samples });

  it('everything a person reads is Italian', async ({ bench }) => {
    bench.isUsedUp = true;
    await bench.openFile('bounces/5.7.705-renewed-subscription.eml');
    const hover = await bench.hoverLink();
    expect(await hover.innerText()).toContain(it_['5.7.705.meaning']);
    await bench.picture('hover');
    await bench.followLink();
    const page = bench.explanation;
    await page.getByRole('heading', { name: it_['5.7.705.scenario.subscription.title'] }).waitFor();
    await page.locator('html[lang=it]').waitFor();
    await bench.showChecklist("NDR Lens: Apri l'elenco di controllo");
    await bench.row(it_['step.domains.label']).first().waitFor();
    await bench.sideBar.getByText('0 di 6 completati').waitFor();
    const entries = await bench.quickInput.entries('NDR Lens: Spiega');
    expect(entries).toContain('NDR Lens: Spiega il codice sotto il cursore');
    await bench.picture('window');
    const frame = await explanationFrame(bench);
    expect(foreignTexts(await frame.evaluate(() => document.body.innerText), en)).toEqual([]);
  });

  it('findings, dashboard and case are Italian, with dates and numbers as Italian has them', async ({
    bench,
  }) => {
    bench.isUsedUp = true;
    await bench.inExplorerMenu(['logs'], titles['command.scan.title']);
    await bench.result('5.7.750').first().waitFor();
    await bench.inExplorerMenu(['tenant'], titles['command.importTenantExport.title']);
    await bench.showChecklist("NDR Lens: Apri l'elenco di controllo");
    await bench.unfold(it_['step.connectors.label']);
    await bench.row('Certificato altrui: Relay service 365').first().waitFor();
    await bench.picture('checklist');
    await bench.ask(`NDR Lens: ${titles['command.showFindings.title'].replace('…', '')}`);
    await bench.quickInput.entry('Sottodominio non coperto').waitFor();
    await bench.picture('findings');
    await bench.page.keyboard.press('Escape');
    await bench.quickInput.gone();
    await bench.run(`NDR Lens: ${titles['command.openDashboard.title']}`);
    await bench.dashboard.getByRole('heading', { name: dashboardIt['chart.title'] }).waitFor();
    await bench.dashboard.getByRole('row', { name: /21 nov 2026, 01:20:31 UTC Accesso/ }).waitFor();
    await bench.picture('dashboard');
    const page = await (await explanationFrame(bench)).evaluate(() => document.body.innerText);
    expect(page).not.toMatch(/\d{4}-\d\d-\d\d/);
    expect(foreignTexts(page, { ...dashboardEn, ...diagnosisEn })).toEqual([]);
    await bench.run('View: Close Editor');
    await bench.ask(`NDR Lens: ${titles['command.createCaseReport.title'].replace('…', '')}`);
    await bench.quickInput.choose('Italiano');
    await bench.quickInput.choose('Mostra così come sono');
    await bench.quickInput.entry('Rilevamenti, riga per riga').waitFor();
    await bench.page.keyboard.press('Enter');
    await bench.page.locator('.monaco-editor').getByText('Caso per il supporto:').first().waitFor();
    await bench.picture('case');
  });
});

describe('in a window without a folder', () => {
  const it = windowTest('no-folder');

  it('pasted text has links, and ticks stay', async ({ bench }) => {
    bench.isUsedUp = true;
    await bench.run('File: New Untitled Text File');
    await bench.page.locator('.monaco-editor.focused').waitFor();
    await bench.page.keyboard.type('550 5.7.708 Service unavailable. ');
    await bench.links.first().waitFor();
    await bench.followLink();
    await bench.explained('5.7.708');
    await bench.showChecklist();
    const connectors = bench.row(en['step.connectors.label']);
    await bench.tick(en['step.connectors.label']);
    await connectors.getByText('6/6').waitFor();
    await bench.window.restart();
    await bench.showChecklist();
    await bench.row(en['step.connectors.label']).getByText('6/6').waitFor();
  });
});
