import * as vscode from 'vscode';

/** Largest picture taken from the page, in bytes; it is some hundred KB. */
const largest = 20_000_000;

const pngSignature = [0x89, 0x50, 0x4e, 0x47];

/** Asks where to, and saves a picture there. */
export async function savePicture(png: unknown): Promise<void> {
  if (
    !(png instanceof Uint8Array) ||
    png.length > largest ||
    pngSignature.some((byte, at) => png[at] !== byte)
  )
    throw new Error('The page sent something else than a picture.');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the picture of the dashboard'),
    filters: { PNG: ['png'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, 'ndr-dashboard.png') } : {}),
  });
  if (target) await vscode.workspace.fs.writeFile(target, png);
}
