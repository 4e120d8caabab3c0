import { noLogFacts } from '../../../../src/core/findings/logFacts';
import type { Circumstances } from '../../../../src/core/findings/rule';
import type { LogFacts } from '../../../../src/core/logs/figures/logFacts';
import { exportOf } from '../tenant/readTexts';

/** What rules look at: exports as CSV with `;`, one text each, and sending domains or other facts of logs. */
export function circumstances(exports: readonly string[], logs: Partial<LogFacts> = {}): Circumstances {
  return {
    tenant: { exports: exports.map((text, at) => exportOf(text, `/exports/${at + 1}`)) },
    logs: { ...noLogFacts, ...logs },
  };
}

/** Sending domains as logs have them, each blocked once by a code, or only delivered. */
export function sending(code: string | undefined, ...names: string[]): Partial<LogFacts> {
  const codes = code === undefined ? [] : [code];
  return {
    domains: names.map((name) => ({
      name,
      blocked: codes.length,
      codes,
      evidence: { file: '/logs/mail.log', line: 7 },
    })),
    codes,
  };
}
