import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { repositoryRoot } from '../host/repository';

/** What a person does and sees in a VS Code window, by the words and roles on screen. */
export class Workbench {
  constructor(
    private readonly page: Page,
    private readonly picturePrefix: string,
  ) {}

  /** Saves what is on screen to test-results/. */
  picture(name: string): Promise<void> {
    return this.save(`${this.picturePrefix}-${name}`);
  }

  async save(name: string): Promise<void> {
    const folder = join(repositoryRoot(), 'test-results', 'screenshots');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }

  /** Opens a file in the first editor group, by its path. */
  async openFile(path: string): Promise<void> {
    await this.page.keyboard.press('Control+1');
    // By the whole path: searching by name takes a native program that a server from npm may lack.
    await this.take('Control+P', path, (label) => label === basename(path));
    await this.quickInputGone();
    await this.page.locator('.tab.active', { hasText: basename(path) }).waitFor();
  }

  /** Runs a command through the palette, by its full title. */
  async run(title: string): Promise<void> {
    await this.ask(title);
    await this.quickInputGone();
  }

  /** Runs a command that itself shows a quick input. */
  async ask(title: string): Promise<void> {
    await this.take('F1', title, (label) => label === title || label === `${title}…`);
  }

  /**
   * Types into a quick input and takes the entry that is meant. What is not in the list may come a moment later, as a
   * command does after a reload, but only into a list that is opened anew.
   */
  private async take(key: string, typed: string, isMeant: (label: string) => boolean): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline) {
      await this.typeIntoQuickInput(key, typed);
      const labels = await this.labels();
      const index = labels.findIndex(isMeant);
      if (index >= 0) {
        for (let downs = 0; downs < index; downs += 1) await this.page.keyboard.press('ArrowDown');
        await this.page.keyboard.press('Enter');
        return;
      }
      await this.page.keyboard.press('Escape');
      await this.quickInputGone();
      await this.page.waitForTimeout(300);
    }
    throw new Error(`No such entry: ${typed}`);
  }

  /** The first label of each row of the quick input's list; a row may show a second one in English. */
  private labels(): Promise<string[]> {
    return this.page
      .locator('.quick-input-list [role=option]')
      .evaluateAll((rows) => rows.map((row) => row.querySelector('.label-name')?.textContent ?? ''));
  }

  private async typeIntoQuickInput(key: string, text: string): Promise<void> {
    const input = this.page.locator('.quick-input-box input');
    const entries = this.page.locator('.quick-input-list [role=option]');
    // What takes the focus while a window settles loses the key, or closes the input again.
    for (let tries = 0; tries < 10; tries += 1) {
      if (!(await input.isVisible())) {
        await this.page.keyboard.press(key);
        await input.waitFor({ timeout: 2500 }).catch(() => this.takeFocusAway());
      }
      const isFilled = await input.fill(key === 'F1' ? `>${text}` : text, { timeout: 2500 }).then(
        () =>
          entries
            .first()
            .waitFor({ timeout: 3000 })
            .then(
              () => true,
              () => false,
            ),
        () => false,
      );
      if (isFilled) {
        // The list is filtered a moment after the text.
        await this.page.waitForTimeout(300);
        if (await input.isVisible()) return;
      }
    }
    throw new Error(`The quick input does not stay open for: ${text}`);
  }

  /** A key gets lost in a webview that is still loading, and while the focus moves. */
  private async takeFocusAway(): Promise<void> {
    await this.page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
  }

  private async quickInputGone(): Promise<void> {
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** The palette's entries for what was typed. */
  async paletteEntries(typed: string): Promise<string[]> {
    await this.typeIntoQuickInput('F1', typed);
    const entries = await this.labels();
    await this.page.keyboard.press('Escape');
    await this.quickInputGone();
    return entries;
  }

  /** Ticks or unticks a setting in the settings editor, by its name and its description, and closes that again. */
  async toggleSetting(name: string, description: string): Promise<void> {
    await this.run('Preferences: Open User Settings');
    await this.page.locator('.settings-editor .suggest-input-container').first().waitFor();
    await this.page.keyboard.type(name);
    const setting = this.page.locator('.settings-editor .setting-item-contents', { hasText: description });
    const checkbox = setting.locator('.setting-value-checkbox').first();
    const before = await checkbox.getAttribute('aria-checked');
    await checkbox.click();
    await setting.locator(`.setting-value-checkbox:not([aria-checked="${before}"])`).first().waitFor();
    // It writes a moment after the click, and not at all once it is closed.
    await this.page.waitForTimeout(1000);
    const editor = this.page.locator('.settings-editor');
    // Newer versions show settings over the window, older ones in a tab.
    await this.page.keyboard.press('Escape');
    await editor.waitFor({ state: 'hidden', timeout: 1500 }).catch(() => this.run('View: Close Editor'));
    await editor.waitFor({ state: 'hidden' });
  }

  get links(): Locator {
    return this.page.locator('.monaco-editor .detected-link');
  }

  /** Puts the mouse over a link and waits for our hover. */
  async hoverLink(index = 0): Promise<Locator> {
    const box = await this.boxOf(this.links.nth(index));
    await this.page.mouse.move(box.x - 30, box.y + 40);
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    const hover = this.page
      .locator('.monaco-hover:not(.hidden) .hover-row', { hasText: /5\.7\.7\d\d/ })
      .first();
    await hover.waitFor();
    return hover;
  }

  async followLink(index = 0): Promise<void> {
    const box = await this.boxOf(this.links.nth(index));
    await this.page.keyboard.down('Control');
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
    await this.page.locator('.detected-link-active').first().waitFor();
    await this.page.mouse.down();
    await this.page.mouse.up();
    await this.page.keyboard.up('Control');
  }

  /** The page inside the explanation's webview. */
  get explanation(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** The page inside the dashboard's webview, while no other webview is in sight. */
  get dashboard(): FrameLocator {
    return this.explanation;
  }

  async explained(code: string): Promise<void> {
    await this.explanation.getByRole('heading', { level: 1, name: code }).waitFor();
  }

  get container(): Locator {
    return this.page.locator('.activitybar').getByRole('tab', { name: 'NDR Lens' });
  }

  /** Shows the checklist by its command: a click on the container hides one that is in front, or is about to be. */
  async showChecklist(title = 'NDR Lens: Open the Checklist'): Promise<void> {
    await this.run(title);
    await this.row('').first().waitFor();
  }

  get checklist(): Locator {
    return this.page.locator('.sidebar');
  }

  row(text: string): Locator {
    return this.checklist
      .getByRole('tree', { name: /^(Checklist|Elenco di controllo)/ })
      .locator('[role=treeitem]', {
        hasText: text,
      });
  }

  checkbox(text: string): Locator {
    return this.row(text).first().getByRole('checkbox');
  }

  /** Opens a row, or closes it. */
  async unfold(text: string, isOpen = true): Promise<void> {
    const row = this.row(text).first();
    if ((await row.getAttribute('aria-expanded')) !== String(isOpen))
      await row.locator('.monaco-tl-twistie').click();
    await this.page.waitForTimeout(300);
  }

  /** Presses a button of a row; a row that is drawn anew forgets that the mouse is over it. */
  async press(text: string, name: string): Promise<void> {
    const button = this.row(text).first().getByRole('button', { name });
    for (let tries = 0; tries < 5; tries += 1) {
      await this.page.mouse.move(700, 500);
      await this.row(text).first().hover();
      const isPressed = await button.click({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (isPressed) return;
    }
    throw new Error(`No button ${name} in the row ${text}`);
  }

  /** The tree of the results. */
  get results(): Locator {
    return this.page.getByRole('tree', { name: /^(Results|Risultati)/ });
  }

  result(text: string | RegExp): Locator {
    return this.results.locator('[role=treeitem]', { hasText: text });
  }

  /** Takes an entry of the list that a command shows. */
  async pick(label: string): Promise<void> {
    await this.page
      .locator('.quick-input-list [role=option]')
      .filter({ has: this.page.locator('.label-name', { hasText: label }) })
      .first()
      .click();
  }

  /** Takes an entry of a list, or marks it in one of which several can be taken; the next list may follow at once. */
  async choose(label: string): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
    await this.page.waitForTimeout(300);
  }

  /** Types into the box that a command shows. */
  async typeInto(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-box input');
    // The palette gives way to it, or to a list of its own.
    await this.page.waitForTimeout(1000);
    await input.waitFor();
    await input.fill(text);
  }

  /** Opens a file's or folder's menu in the Explorer and takes an entry. */
  async inExplorerMenu(names: readonly string[], entry: string): Promise<void> {
    await this.run('View: Show Explorer');
    const row = (name: string) =>
      this.page.locator('.explorer-folders-view [role=treeitem]').filter({ hasText: name }).first();
    for (const [index, name] of names.entries())
      await row(name).click({ modifiers: index === 0 ? [] : ['Control'] });
    await row(names.at(-1) ?? '').click({ button: 'right' });
    const item = this.page.locator('.monaco-menu [role=menuitem]', { hasText: entry }).first();
    await item.hover();
    // A menu takes no click right after it has opened.
    await this.page.waitForTimeout(500);
    await item.click();
    await item.waitFor({ state: 'hidden' });
  }

  /** The button of a dialog or notification. */
  button(name: string): Locator {
    return this.page
      .locator('.monaco-dialog-box, .notification-toast')
      .getByRole('button', { name, exact: true })
      .first();
  }

  private async boxOf(locator: Locator) {
    await locator.waitFor();
    const box = await locator.boundingBox();
    if (!box) throw new Error('What should be clicked is not on screen.');
    return box;
  }
}
