import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { repositoryRoot } from '../host/repository';
import { until } from '../host/until';
import type { VscodeWindow } from '../host/window';
import { keys } from './keys';
import { QuickInput } from './quickInput';
import { appears, disappears, saying } from './waiting';

/** VS Code's default themes: how settings and lists name them, and the class that the window has in each. */
export const themes = {
  dark: { name: 'Default Dark Modern', label: 'Dark Modern', class: 'vs-dark' },
  light: { name: 'Default Light Modern', label: 'Light Modern', class: 'vs' },
  'high-contrast': { name: 'Default High Contrast', label: 'Dark High Contrast', class: 'hc-black' },
  'high-contrast-light': {
    name: 'Default High Contrast Light',
    label: 'Light High Contrast',
    class: 'hc-light',
  },
} as const;

export type Theme = keyof typeof themes;
export const themeNames = Object.keys(themes) as Theme[];

/** What a person does and sees in a VS Code window, by the words and roles on screen. */
export class Workbench {
  /** True once something was done that cannot be set back: no other test is given this window. */
  isUsedUp = false;

  constructor(
    readonly window: VscodeWindow,
    /** The folder that is open, or nothing. */
    readonly folder: string,
    private readonly picturePrefix: string,
  ) {}

  get page(): Page {
    return this.window.page;
  }

  get quickInput(): QuickInput {
    return new QuickInput(this.page);
  }

  /** Saves what is on screen to test-results/. */
  picture(name: string): Promise<void> {
    return this.save(`${this.picturePrefix}-${name}`);
  }

  async save(name: string): Promise<void> {
    const folder = join(repositoryRoot(), 'test-results', 'screenshots');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }

  /** Saves a part of the window for a step of the walkthrough, from its left edge and as many pixels below its top as are left out. */
  async walkthroughPicture(step: string, theme: Theme, part: Locator, leftOut = 0): Promise<void> {
    const folder = join(repositoryRoot(), 'test-results', 'walkthrough');
    mkdirSync(folder, { recursive: true });
    const { x, y, width, height } = await boxOf(part);
    const clip = { x, y: y + leftOut, width: Math.min(width, 780), height: Math.min(height - leftOut, 360) };
    await this.page.screenshot({ path: join(folder, `${step}-${theme}.png`), clip });
  }

  async reload(): Promise<void> {
    await this.window.reload(() => this.run('Developer: Reload Window'));
  }

  async setTheme(theme: Theme): Promise<void> {
    // The class alone says nothing yet where the window is only just being drawn.
    await this.ask('Preferences: Color Theme');
    await this.quickInput.answer(themes[theme].label);
    await this.quickInput.choose(themes[theme].label);
    await this.inTheme(theme).waitFor();
  }

  /** The window, while it has a theme. */
  inTheme(theme: Theme): Locator {
    return this.page.locator(`.monaco-workbench.${themes[theme].class}`);
  }

  /** Opens a file in the first editor group, by its path in the folder. */
  async openFile(path: string): Promise<void> {
    const full = join(this.folder, path);
    const groups = this.page.locator('.editor-group-container');
    await until('the first editor group has the focus', async () => {
      await this.page.keyboard.press('Control+1');
      return (await groups.count()) < 2 || groups.first().and(this.page.locator('.active')).isVisible();
    });
    // By the whole path: searching by name takes a native program that a server from npm may lack.
    await this.quickInput.take('Control+P', full, (label) => label === basename(full));
    await this.quickInput.gone();
    await this.activeTab(basename(full)).waitFor();
  }

  activeTab(name: string): Locator {
    return this.page.locator('.tab.active', { hasText: name });
  }

  /** Runs a command through the palette, by its full title. */
  async run(title: string): Promise<void> {
    await this.ask(title);
    await this.quickInput.gone();
  }

  /** Runs a command that itself shows a quick input. */
  async ask(title: string): Promise<void> {
    await this.quickInput.take('F1', `>${title}`, (label) => label === title || label === `${title}…`);
  }

  /** Closes all editors, and gives up what is not saved in them. */
  async discardEditors(): Promise<void> {
    await this.run('View: Close All Editors');
    await this.button("Don't Save").click();
    await this.page.locator('.tab').first().waitFor({ state: 'hidden' });
  }

  /** Ticks or unticks a setting in the settings editor, by its name and its description, and closes that again. */
  async toggleSetting(name: string, description: string): Promise<void> {
    const { vscode } = this.window;
    const before = await vscode.readSettings();
    const editor = this.page.locator('.settings-editor');
    await this.run('Preferences: Open User Settings');
    const box = editor.locator('.suggest-input-container').first();
    await until('the settings are searched', async () => {
      await box.click();
      await this.page.keyboard.press('Control+A');
      await this.page.keyboard.type(name);
      return (await box.innerText()).trim() === name;
    });
    const setting = editor.locator('.setting-item-contents', { hasText: description });
    await setting.locator('.setting-value-checkbox').first().click();
    await until('the setting is written', async () => (await vscode.readSettings()) !== before);
    // Newer versions show settings over the window, older ones in a tab.
    if ((await this.activeTab('Settings').count()) > 0) await this.run('View: Close Editor');
    else
      await until('the settings are closed', async () => {
        // The key is taken where the focus is, and first empties the box.
        await box.click({ timeout: 2000 }).catch(() => undefined);
        await this.page.keyboard.press('Escape');
        return disappears(editor);
      });
    await editor.waitFor({ state: 'hidden' });
  }

  /** The links in the text, that under the mouse included. */
  get links(): Locator {
    return this.page.locator('.monaco-editor').locator('.detected-link, .detected-link-active');
  }

  /** Puts the mouse over a link and waits for our hover. */
  async hoverLink(index = 0): Promise<Locator> {
    const hover = this.page
      .locator('.monaco-hover:not(.hidden) .hover-row', { hasText: /5\.7\.7\d\d/ })
      // Not what VS Code says about the link itself, nor ours before it is whole.
      .filter({ has: this.page.locator('a[data-href^="command:ndrLens."]') })
      .first();
    await until('there is a hover', async () => {
      // A link that is found anew is off the screen for a moment.
      const box = await this.links.nth(index).boundingBox();
      if (!box) return false;
      const { x, y, width, height } = box;
      await this.page.mouse.move(x - 30, y + 40);
      await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
      return appears(hover);
    });
    return hover;
  }

  /** Follows a link until a panel shows. One that is found anew under the mouse takes no click; a person clicks again. */
  async followLink(index = 0): Promise<void> {
    const { keyboard, mouse } = this.page;
    await keyboard.down('Control');
    await until('the link is followed', async () => {
      // A link that is found anew is off the screen for a moment.
      const box = await this.links.nth(index).boundingBox();
      if (!box) return false;
      const { x, y, width, height } = box;
      await mouse.move(x - 30, y + 40);
      await mouse.move(x + width / 2, y + height / 2, { steps: 3 });
      if (!(await appears(this.page.locator('.detected-link-active').first()))) return false;
      await mouse.down();
      await mouse.up();
      return appears(this.page.locator('iframe.webview').first());
    });
    await keyboard.up('Control');
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

  get sideBar(): Locator {
    return this.page.locator('.sidebar');
  }

  /** Shows the checklist by its command: a click on the container hides one that is in front, or is about to be. */
  async showChecklist(title = 'NDR Lens: Open the Checklist'): Promise<void> {
    await this.run(title);
    await this.row('').first().waitFor();
  }

  row(text: string): Locator {
    return this.sideBar
      .getByRole('tree', { name: /^(Checklist|Elenco di controllo)/ })
      .locator('[role=treeitem]', {
        hasText: text,
      });
  }

  checkbox(text: string): Locator {
    return this.row(text).first().getByRole('checkbox');
  }

  /** Clicks the checkbox of a row. One that is drawn anew under the mouse takes no click; a person sees that and clicks again. */
  async tick(text: string): Promise<void> {
    await until(`the checkbox of ${text} takes the click`, async () => {
      await this.page.evaluate(() => {
        const state = globalThis as { tookClick?: boolean };
        state.tookClick = false;
        const note = ({ target }: Event) => {
          state.tookClick = target instanceof Element && target.closest('[role=checkbox]') !== null;
        };
        addEventListener('click', note, { capture: true, once: true });
      });
      await this.checkbox(text).click();
      return this.page.evaluate(() => (globalThis as { tookClick?: boolean }).tookClick === true);
    });
  }

  /** Opens a row, or closes it. */
  async unfold(text: string, isOpen = true): Promise<void> {
    const row = this.row(text).first();
    await until(`${text} is ${isOpen ? 'open' : 'closed'}`, async () => {
      if ((await row.getAttribute('aria-expanded')) === String(isOpen)) return true;
      await row.locator('.monaco-tl-twistie').click();
      return appears(row.and(this.page.locator(`[aria-expanded=${isOpen}]`)));
    });
  }

  /** Presses a button of a row; a row that is drawn anew forgets that the mouse is over it. */
  async press(text: string, name: string): Promise<void> {
    const row = this.row(text).first();
    const button = row.getByRole('button', { name });
    await until(`${text} has a button ${name}`, async () => {
      await this.page.mouse.move(700, 500);
      await row.hover();
      if (!(await appears(button))) return false;
      return button.click({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** The tree of the results. */
  get results(): Locator {
    return this.page.getByRole('tree', { name: /^(Results|Risultati)/ });
  }

  result(text: string | RegExp): Locator {
    return this.results.locator('[role=treeitem]', { hasText: text });
  }

  async showExplorer(): Promise<void> {
    await this.run('View: Show Explorer');
    await this.page.locator('.explorer-folders-view').waitFor();
  }

  file(name: string): Locator {
    return this.page
      .locator('.explorer-folders-view [role=treeitem]')
      .filter({ has: this.page.getByText(name, { exact: true }) })
      .first();
  }

  async unfoldFolder(name: string): Promise<void> {
    const isOpen = this.file(name).and(this.page.locator('[aria-expanded=true]'));
    if ((await isOpen.count()) === 0) await this.file(name).click();
    // A row that moves just then takes the click and not its meaning; the key opens, and never closes.
    while (!(await appears(isOpen))) await this.page.keyboard.press('ArrowRight');
  }

  /** Opens the menu of files or folders in the Explorer and takes an entry. */
  async inExplorerMenu(names: readonly string[], entry: string): Promise<void> {
    await this.showExplorer();
    for (const name of names)
      await until(`${name} is in the Explorer`, async () => {
        if (await appears(this.file(name))) return true;
        // VS Code may miss a file that was written while it was busy.
        await this.page.keyboard.press(keys.refreshExplorer);
        return false;
      });
    const last = this.file(names.at(-1) ?? '');
    await until('the menu is that of the files', async () => {
      for (const [index, name] of names.entries())
        await this.file(name).click({ modifiers: index === 0 ? [] : ['Control'] });
      await last.click({ button: 'right' });
      // Rows move under the mouse when a file comes up between them, and a file that has opened by now is selected alone.
      const isMeant = await Promise.all([
        appears(last.and(this.page.locator('.focused'))),
        ...names.map((name) => appears(this.file(name).and(this.page.locator('.selected')))),
      ]);
      if (isMeant.every(Boolean)) return true;
      await this.page.keyboard.press('Escape');
      return false;
    });
    const item = this.page.locator('.monaco-menu [role=menuitem]', { hasText: entry }).first();
    await item.hover();
    // A menu takes no click right after it has opened.
    await until(`the menu takes ${entry}`, async () => {
      if (await item.isVisible()) await item.click({ timeout: 2000 }).catch(() => undefined);
      return disappears(item);
    });
  }

  /** What VS Code says in a corner of the window. */
  notification(text: string): Locator {
    return this.page.locator('.notification-toast', { hasText: text });
  }

  /** Waits until the status bar has said something that it says for a moment only, once `act` is done. */
  saying(text: string, act: () => Promise<void>): Promise<void> {
    return saying(this.page, '.statusbar', text, act);
  }

  /** Writes into a note that opens in an editor. */
  async writeNote(name: string, text: string): Promise<void> {
    await this.activeTab(name).waitFor();
    await this.page.locator('.monaco-editor').last().click();
    await this.page.keyboard.type(text);
  }

  /** Answers what the report is asked for, and leaves out what it may leave out. */
  async reportWith(language: string, names: string): Promise<void> {
    await this.quickInput.choose(language);
    await this.quickInput.choose(names);
    for (const part of ['Findings, row by row', 'Files with', 'Codes found', 'What the codes mean'])
      await this.quickInput.choose(part);
    await this.page.keyboard.press('Enter');
    await this.quickInput.gone();
  }

  async saveReport(path: string): Promise<void> {
    await this.button('Save as HTML…').click();
    await this.quickInput.takePath(path);
    await this.button('Open in the Browser to Print').waitFor();
  }

  /** The button of a dialog or notification. */
  button(name: string): Locator {
    return this.page
      .locator('.monaco-dialog-box, .notification-toast')
      .getByRole('button', { name, exact: true })
      .first();
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}

/** Where something is on screen, once it is. */
export async function boxOf(locator: Locator) {
  await locator.waitFor();
  const box = await locator.boundingBox();
  if (!box) throw new Error('What should be clicked is not on screen.');
  return box;
}
