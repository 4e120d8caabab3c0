import { Masker } from '../caseReport/masker';
import { type AnswerObject, type AnswerValue, isList } from './answerObject';
import { modelText } from './modelText';

/** Longest text that is looked at, in UTF-16 units: longer than any answer holds, so that no name is cut before it is known. */
const longestText = 4000;
/** A value that as a whole is the name of a host or domain. */
const hostName = /^(?:[\p{L}\p{N}_-]+\.)+(?:\p{L}{2,}|xn--[a-z\d-]+)\.?$/iu;
/** Hosts of Microsoft's that are named after a tenant. */
const tenantHost =
  /[\p{L}\p{N}-]+\.(?:mail\.protection(?:\.partner)?\.outlook|(?:mail\.)?onmicrosoft)\.\p{L}+/giu;
/** The key of names of files, which look like those of hosts. */
const file = 'file';

/** What is from files with all names as they are, made plain. */
export function unmasked(fromFiles: AnswerObject): AnswerObject {
  return changed(fromFiles, (text) => modelText(text, longestText));
}

/**
 * The same with pseudonyms for addresses, domains, hosts, IP addresses and subjects, the same ones throughout.
 * @param domains that are known to be such, so that they are recognized within sentences
 */
export function masked(fromFiles: AnswerObject, domains: Iterable<string>): AnswerObject {
  const masker = new Masker();
  // What is hidden within an address would hide it from the masker.
  const shown = unmasked(fromFiles);
  for (const [key, text] of textsIn(shown)) {
    masker.learn(text);
    for (const [host] of text.matchAll(tenantHost)) masker.learnDomain(host);
    if (key !== file && hostName.test(text)) masker.learnDomain(text);
  }
  for (const name of domains) if (hostName.test(name)) masker.learnDomain(name);
  return changed(shown, (text) => masker.mask(text));
}

function* textsIn(value: AnswerValue, key = ''): Generator<readonly [key: string, text: string]> {
  if (typeof value === 'string') yield [key, value];
  else if (isList(value)) for (const each of value) yield* textsIn(each, key);
  else if (typeof value === 'object')
    for (const [name, each] of Object.entries(value)) yield* textsIn(each, name);
}

function changed(object: AnswerObject, change: (text: string) => string): AnswerObject {
  const changedIn = (value: AnswerValue): AnswerValue => {
    if (typeof value === 'string') return change(value);
    if (isList(value)) return value.map(changedIn);
    return typeof value === 'object' ? changed(value, change) : value;
  };
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, changedIn(value)]));
}
