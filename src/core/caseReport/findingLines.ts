import type { Evidence, Finding } from '../incident/finding';
import type { Dismissal } from '../incident/incident';
import type { CaseKnowledge, CaseWishes } from './material';
import { type Say, shownTime } from './texts';

/** Digits of a hash in running text; the appendix and the incident file have all. */
const shortHash = 12;
/** Places that one line names. */
const mostPlaces = 10;

/** `logs/mail.log:12 (SHA-256 3f2a…)`. */
export function placeOf({ file, line, sha256 }: Evidence): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return sha256 === undefined ? place : `${place} (SHA-256 ${sha256.slice(0, shortHash)}…)`;
}

export function placesOf({ evidence }: Finding, say: Say): string {
  if (evidence.length === 0) return say('finding.noEvidence');
  const further = evidence.length > mostPlaces ? '; …' : '';
  return evidence.slice(0, mostPlaces).map(placeOf).join('; ') + further;
}

/** A finding in a sentence, with its reason and the places that show it. */
export function findingLine(
  finding: Finding,
  { findingText }: CaseKnowledge,
  { language }: CaseWishes,
  say: Say,
): string {
  const { title, reason } = findingText(finding, language);
  return say('finding.line', {
    severity: say(`severity.${finding.severity}`),
    title: title.replace(/\.$/, ''),
    reason: reason === '' || /[.!?]$/.test(reason) ? reason : `${reason}.`,
    evidence: placesOf(finding, say),
  });
}

export function dismissalLine(
  finding: Finding,
  { at, by, reason }: Dismissal,
  { findingText }: CaseKnowledge,
  { language }: CaseWishes,
  say: Say,
): string {
  const { title } = findingText(finding, language);
  return say('finding.dismissed', { at: shownTime(at), by: by ?? say('unknown'), reason, title });
}
