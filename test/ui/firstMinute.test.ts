import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import words from '../../package.nls.json';
import en from '../../src/core/knowledge/content/en.json';
import { windowTest } from './windowTest';
import { themeNames, type Workbench } from './workbench';

const widths = [1400, 700] as const;

/** Opens the walkthrough by name, among those of VS Code. */
async function openWalkthrough(bench: Workbench): Promise<Locator> {
  await bench.ask('Welcome: Open Walkthrough...');
  await bench.quickInput.answer(words['walkthrough.title']);
  await bench.page.keyboard.press('Enter');
  const page = bench.page.locator('.gettingStartedContainer');
  await page.getByText(words['walkthrough.open.title'], { exact: true }).waitFor();
  return page;
}

describe('the first minute, in a window without a folder', () => {
  const it = windowTest('first-minute', { size: { width: 1400, height: 900 } });

  it('goes from the walkthrough over the sample bounce to the first ticked step', async ({ bench }) => {
    bench.isUsedUp = true;
    const { page } = bench;
    // Nothing comes up by itself.
    expect(await page.locator('.tabs-container .tab, .notification-toast').count()).toBe(0);
    const walkthrough = await openWalkthrough(bench);
    const sample = walkthrough.getByRole('button', { name: words['command.openSample.title'] });
    const steps = walkthrough.locator('.getting-started-step').getByRole('checkbox');
    expect(await steps.count()).toBeGreaterThan(0);
    expect(await steps.count()).toBeLessThanOrEqual(6);
    for (const theme of themeNames) {
      await bench.setTheme(theme);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await sample.waitFor();
        await bench.picture(`walkthrough-${theme}-${width}`);
      }
    }
    await page.setViewportSize({ width: 1400, height: 900 });
    await sample.click();
    await bench.activeTab('5.7.705-compromised-account.eml').waitFor();
    const hover = await bench.hoverLink();
    await hover.getByText(en['label.openChecklist'], { exact: true }).click();
    await bench.sideBar.getByText('5.7.705: 0 of 6').waitFor();
    await bench.tick(en['step.domains.label']);
    await bench.sideBar.getByText('5.7.705: 1 of 6').waitFor();
    await bench.picture('ticked');
    // What was done is ticked off there too: a code was seen, a step ticked.
    await openWalkthrough(bench);
    for (const step of ['open', 'tick'] as const)
      await walkthrough
        .locator('.getting-started-step', { hasText: words[`walkthrough.${step}.title`] })
        .getByRole('checkbox', { checked: true })
        .waitFor();
    await bench.picture('walkthrough-done');
  });
});
