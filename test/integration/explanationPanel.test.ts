import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Hits } from '../../src/documents/hits';
import type { PanelMessage } from '../../src/messages/explanationMessages';
import { ExplanationPanel } from '../../src/reading/explanationPanel';
import type { PanelContentReader } from '../../src/reading/panelContent';
import type { Knowledge } from '../../src/shared/knowledge';
import { Problems } from '../../src/shared/problems';
import { samplesFolder } from './window';

/** What the page would say, and what it is told. */
class Page {
  readonly told: unknown[] = [];
  say: (message: PanelMessage) => unknown = () => assert.fail('Nobody listens to the page.');

  get panel(): vscode.WebviewPanel {
    const nothing = () => new vscode.Disposable(() => undefined);
    const webview = {
      cspSource: 'self',
      asWebviewUri: (uri: vscode.Uri) => uri,
      postMessage: async (message: unknown) => this.told.push(message),
      onDidReceiveMessage: (listener: (message: PanelMessage) => unknown) => {
        this.say = listener;
        return nothing();
      },
    };
    return { webview, onDidDispose: nothing, dispose: nothing } as unknown as vscode.WebviewPanel;
  }
}

describe('the explanation panel', () => {
  it('says so where it is to go to a document that is gone', async () => {
    const log = vscode.window.createOutputChannel('panel test', { log: true });
    const shown: string[] = [];
    class HeardProblems extends Problems {
      override show(sentence: string): void {
        shown.push(sentence);
      }
    }
    const reader = {
      read: async (reference: unknown) => ({ reference }),
    } as unknown as PanelContentReader;
    const page = new Page();
    const panel = new ExplanationPanel(
      vscode.Uri.file('/extension'),
      { language: 'en' } as Knowledge,
      reader,
      {} as Hits,
      new HeardProblems(log),
    );
    const uri = vscode.Uri.joinPath(samplesFolder(), 'gone.eml').toString();
    const reference = { code: '5.7.705', place: { uri, line: 0, character: 0 } };
    await panel.deserializeWebviewPanel(page.panel, { reference });
    assert.equal(page.told.length, 1);
    await page.say({ type: 'reveal' });
    assert.equal(shown.length, 1);
    assert.match(shown[0] ?? '', /^gone\.eml is no longer there/);
    panel.dispose();
    log.dispose();
  });
});
