import type { PageContext } from './barTable';
import { drawPicture } from './picture';

/**
 * Puts a picture of the dashboard on the clipboard.
 * @returns the picture as a PNG file where the page has no way to the clipboard
 * @throws Error when there is no picture to be made
 */
export async function copyPicture(context: PageContext): Promise<Uint8Array | undefined> {
  const canvas = await drawPicture(context);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (!blob) throw new Error('The browser made no PNG file.');
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    return undefined;
  } catch {
    return new Uint8Array(await blob.arrayBuffer());
  }
}
