import { basename } from 'node:path';
import { Masker } from './masker';
import type { CaseMaterial } from './material';

/** A whole value that is a host's name. */
const domainName = /^(?:[\p{L}\p{N}_-]+\.)+\p{L}{2,}$/u;

/** What must stay as it is: it names nobody, or is never shown, as a finding's id. */
const untouched: ReadonlySet<string> = new Set([
  'sha256',
  'at',
  'created',
  'id',
  'rule',
  'step',
  'state',
  'what',
  'severity',
  'kind',
  'type',
  'sign',
  'phase',
  'decidedBy',
  'code',
  'format',
  'outcome',
  'zone',
]);

/** The values of a finding have names of their own. */
const nothing: ReadonlySet<string> = new Set();

/** The same material with pseudonyms (see `Masker`), the same ones throughout. */
export function maskedCase(material: CaseMaterial): CaseMaterial {
  const masker = new Masker();
  const fileNames = new Set(material.incident.evidence.map(({ file }) => basename(file)));
  for (const text of stringsIn(material)) masker.learn(text);
  for (const name of domainsIn(material))
    if (domainName.test(name) && !fileNames.has(name)) masker.learnDomain(name);
  return masked(material, masker) as CaseMaterial;
}

function domainsIn({ incident, snapshot }: CaseMaterial): string[] {
  const fromFindings = incident.findings.flatMap(({ subject, values, evidence }) => {
    const files = new Set(evidence.map(({ file }) => basename(file)));
    return [subject, ...Object.values(values).flatMap((value) => value.split(/[\s,;]+/))].filter(
      (name) => !files.has(name),
    );
  });
  return [...fromFindings, ...(snapshot?.summary.domains ?? []).map(({ name }) => name)];
}

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const each of value) yield* stringsIn(each);
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) yield* stringsIn(each);
}

function masked(value: unknown, masker: Masker, kept = untouched): unknown {
  if (typeof value === 'string') return masker.mask(value);
  if (Array.isArray(value)) return value.map((each) => masked(each, masker, kept));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      kept.has(key) && typeof each === 'string'
        ? each
        : masked(each, masker, key === 'values' ? nothing : kept),
    ]),
  );
}
