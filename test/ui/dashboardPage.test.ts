import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { emptyDashboard } from '../../src/core/dashboard/content';
import en from '../../src/core/dashboard/content/en.json';
import it_ from '../../src/core/dashboard/content/it.json';
import { withTime } from '../../src/core/dashboard/filterParts';
import type { DashboardContent } from '../../src/core/dashboard/view';
import { scanOf, settings } from '../unit/core/dashboard/scanOf';
import { event } from '../unit/core/logs/toldEvents';
import { contentOf, incidentScan } from './incidentScan';
import { saying } from './waiting';
import { themeNames, type WebviewPage } from './webviewPage';
import { pictures, webviewPages } from './webviewPages';

const incident = incidentScan();

const openPage = webviewPages('dashboard');
let webview: WebviewPage;

async function shown(
  content: DashboardContent,
  options: Parameters<typeof WebviewPage.open>[2] = {},
): Promise<WebviewPage> {
  webview = await openPage(options);
  await webview.send({ type: 'show', content });
  await webview.page.getByRole('heading', { level: 1 }).waitFor();
  return webview;
}

const troubles = () => webview.troubles();
const overflow = () => webview.overflow();
const lastPosted = async () => (await webview.posted()).at(-1);
const picture = (name: string, height?: number) =>
  webview.page.screenshot({
    path: join(pictures, `dashboard-${name}.png`),
    fullPage: true,
    ...(height === undefined ? {} : { clip: { x: 0, y: 0, width: 300, height } }),
  });

/** How many different colours a canvas has, an empty one having one. */
function coloursOf(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const data =
      (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    return new Set(new Uint32Array(new Uint8ClampedArray(data).buffer)).size;
  });
}

describe.each(themeNames)('in the %s theme', (theme) => {
  it.each([
    ['wide', 1200],
    ['narrow', 300],
  ] as const)('the dashboard is whole and free of barriers, %s', async (name, width) => {
    const filter = {
      server: 'MAIL01',
      ...withTime({}, Date.UTC(2026, 10, 24), Date.UTC(2026, 10, 25), settings),
    };
    await shown(contentOf(incident, name === 'narrow' ? { filter } : {}), { theme, width });
    await webview.page.locator('canvas').first().waitFor();
    await picture(`${theme}-${name}`, name === 'narrow' ? 1500 : undefined);
    expect(await coloursOf(webview.page.locator('.chart canvas'))).toBeGreaterThan(6);
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await troubles()).toEqual([]);
    await webview.page.getByText(en['chart.table']).click();
    await webview.page.getByRole('table', { name: en['chart.title'] }).waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await troubles()).toEqual([]);
  });
});

describe('the page', () => {
  it('leads to the first scan', async () => {
    await shown(emptyDashboard('en'));
    await webview.page.getByRole('button', { name: en['action.scan'] }).click();
    expect(await webview.posted()).toEqual([{ type: 'ready' }, { type: 'scan' }]);
    expect(await troubles()).toEqual([]);
    await picture('empty');
  });

  it('begins with the case for Support, which most people need next', async () => {
    await shown(contentOf(incident));
    const [first] = await webview.page.locator('.actions button').all();
    expect(await first?.innerText()).toBe(en['action.createCase']);
    await first?.click();
    expect(await lastPosted()).toEqual({ type: 'createCase' });
  });

  it('says that a scan runs, and how it ended', async () => {
    await shown(contentOf({ ...incident, state: 'running' }));
    await webview.page.locator('header').getByText(en['state.running']).waitFor();
    const cancelled = contentOf({ ...incident, state: 'cancelled' });
    await webview.send({ type: 'show', content: cancelled });
    await webview.page.locator('header').getByText(en['state.cancelled']).waitFor();
  });

  it('takes on another theme while it is open', async () => {
    await shown(contentOf(incident), { theme: 'dark' });
    const colour = () => webview.page.locator('.swatch').first().evaluate(middlePixel);
    expect(await colour()).toEqual([0xf1, 0x4c, 0x4c]);
    await webview.setTheme('light');
    await expect.poll(colour).toEqual([0xe5, 0x14, 0x00]);
  });

  it('speaks Italian', async () => {
    await shown(contentOf(incident, { language: 'it', filter: { code: '5.7.750' } }), { language: 'it' });
    const words = await webview.page.locator('main').innerText();
    for (const text of [
      it_['reading.title'],
      it_['chart.title'],
      it_['action.copyImage'],
      it_['part.domain'],
    ])
      expect(words).toContain(text);
    for (const [id, text] of Object.entries(en))
      if (text.length > 12 && !text.includes('{')) expect(words.includes(text), id).toBe(false);
    await picture('italian');
  });

  it('keeps its place, what is unfolded and the focus while numbers change', async () => {
    await shown(contentOf({ ...incident, state: 'running' }));
    const more = webview.page.getByRole('button', { name: '61 More' });
    await more.click();
    const sender = webview.page.getByRole('button', { name: 'device22@crm.adatum.example' });
    await sender.focus();
    const scrolled = await webview.page.evaluate(() => scrollY);
    await webview.send({ type: 'show', content: contentOf(incident) });
    await expect.poll(() => sender.evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await webview.page.evaluate(() => scrollY)).toBe(scrolled);
  });
});

/** The colour of the middle of a canvas. */
function middlePixel(element: Element): number[] {
  const canvas = element as HTMLCanvasElement;
  const data = canvas.getContext('2d')?.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data;
  return [...(data ?? [])].slice(0, 3);
}

describe('at large text', () => {
  it.each([
    [300, '20px'],
    [640, '32px'],
  ] as const)('the page stays within %i pixels in %s', async (width, size) => {
    await shown(contentOf(incident, { filter: { server: 'MAIL01' } }), { width });
    await webview.page.evaluate(
      (value) => document.documentElement.style.setProperty('--vscode-font-size', value),
      size,
    );
    await webview.page.getByText(en['chart.table']).click();
    await picture(`large-${width}`);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});

describe('the fields for a time', () => {
  it('keep what is being filled in while numbers change', async () => {
    await shown(contentOf({ ...incident, state: 'running' }));
    const from = webview.page.getByLabel(en['time.from']);
    await from.fill('2026-11-24T01:30');
    await webview.send({ type: 'show', content: contentOf(incident) });
    await webview.page.getByText(en['state.running']).first().waitFor({ state: 'detached' });
    expect(await from.inputValue()).toBe('2026-11-24T01:30');
    expect(await from.evaluate((field) => field === document.activeElement)).toBe(true);
  });
});

describe('filtering', () => {
  it('goes by each bar, with mouse and keyboard, and says which are on', async () => {
    await shown(contentOf(incident));
    await webview.page.getByRole('button', { name: 'nas.adatum.example', exact: true }).click();
    expect(await lastPosted()).toEqual({ type: 'toggle', part: 'domain', value: 'nas.adatum.example' });
    await webview.page.getByRole('button', { name: 'MAIL02' }).focus();
    await webview.page.keyboard.press('Enter');
    expect(await lastPosted()).toEqual({ type: 'toggle', part: 'server', value: 'MAIL02' });
    await webview.send({ type: 'show', content: contentOf(incident, { filter: { server: 'MAIL02' } }) });
    const pressed = webview.page.locator('[aria-pressed=true]');
    await expect.poll(() => pressed.allInnerTexts()).toEqual(['MAIL02']);
    await webview.page.getByText('filtered hits: 450 of 900').first().waitFor();
    await webview.page.getByRole('button', { name: 'Remove the filter Server: MAIL02' }).click();
    expect(await lastPosted()).toEqual({ type: 'remove', part: 'server' });
    await webview.page.getByRole('button', { name: en['action.clear'] }).click();
    expect(await lastPosted()).toEqual({ type: 'clear' });
  });

  it('moves the focus to the title when what had it is gone', async () => {
    await shown(contentOf(incident, { filter: { server: 'MAIL02' } }));
    await webview.page.getByRole('button', { name: en['action.clear'] }).focus();
    await webview.send({ type: 'show', content: contentOf(incident) });
    await expect.poll(() => webview.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });

  it('goes by the time that is dragged out, in whole bars', async () => {
    await shown(contentOf(incident));
    const over = webview.page.locator('.u-over');
    const box = await over.boundingBox();
    if (!box) throw new Error('There is no chart.');
    const hours = (hour: number) => box.x + (box.width * hour) / 45;
    await webview.page.mouse.move(hours(2.5), box.y + 50);
    await webview.page.mouse.down();
    await webview.page.mouse.move(hours(4.5), box.y + 60, { steps: 5 });
    await webview.page.screenshot({ path: join(pictures, 'dashboard-brush.png') });
    await webview.page.mouse.up();
    // From 14:00 on; two bars and a half reach into three.
    expect(await lastPosted()).toEqual({
      type: 'time',
      from: Date.UTC(2026, 10, 23, 16),
      until: Date.UTC(2026, 10, 23, 19),
    });
  });

  it('goes by the bar that is clicked, which says its numbers', async () => {
    await shown(contentOf(incident));
    const box = await webview.page.locator('.u-over').boundingBox();
    if (!box) throw new Error('There is no chart.');
    await webview.page.mouse.move(box.x + box.width * (10.5 / 45), box.y + 40);
    await webview.page
      .getByText(/^Nov 24, 2026, 00:00 UTC[+\d:]* · 5\.7\.750: \d+ · .*Delivered: \d+$/)
      .waitFor();
    await webview.page.mouse.down();
    await webview.page.mouse.up();
    expect(await lastPosted()).toEqual({
      type: 'time',
      from: Date.UTC(2026, 10, 24, 0),
      until: Date.UTC(2026, 10, 24, 1),
    });
  });

  it('goes up to the end where the drag ends beyond the chart', async () => {
    const content = contentOf(incident);
    await shown(content);
    const box = await webview.page.locator('.u-over').boundingBox();
    if (!box) throw new Error('There is no chart.');
    const { mouse } = webview.page;
    await mouse.move(box.x + box.width / 2, box.y + 40);
    await mouse.down();
    await mouse.move(box.x + box.width - 5, box.y + 40, { steps: 3 });
    await mouse.move(box.x + box.width + 30, box.y + box.height + 40, { steps: 3 });
    await mouse.up();
    const last = content.view?.chart?.starts.at(-1) ?? Number.NaN;
    expect(await lastPosted()).toMatchObject({ type: 'time', until: last + 3_600_000 });
  });

  it('goes by time with the keyboard: by the table and by two fields', async () => {
    await shown(contentOf(incident));
    await webview.page.getByText(en['chart.table']).focus();
    await webview.page.keyboard.press('Enter');
    await webview.page.getByRole('button', { name: 'Nov 23, 2026, 15:00' }).press('Enter');
    expect(await lastPosted()).toEqual({
      type: 'time',
      from: Date.UTC(2026, 10, 23, 15),
      until: Date.UTC(2026, 10, 23, 16),
    });
    await webview.page.getByLabel(en['time.from']).fill('2026-11-24T01:30');
    await webview.page.getByLabel(en['time.until']).fill('2026-11-24T02:00');
    await webview.page.getByRole('button', { name: en['action.showTime'] }).press('Enter');
    expect(await lastPosted()).toEqual({
      type: 'time',
      from: Date.UTC(2026, 10, 24, 1, 30),
      until: Date.UTC(2026, 10, 24, 2),
    });
  });

  it('asks for another unit and for an explanation', async () => {
    await shown(contentOf(incident));
    await webview.page.getByRole('radio', { name: en['unit.day'] }).check();
    expect(await lastPosted()).toEqual({ type: 'unit', unit: 'day' });
    await webview.page.getByRole('button', { name: 'Explain 5.7.705' }).click();
    expect(await lastPosted()).toEqual({ type: 'explain', code: '5.7.705' });
  });
});

describe('copying', () => {
  it('puts a picture on the clipboard', async () => {
    await shown(contentOf(incident));
    await webview.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await saying(webview.page, 'main', en['picture.copied'], () =>
      webview.page.getByRole('button', { name: en['action.copyImage'] }).click(),
    );
    const bytes = await webview.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const blob = await item?.getType('image/png');
      return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
    });
    expect(bytes.slice(1, 4)).toEqual([...Buffer.from('PNG')]);
    const { width, height } = pngSize(Buffer.from(bytes));
    expect(width).toBe(2400);
    expect(height).toBeGreaterThan(1600);
  });

  it('hands the picture to the extension where there is no clipboard', async () => {
    await shown(contentOf(incident, { filter: { server: 'MAIL01' } }), { width: 300, theme: 'light' });
    await webview.page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', {
        value: { write: () => Promise.reject(new DOMException('', 'NotAllowedError')) },
      });
    });
    await webview.page.getByRole('button', { name: en['action.copyImage'] }).click();
    await expect.poll(async () => (await lastPosted())?.type).toBe('savePicture');
    const png = await webview.page.evaluate(() => {
      const posted = (globalThis as unknown as { posted: { png?: Uint8Array }[] }).posted;
      return [...(posted.at(-1)?.png ?? [])];
    });
    expect(pngSize(Buffer.from(png)).width).toBe(2400);
    writeFileSync(join(pictures, 'dashboard-copied.png'), Buffer.from(png));
  });

  it('asks for the report', async () => {
    await shown(contentOf(incident));
    await webview.page.getByRole('button', { name: en['action.copyMarkdown'] }).click();
    expect(await lastPosted()).toEqual({ type: 'copyMarkdown' });
  });
});

/** Width and height in the header of a PNG file. */
function pngSize(png: Buffer): { width: number; height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

describe('hostile names', () => {
  const name = `<img src=x onerror=alert(1)>"'><script>alert(1)\u202egnp.\u0007${'W'.repeat(900)}`;
  const events = Array.from({ length: 30 }, (_, index) =>
    event({
      sender: `${name}@x${index}.example`,
      server: name,
      connector: `](command:x) ${name}`,
      source: name,
      remoteHost: name,
      time: new Date(Date.UTC(2026, 10, 24, 12, index)).toISOString(),
    }),
  );

  it.each([1200, 300])(
    'become plain words within %i pixels, and are filtered by as they are',
    async (width) => {
      await shown(contentOf(scanOf(events), { filter: { server: name } }), { width });
      const { page } = webview;
      await page.getByRole('button', { name: '22 More' }).first().click();
      expect(await page.locator('main img, main script, main iframe, [onerror]').count()).toBe(0);
      expect(await page.locator('main').innerText()).not.toMatch(/[\u202e\u0007]/);
      await page
        .getByText(/\[U\+202E\]gnp\.␇W+…W+@x7\.example/)
        .first()
        .waitFor();
      expect(await overflow()).toBeLessThanOrEqual(0);
      expect(await troubles()).toEqual([]);
      await page.getByRole('button', { name: '](command:x)' }).click();
      expect(await lastPosted()).toEqual({
        type: 'toggle',
        part: 'connector',
        value: `](command:x) ${name}`.slice(0, 998),
      });
      await picture(`hostile-${width}`);
      await page.getByRole('button', { name: en['action.copyImage'] }).click();
      await expect.poll(async () => (await lastPosted())?.type).toBe('savePicture');
    },
  );
});

/** Counts from now on what canvases are told to draw. */
async function countPathSteps(): Promise<void> {
  await webview.page.evaluate(() => {
    const state = globalThis as { pathSteps?: number };
    state.pathSteps = 0;
    for (const name of ['lineTo', 'rect', 'arc'] as const) {
      const draw: (...numbers: never[]) => void = Path2D.prototype[name];
      Path2D.prototype[name] = function (this: Path2D, ...numbers: never[]) {
        state.pathSteps = (state.pathSteps ?? 0) + 1;
        draw.apply(this, numbers);
      };
    }
  });
}

describe('a huge scan', () => {
  it('is drawn with bounded work, capped, and says so', async () => {
    const [bars, codes] = [5000, 2];
    const hour = 3_600_000;
    const start = Date.UTC(2022, 3, 1);
    const events = Array.from({ length: 40_000 }, (_, index) =>
      event({
        sender: `user${index}@x${index % 15_000}.example`,
        time: new Date(start + index * hour).toISOString(),
        code: index % 3 === 0 ? '5.7.750' : '5.7.705',
      }),
    );
    const content = contentOf(scanOf(events), { unit: 'hour' });
    webview = await openPage();
    await countPathSteps();
    await webview.send({ type: 'show', content });
    await webview.page.locator('.chart canvas').waitFor();
    await webview.page.evaluate(() => new Promise(requestAnimationFrame));
    const { steps, nodes } = await webview.page.evaluate(() => ({
      steps: (globalThis as { pathSteps?: number }).pathSteps ?? 0,
      nodes: document.querySelectorAll('*').length,
    }));
    // A step for each bar that is drawn, and as many elements as a small scan has.
    expect(steps).toBeGreaterThanOrEqual(bars * codes);
    expect(steps).toBeLessThan(bars * codes + 100);
    expect(nodes).toBeLessThan(500);
    for (const words of [
      'Only the last 5,000 bars are shown.',
      'The first 500 of 20,000.',
      "Blocked messages whose names aren't counted individually: 20,000.",
    ])
      await webview.page.getByText(words).first().waitFor();
    await webview.page.getByRole('button', { name: '492 More' }).first().click();
    await webview.page.getByText(en['chart.table']).click();
    await webview.page.getByText('The last 300 of 5,000.').waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await picture('huge');
  });
});
