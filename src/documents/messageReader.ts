import * as vscode from 'vscode';
import type { MessageContent } from '../core/bounce/messageContent';
import type { MessageReply, MessageRequest } from '../core/bounce/messageProtocol';
import { WorkerCalls } from '../shared/workerCalls';

/** Times in milliseconds: a large mail takes a few hundred. The heap in MB. */
const limits = { patience: 20_000, idle: 60_000, heap: 512 };
/** Longest mail that is decoded, in bytes, or UTF-16 units of a document without a file. */
const longestMessage = 1 << 25;

/**
 * Decodes mails with mailparser in a worker, so that neither loading it nor a large or hostile mail holds up the extension
 * host: a worker that takes too long or too much memory is ended.
 */
export class MessageReader implements vscode.Disposable {
  private readonly calls = new WorkerCalls<MessageRequest, MessageReply>(
    require.resolve('../core/bounce/messageWorker'),
    limits,
  );

  /** @throws Error when the mail is too long, or cannot be read, or not in time */
  async read(document: vscode.TextDocument): Promise<MessageContent> {
    const message = await messageIn(document);
    if (message.length > longestMessage) throw new Error(`The mail has ${message.length} bytes.`);
    const reply = await this.calls.ask((id) => ({ id, message }));
    if ('error' in reply) throw new Error(reply.error);
    return reply.content;
  }

  dispose(): void {
    this.calls.dispose();
  }
}

/** The bytes of its file, since the document has lost those of other charsets; the text where the file says something else. */
async function messageIn(document: vscode.TextDocument): Promise<string | Uint8Array> {
  if (document.isUntitled || document.isDirty) return document.getText();
  try {
    return await vscode.workspace.fs.readFile(document.uri);
  } catch {
    // Some documents have no file: the text is all there is of them.
    return document.getText();
  }
}
