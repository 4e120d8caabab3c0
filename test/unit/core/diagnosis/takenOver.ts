import type { Evidence } from '../../../../src/core/code/evidence';
import type { Cause, Diagnosis } from '../../../../src/core/diagnosis/diagnosis';
import type { StoryRow } from '../../../../src/core/diagnosis/storyRow';

const at = (time: string) => Date.parse(`2026-11-${time}Z`);
const place = (file: string, line: number): Evidence => ({ file: `/work/incident/${file}`, line });

/** A diagnosis with every part: an account and an application that was given rights with it, and what was done since. */
export function takenOver(name = 'anna.rossi@contoso.example'): Diagnosis {
  const account = { type: 'account', name } as const;
  const [signIns, trace] = [place('sign-ins.json', 12), place('message-trace.csv', 4711)];
  const row = (
    kind: StoryRow['kind'],
    time: string,
    phase: StoryRow['phase'],
    more: Partial<StoryRow> = {},
  ): StoryRow => ({
    ...{ kind, phase, name, at: at(time), last: at(time), count: 1, evidence: [signIns] },
    ...more,
  });
  const causes: Cause[] = [
    {
      kind: 'compromised-user',
      culprits: [account],
      confidence: 0.86,
      reasons: [
        {
          sign: 'burst',
          weight: 1.5,
          culprit: account,
          values: { count: '1036', usual: '216' },
          evidence: [trace, place('message-trace.csv', 4980)],
        },
        {
          sign: 'strange-sign-in',
          weight: 1.2,
          culprit: account,
          values: { at: '2026-11-19T22:43:00Z', address: '198.51.100.9', country: 'NG' },
          evidence: [signIns],
        },
      ],
      against: [
        { sign: 'bulk-before', weight: -1, culprit: account, values: { count: '216' }, evidence: [trace] },
      ],
      evidence: [trace, signIns],
      decidedBy: 'account-audit',
    },
    {
      kind: 'bulk-mail',
      culprits: [account],
      confidence: 0.12,
      reasons: [
        { sign: 'bulk-before', weight: 1, culprit: account, values: { count: '216' }, evidence: [trace] },
      ],
      against: [],
      evidence: [trace],
      decidedBy: undefined,
    },
  ];
  const story: StoryRow[] = [
    row('sign-in', '19T22:43:00', 'before', { address: '198.51.100.9', count: 5, last: at('20T07:43:00') }),
    row('inbox-rule', '19T22:52:00', 'before', {
      object: '.',
      address: '198.51.100.9',
      evidence: [place('audit-log.csv', 8)],
    }),
    row('consent', '19T23:04:00', 'before', {
      name: 'EasyArchive',
      object: 'Mail.Send',
      actor: name,
      address: '198.51.100.9',
      evidence: [place('audit-log.csv', 9)],
    }),
    row('unusual-volume', '20T10:00:00', 'before', { mails: 1036, evidence: [trace] }),
    row('refused-first', '20T12:36:00', 'block', { name: '5.7.705', evidence: [place('mail.log', 2041)] }),
    row('restricted', '20T12:50:00', 'block', { evidence: [place('restricted.txt', 3)] }),
    row('refused-last', '20T16:04:00', 'block', { name: '5.7.705', evidence: [place('mail.log', 2977)] }),
    row('account-disabled', '20T16:20:00', 'since', {
      actor: 'it@contoso.example',
      evidence: [place('audit-log.csv', 14)],
    }),
    row('sessions-revoked', '20T16:21:00', 'since', {
      actor: 'it@contoso.example',
      evidence: [place('audit-log.csv', 15)],
    }),
    row('inbox-rule-removed', '20T16:40:00', 'since', {
      object: '.',
      actor: 'it@contoso.example',
      evidence: [place('audit-log.csv', 18)],
    }),
    row('app-removed', '20T16:55:00', 'since', {
      name: 'EasyArchive',
      actor: 'it@contoso.example',
      evidence: [place('audit-log.csv', 21)],
    }),
    row('released', '21T08:10:00', 'since', {
      actor: 'it@contoso.example',
      evidence: [place('audit-log.csv', 30)],
    }),
    row('delivered-again', '21T08:41:00', 'since', { name: '', evidence: [place('mail.log', 3105)] }),
  ];
  return { causes, story, tenants: [], tenantCount: 0 };
}
