import { noLogFacts } from '../../../../src/core/findings/logFacts';
import type { Circumstances } from '../../../../src/core/findings/rule';
import type { LogFacts, MailFlow } from '../../../../src/core/logs/figures/logFacts';
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

/** Mails that went one way: one was blocked, unless it is said otherwise. */
export function way(flow: Partial<MailFlow>): MailFlow {
  const { blocked = 1, codes = blocked > 0 ? ['5.7.750'] : [] } = flow;
  return {
    vantage: 'server',
    sender: '',
    delivered: 0,
    deferred: 0,
    hours: [],
    recipientDomains: {},
    remoteHosts: [],
    waited: 0,
    longestWait: 0,
    origins: [],
    evidence: { file: '/logs/mail.log', line: 9 },
    ...flow,
    blocked,
    codes,
  };
}

/** Blocked messages of unknown domains, with the ways they went, one domain each. */
export function blockedWays(
  ...flows: readonly (Partial<MailFlow> & { sender: string })[]
): Partial<LogFacts> {
  const names = flows.map(({ sender }) => sender.slice(sender.indexOf('@') + 1));
  return { ...sending('5.7.750', ...new Set(names)), flows: flows.map(way) };
}
