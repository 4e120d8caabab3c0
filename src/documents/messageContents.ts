import type * as vscode from 'vscode';
import type { MessageContent } from '../core/bounce/messageContent';
import type { Problems } from '../shared/problems';

/** The decoded body and the attachments of a mail; `reading` until they are there. */
export type ContentState = MessageContent | 'reading' | 'unreadable';

/** The decoded bodies of open mails, each document version read once, and one version of a document at a time. */
export class MessageContents {
  private readonly known = new WeakMap<vscode.TextDocument, { version: number; state: ContentState }>();
  private readonly reading = new WeakSet<vscode.TextDocument>();

  /**
   * @param read decodes the mail in a document
   * @param onDidRead told when the state of a document is another
   */
  constructor(
    private readonly read: (document: vscode.TextDocument) => Promise<MessageContent>,
    private readonly onDidRead: (document: vscode.TextDocument) => void,
    private readonly problems: Pick<Problems, 'note'>,
  ) {}

  /** What is known of a document; asks for it where that is nothing. */
  of(document: vscode.TextDocument): ContentState {
    const known = this.known.get(document);
    if (known?.version === document.version) return known.state;
    if (!this.reading.has(document)) void this.start(document);
    return 'reading';
  }

  private async start(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    this.reading.add(document);
    const state = await this.read(document).catch((error: unknown): ContentState => {
      this.problems.note(`The mail could not be decoded: ${document.uri}`, error);
      return 'unreadable';
    });
    this.reading.delete(document);
    this.known.set(document, { version, state });
    this.onDidRead(document);
  }
}
