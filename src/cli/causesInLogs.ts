import type { Language } from '../core/code/language';
import { diagnose } from '../core/diagnosis/diagnose';
import { causeParagraphs } from '../core/diagnosis/report';
import type { LogFacts } from '../core/logs/figures/logFacts';
import { noFacts } from '../core/tenant/facts';

/** What logs alone say of the cause, a paragraph each. */
export function causesInLogs(logs: LogFacts, language: Language): string[] {
  return causeParagraphs(diagnose({ tenant: noFacts, logs }), language);
}
