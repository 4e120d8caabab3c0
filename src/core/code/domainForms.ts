/// <reference path="./punycode.d.ts" />
import { toASCII, toUnicode } from 'punycode.js';
import { printable, visibleText, withoutIsolates } from './printable';

/** A name of a file is no domain, whatever letters it has. */
const fileName = /\.(?:csv|eml|gz|html?|json|log|md|mht|msg|pdf|tsv|txt|xlsx?|xz|zip|zst)$/i;

const domainLike = /[\p{L}\p{N}\p{M}_.-]+/gu;

/**
 * Names from a file made fit to show (see `printable`), with both forms of each internationalized domain (IDNA, RFC 5890):
 * `a@xn--mnchen-3ya.example (münchen.example)`. Letters that pass for others are seen by the form in ASCII.
 * @param text a name, an address, or a list of such
 */
export function printableNames(text: string): string {
  const seen = visibleText(withoutIsolates(text));
  return printable(/xn--|[^ -~]/i.test(seen) ? withBothForms(seen) : seen);
}

function withBothForms(text: string): string {
  return text.replace(domainLike, (name, at: number) => {
    const other = otherForm(name, text[at - 1] === '@' || name.length === text.length);
    const isSaid =
      other === undefined ||
      text.startsWith(` (${other})`, at + name.length) ||
      text.slice(0, at).endsWith(`${other} (`);
    return isSaid ? name : `${name} (${other})`;
  });
}

/** @param isDomain true where a name in other letters than ASCII can only be one */
function otherForm(name: string, isDomain: boolean): string | undefined {
  try {
    if (/xn--/i.test(name)) {
      const unicode = visibleText(toUnicode(name.toLowerCase()));
      return unicode === '' || unicode === name.toLowerCase() ? undefined : unicode;
    }
    if (!isDomain || !/[^ -~]/.test(name) || !/.\../.test(name) || fileName.test(name)) return undefined;
    return toASCII(name.normalize('NFC').toLowerCase());
  } catch {
    // What is no Punycode stands as it is.
    return undefined;
  }
}
