import { type KernelHit, MailKernel } from '../mime/kernel/mailKernel';
import { sentenceAround, sentenceInHtml } from '../mime/sentence';
import type { FileHit } from './messageScan';
import { lineAround } from './scanner';

const codeLength = '5.7.700'.length;

let kernel: MailKernel | undefined;
let isMissing = false;

/** The kernel for small mails, made when it is first asked for; undefined where WebAssembly is not to be had. */
export function mailKernel(): MailKernel | undefined {
  if (kernel || isMissing) return kernel;
  try {
    kernel = new MailKernel();
  } catch {
    isMissing = true;
  }
  return kernel;
}

/**
 * The hits in the mail of some bytes that was put into a kernel; undefined where they are not for it to find.
 * @param hasParts false where nobody asks for the part that a code stands in
 */
export function hitsIn(mail: MailKernel, length: number, hasParts = true): FileHit[] | undefined {
  return mail.codes(length, hasParts)?.map(fileHit);
}

function fileHit({ line, column, code, via, part, text, start, isMarkup }: KernelHit): FileHit {
  const place = { start, end: start + codeLength };
  const said =
    via === 'plain'
      ? lineAround(text, 0, place)
      : isMarkup
        ? sentenceInHtml(text, place)
        : sentenceAround(text, place);
  return part ? { line, column, code, text: said, via, part } : { line, column, code, text: said, via };
}
