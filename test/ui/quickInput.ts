import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { until } from '../host/until';
import { appears, disappears } from './waiting';

/** The rows of the list, and what the widget shows of them. */
interface Rows {
  readonly labels: readonly string[];
  /** The row that Enter takes; -1 where there is none. */
  readonly focused: number;
  /** False while the list is still that of a text before. */
  readonly isFiltered: boolean;
}

/** The box and the list that drop from the top of the window: palette, files, questions. */
export class QuickInput {
  readonly box: Locator;
  readonly widget: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget');
    this.box = page.locator('.quick-input-box input');
  }

  /** The bar that moves while the list is being made. */
  private get working(): Locator {
    return this.widget.locator('.quick-input-progress.active, .monaco-progress-container.active');
  }

  async gone(): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** The row of an entry, by what it says. */
  entry(text: string): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  }

  /** Opens the widget with a key, types, and takes the entry that is meant. */
  async take(key: string, typed: string, isMeant: (label: string) => boolean): Promise<void> {
    // What is not in the list may come a moment later, as a command does after a reload, but only into a list that is opened anew.
    await until(`there is an entry ${typed}`, async () => {
      await this.open(key, typed);
      const isTaken = (await this.focus(isMeant)) && (await this.box.isVisible());
      await this.page.keyboard.press(isTaken ? 'Enter' : 'Escape');
      return isTaken;
    });
  }

  /** The palette's entries for what was typed. */
  async entries(typed: string): Promise<readonly string[]> {
    await this.open('F1', `>${typed}`);
    const { labels } = await this.rows();
    await this.page.keyboard.press('Escape');
    await this.gone();
    return labels;
  }

  /** Takes an entry of the list that a command shows, or marks it where several can be taken. */
  async choose(text: string): Promise<void> {
    const entry = this.entry(text);
    const checkbox = entry.getByRole('checkbox');
    await entry.waitFor();
    const isMark = (await checkbox.count()) > 0;
    const before = isMark && (await checkbox.isChecked());
    await entry.click();
    if (!isMark) await entry.waitFor({ state: 'hidden' });
    else await until(`${text} is marked`, async () => (await checkbox.isChecked()) !== before);
  }

  /** Types into the box that a command shows in place of the palette. */
  async answer(text: string): Promise<void> {
    await until('there is a box to type into', async () => {
      const isThere = await this.box.isVisible();
      return isThere && !(await this.box.inputValue().catch(() => '>')).startsWith('>');
    });
    await this.box.fill(text);
  }

  /** Types a path into the box that asks for a file, once that shows the folder it begins in. */
  async answerPath(path: string): Promise<void> {
    await until('there is a box for a path', async () => {
      // It writes its own path into the box once it has listed the folder.
      const isListed = (await this.entry('').isVisible()) && (await this.working.count()) === 0;
      return isListed && (await this.box.inputValue().catch(() => '')).startsWith('/');
    });
    await this.box.fill(path);
  }

  /** Types a path and presses Enter until it is taken: the box looks at a folder first. */
  async takePath(path: string): Promise<void> {
    await this.answerPath(path);
    // A file that is there is in the list once its folder is, and Enter is lost before.
    if (existsSync(path)) await this.entry(basename(path)).waitFor();
    await until(`the path ${path} is taken`, async () => {
      await this.page.keyboard.press('Enter');
      if (await disappears(this.widget)) return true;
      // A key while it lists a folder is lost with what was typed until then: both come anew.
      for (const typed of [`${dirname(path)}/`, path])
        await this.box.fill(typed, { timeout: 2000 }).catch(() => undefined);
      return false;
    });
  }

  /** What takes the focus while a window settles loses the key, or closes the widget again. */
  private async open(key: string, text: string): Promise<void> {
    await until(`the quick input takes ${text}`, async () => {
      if (!(await this.box.isVisible())) {
        await this.page.keyboard.press(key);
        if (!(await appears(this.box))) {
          await this.takeFocusAway();
          return false;
        }
      }
      const isTyped = await this.box.fill(text, { timeout: 2000 }).then(
        () => true,
        () => false,
      );
      return isTyped && this.filtered(text);
    });
  }

  /** Waits for the list of a text; false when the widget closes meanwhile. */
  private async filtered(text: string): Promise<boolean> {
    let isOpen = true;
    await until(`the list shows ${text}`, async () => {
      isOpen = (await this.box.isVisible()) && (await this.box.inputValue()) === text;
      return !isOpen || (await this.rows()).isFiltered;
    });
    return isOpen;
  }

  /** Goes down to the entry that is meant; false when there is none. */
  private async focus(isMeant: (label: string) => boolean): Promise<boolean> {
    let isThere = true;
    await until('the entry has the focus', async () => {
      const { labels, focused } = await this.rows();
      const wanted = labels.findIndex(isMeant);
      isThere = wanted >= 0;
      if (!isThere || wanted === focused) return true;
      await this.page.keyboard.press('ArrowDown');
      return false;
    });
    return isThere;
  }

  private rows(): Promise<Rows> {
    return this.page.locator('.quick-input-list').evaluate((list) => {
      const rows = [...list.querySelectorAll('.monaco-list-row')];
      const labels = rows.map((row) => row.querySelector('.label-name')?.textContent ?? '');
      return {
        labels,
        focused: rows.findIndex((row) => row.classList.contains('focused')),
        // What matches has the typed letters marked; where nothing does, the palette says so or offers others.
        isFiltered:
          list.querySelector('.label-name .highlight') !== null ||
          /^No matching/.test(labels[0] ?? '') ||
          rows[0]?.textContent?.includes('similar commands') === true,
      };
    });
  }

  /** A key gets lost in a webview that is still loading, and while the focus moves. */
  async takeFocusAway(): Promise<void> {
    await this.page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
  }
}
