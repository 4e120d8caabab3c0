import type { Evidence } from '../code/evidence';
import type { Language } from '../code/language';
import type { Finding } from '../incident/finding';
import type { Dismissal } from '../incident/incident';
import type { ListItem } from './blocks';
import type { CaseKnowledge, CaseWishes } from './material';
import type { Say } from './texts';

/** Digits of a hash in running text; the appendix and the incident file have all. */
const shortHash = 12;
/** Places that one line names. */
const mostPlaces = 10;

/** `logs/mail.log:12 (SHA-256 3f2a…)`. */
function placeOf(evidence: Evidence): string {
  const { sha256 } = evidence;
  const place = lineOf(evidence);
  return sha256 === undefined ? place : `${place} (SHA-256 ${sha256.slice(0, shortHash)}…)`;
}

/** `logs/mail.log:12`. */
export function lineOf({ file, line }: Evidence): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** @param written how one place is written */
export function placesOf({ evidence }: Pick<Finding, 'evidence'>, say: Say, written = placeOf): string {
  if (evidence.length === 0) return say('finding.noEvidence');
  const further = evidence.length > mostPlaces ? '; …' : '';
  return evidence.slice(0, mostPlaces).map(written).join('; ') + further;
}

/** A finding with its reason and the places that show it. */
export function findingLine(
  finding: Finding,
  { findingText }: CaseKnowledge,
  { language }: CaseWishes,
  say: Say,
): ListItem {
  const { reason } = findingText(finding, language);
  return {
    lead: findingTitle(finding, { findingText }, language, say),
    text: say('finding.line', {
      reason: reason === '' || /[.!?]$/.test(reason) ? reason : `${reason}.`,
      evidence: placesOf(finding, say),
    }),
  };
}

/** A finding in a few words, where its reason and places stand elsewhere. */
export function findingTitle(
  finding: Finding,
  { findingText }: Pick<CaseKnowledge, 'findingText'>,
  language: Language,
  say: Say,
): string {
  const { title } = findingText(finding, language);
  return say('finding.title', { severity: say(`severity.${finding.severity}`), title });
}

export function dismissalLine(
  finding: Finding,
  { at, by, reason }: Dismissal,
  { findingText }: CaseKnowledge,
  { language }: CaseWishes,
  say: Say,
): string {
  const { title } = findingText(finding, language);
  return say('finding.dismissed', { at: say.time(at), by: by ?? say('unknown'), reason, title });
}
