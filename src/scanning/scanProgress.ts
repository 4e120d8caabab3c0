import * as vscode from 'vscode';
import { languageOf } from '../core/code/language';
import { sizeText } from '../core/code/size';
import { countText } from '../shared/mailCounts';
import { resultsViewId } from './resultsViewId';
import { numbersText } from './resultTexts';
import type { ScanSession, ShownProgress } from './scanSession';

/** A scan that is done sooner needs no notification, in milliseconds. */
const patience = 1000;

/** Shows how far a scan is until it ends, with a button that ends it. */
export function showProgress(session: ScanSession, ended: Promise<unknown>, cancel: () => void): void {
  const end = async () => void (await ended);
  void vscode.window.withProgress({ location: { viewId: resultsViewId } }, end);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  setTimeout(() => {
    if (!isOver) notify(session, end, cancel);
  }, patience);
}

function notify(session: ScanSession, end: () => Promise<void>, cancel: () => void): void {
  void vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Scanning for 5.7.7xx'),
      cancellable: true,
    },
    async (progress, token) => {
      progress.report({ message: vscode.l10n.t('looking for files') });
      let percent = 0;
      const subscriptions = [
        token.onCancellationRequested(cancel),
        session.onDidProgress((news) => {
          const now = news.totalBytes === 0 ? 100 : (100 * news.bytes) / news.totalBytes;
          progress.report({ message: progressText(news), increment: Math.max(0, now - percent) });
          percent = Math.max(percent, now);
        }),
      ];
      await end();
      for (const subscription of subscriptions) subscription.dispose();
    },
  );
}

function progressText({ bytes, totalBytes, files, totalFiles, blocked, mentions }: ShownProgress): string {
  const language = languageOf(vscode.env.language);
  return vscode.l10n.t(
    '{0} of {1}, files: {2} of {3}, {4}',
    sizeText(bytes, language),
    sizeText(totalBytes, language),
    countText(files),
    countText(totalFiles),
    numbersText({ blocked, mentioned: mentions }),
  );
}
