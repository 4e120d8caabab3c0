import { until } from '../host/until';
import { keys } from './keys';
import { disappears } from './waiting';
import type { Workbench } from './workbench';

/**
 * Sets a window back to where nothing was done yet: no editor, no results, no filter, no incident, no message, and the
 * Explorer in front. What was imported or grouped stays: tests that do so use their window up.
 */
export async function reset(bench: Workbench, restoreFolder: () => void): Promise<void> {
  const { page } = bench;
  await page.mouse.move(0, 0);
  if (!(await bench.inTheme('dark').isVisible())) await bench.setTheme('dark');
  await bench.quickInput.takeFocusAway();
  await page.keyboard.press('Escape');
  await page.keyboard.press(keys.beginAnew);
  await bench.activeTab('Untitled').waitFor();
  // What is still being concluded from results may write the incident once more.
  await until('the incident is gone', async () => {
    restoreFolder();
    return bench.sideBar.getByText('0 of 6 done', { exact: true }).isVisible();
  });
  await bench.result('Scan the Workspace').first().waitFor();
  const left = page.locator('.tabs-container .tab, .notification-toast');
  // What a test had begun may say something yet.
  await until('nothing is left', async () => {
    await page.keyboard.press(keys.toExplorer);
    await page.locator('.explorer-folders-view').waitFor();
    return disappears(left.first());
  });
}
