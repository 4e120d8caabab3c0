import { incidentParagraph } from '../logs/figures/incidentText';
import type { Block } from './blocks';
import { countsOf } from './errorSection';
import { placesOf } from './findingLines';
import type { Appendix, CaseKnowledge, CaseMaterial, CaseWishes } from './material';
import type { Say } from './texts';

/** Rows of a table; a reader of more reads the files. */
const mostRows = 5000;

/** One of the parts at the end, on request. */
export function appendix(
  name: Appendix,
  material: CaseMaterial,
  knowledge: CaseKnowledge,
  wishes: CaseWishes,
  say: Say,
): Block[] {
  const parts = { findings, files, hits, reading };
  return [
    { kind: 'heading', level: 2, text: say(`appendix.${name}`) },
    ...parts[name](material, knowledge, wishes, say),
  ];
}

function findings(
  { incident }: CaseMaterial,
  { findingText }: CaseKnowledge,
  { language }: CaseWishes,
  say: Say,
): Block[] {
  const rows = incident.findings.flatMap((finding) => {
    const { title, reason } = findingText(finding, language);
    const severity = say(`severity.${finding.severity}`);
    const places = finding.evidence.length === 0 ? [undefined] : finding.evidence;
    return places.map((place) => [
      severity,
      title,
      reason,
      place ? placesOf({ ...finding, evidence: [place] }, say) : say('finding.noEvidence'),
      place?.excerpt ?? '',
    ]);
  });
  const columns = ['severity', 'finding', 'reason', 'evidence', 'row'] as const;
  return table(
    columns.map((name) => say(`column.${name}`)),
    rows,
    say,
  );
}

function files(
  { incident, snapshot, hashes = [] }: CaseMaterial,
  _: unknown,
  __: unknown,
  say: Say,
): Block[] {
  const known = new Map<string, string | undefined>();
  for (const { path } of snapshot?.files ?? []) known.set(path, undefined);
  for (const { file, sha256 } of incident.evidence) known.set(file, sha256 ?? known.get(file));
  for (const { evidence } of incident.findings)
    for (const { file, sha256 } of evidence) known.set(file, sha256 ?? known.get(file));
  for (const { file, sha256 } of hashes) known.set(file, sha256);
  const rows = [...known].map(([file, sha256]) => [file, sha256 ?? say('hash.unknown')]);
  return table([say('column.file'), say('column.hash')], rows, say);
}

function hits({ snapshot }: CaseMaterial, _: unknown, __: unknown, say: Say): Block[] {
  if (!snapshot) return [{ kind: 'paragraph', text: say('appendix.noScan') }];
  const rows = snapshot.events.flatMap((event) => {
    // A line often names its code twice: as the status, and in the server's words.
    const places = new Map(event.hits.map(({ code, line }) => [`${line} ${code}`, { code, line }]));
    return [...places.values()].map(({ code, line }) => [
      `${event.file}:${line}`,
      code,
      event.moment ? say.time(event.moment.time) : say('unknown'),
      event.diagnostic ?? '',
    ]);
  });
  const columns = (['place', 'code', 'time', 'said'] as const).map((name) => say(`column.${name}`));
  return table(columns, rows, say, snapshot.dropped);
}

function reading(
  material: CaseMaterial,
  { codeEntry, fill, texts }: CaseKnowledge,
  { language, now }: CaseWishes,
  say: Say,
): Block[] {
  const { snapshot } = material;
  const codes = Object.keys(countsOf(material, now)?.codes ?? {}).sort();
  if (codes.length === 0) return [{ kind: 'paragraph', text: say('appendix.empty') }];
  return [
    ...(snapshot
      ? [{ kind: 'paragraph' as const, text: incidentParagraph(snapshot.summary, language) }]
      : []),
    ...codes.flatMap((code): Block[] => {
      const { meaning, why, affected, firstAction, wayOut } = codeEntry(code);
      const said = [meaning, why, affected, firstAction, ...wayOut];
      return [
        { kind: 'heading', level: 3, text: code },
        { kind: 'list', items: said.map(({ text }) => fill(texts[text], code)) },
      ];
    }),
  ];
}

function table(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  say: Say,
  left = 0,
): Block[] {
  if (rows.length === 0) return [{ kind: 'paragraph', text: say('appendix.empty') }];
  const further = left + Math.max(0, rows.length - mostRows);
  return [
    { kind: 'table', columns, rows: rows.slice(0, mostRows) },
    ...(further > 0
      ? [{ kind: 'paragraph' as const, text: say('appendix.further', { count: further }) }]
      : []),
  ];
}
