import * as vscode from 'vscode';
import type { Importable } from './filesToImport';

const uriList = 'text/uri-list';

/** Files dropped onto the checklist are imported; which step they belong to, their content says. */
export class DropOnChecklist implements vscode.TreeDragAndDropController<unknown> {
  readonly dragMimeTypes = [];
  readonly dropMimeTypes = ['files', uriList];

  constructor(private readonly take: (sources: readonly Importable[]) => Promise<void>) {}

  async handleDrop(_row: unknown, data: vscode.DataTransfer): Promise<void> {
    const dropped = new Map<string, Importable>();
    const add = (uri: vscode.Uri) => dropped.set(uri.toString(), uri);
    for (const [, item] of data) {
      const file = item.asFile();
      if (file?.uri) add(file.uri);
      else if (file) dropped.set(`file:${file.name}`, { name: file.name, bytes: await file.data() });
    }
    const list = await data.get(uriList)?.asString();
    for (const line of list?.split(/\r?\n/) ?? [])
      if (line !== '' && !line.startsWith('#')) add(vscode.Uri.parse(line, true));
    await this.take([...dropped.values()]);
  }
}
