import type { WriteStream } from 'node:fs';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { reportMark } from '../reportMark';

/**
 * Opens the address of a window whose tests begin at once, prints what they report, and keeps the rest in a log.
 * @returns the code that they end with
 * @throws when the window ends before its tests
 */
export async function runTestsAt(page: Page, url: string, log: WriteStream): Promise<number> {
  const ended = new Promise<number>((resolve, reject) => {
    void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
    const fail = () => reject(new Error('The window ended before its tests.'));
    page.once('crash', fail).once('close', fail);
  });
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    const text = format(...args);
    log.write(`${text}\n`);
    if (text.startsWith(reportMark)) process.stdout.write(`${text.replaceAll(reportMark, '')}\n`);
  });
  await page.goto(url, { timeout: 0 });
  return await ended;
}
