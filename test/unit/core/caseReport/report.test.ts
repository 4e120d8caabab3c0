import { describe, expect, it } from 'vitest';
import { caseHtml } from '../../../../src/core/caseReport/html';
import { caseMarkdown } from '../../../../src/core/caseReport/markdown';
import {
  appendices,
  type CaseMaterial,
  type CaseWishes,
  type ReportedScan,
} from '../../../../src/core/caseReport/material';
import { caseReport } from '../../../../src/core/caseReport/report';
import { caseTexts } from '../../../../src/core/caseReport/texts';
import { fill } from '../../../../src/core/code/fillPlaces';
import type { Language } from '../../../../src/core/code/language';
import { findingText } from '../../../../src/core/findings/findingText';
import { type Incident, newIncident, setNote } from '../../../../src/core/incident/incident';
import { actionKey } from '../../../../src/core/incident/progress';
import { dismiss } from '../../../../src/core/incident/standing';
import { setTicks } from '../../../../src/core/incident/ticks';
import { codeEntry, steps, texts } from '../../../../src/core/knowledge';
import { explain, portalLink } from '../../../../src/core/knowledge/explanation';
import { IncidentCounter } from '../../../../src/core/logs/figures/summary';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { takenOver } from '../diagnosis/takenOver';
import { finding, later, now } from '../incident/incidents';

const domains = steps.filter(({ id }) => id === 'domains');
const keys = domains.flatMap((step) =>
  step.actions.map((action) => [actionKey(step, action), true] as const),
);
const connector = {
  ...finding,
  id: 'connector-new:Relay <script>alert(1)</script>',
  step: 'connectors' as const,
  subject: 'Relay <script>alert(1)</script>',
  severity: 'warning' as const,
  values: { created: '2026-11-23', by: 'mallory@fabrikam.example' },
  evidence: [{ file: 'exports/connectors.json', line: 7 }],
};
const incident: Incident = dismiss(
  setNote(
    setTicks({ ...newIncident('1', 'Blocked | <b>', now), findings: [finding, connector] }, keys, now),
    'mfa',
    '# Admins\n\nAsked **ada@fabrikam.example** at 192.0.2.7.\n\n<img src=https://evil.example/x>\n\n![x](https://evil.example/y)\n\n[go](javascript:alert(1))',
  ),
  { id: 'another:x' },
  'no',
  later,
);

const event: LogEvent = {
  file: 'logs/mail.log',
  line: 12,
  format: 'postfix',
  outcome: 'blocked',
  hits: [{ code: '5.7.750', line: 12, column: 40 }],
  code: '5.7.750',
  diagnostic: '550 5.7.750 Client blocked, ada@fabrikam.example [192.0.2.7]',
  moment: { time: '2026-11-24T03:02:58+01:00', at: Date.parse('2026-11-24T02:02:58Z'), assumed: ['zone'] },
  sender: 'ada@fabrikam.example',
  source: '192.0.2.7',
};
function snapshotOf(events: readonly LogEvent[]): ReportedScan {
  const counter = new IncidentCounter({ offsetAt: () => 60 });
  for (const each of events) counter.add(each);
  return {
    events,
    dropped: 3,
    files: [
      { path: 'logs/mail.log', bytes: 9, modified: 0, hits: 2 },
      { path: 'logs/broken.gz', bytes: 9, modified: 0, hits: 0, problem: 'unexpected end of file' },
    ],
    summary: counter.summary(),
    state: 'cancelled',
  };
}
const snapshot = snapshotOf([
  event,
  { ...event, line: 13, hits: [{ code: '5.7.750', line: 13, column: 4 }] },
]);

function blocksOf(material: CaseMaterial, wishes: Partial<CaseWishes> = {}, language: Language = 'en') {
  return caseReport(
    material,
    { codeEntry, explain, fill, findingText, portalLink, steps, texts: texts[language] },
    { language, masked: false, appendices: [], now: new Date('2026-11-25T01:00:00Z'), ...wishes },
  );
}
const markdown = (material: CaseMaterial, wishes?: Partial<CaseWishes>, language: Language = 'en') =>
  caseMarkdown(blocksOf(material, wishes, language), language);

describe('the case for Support', () => {
  it('says the error with its numbers, and where they are from', () => {
    const text = markdown({ incident, snapshot });
    expect(text).toContain('# Support case: Blocked \\| &lt;b&gt;\n');
    expect(text).toMatch(
      /\| 5\.7\.750 \| .+ \| 2 \| Nov 24, 2026, 03:02:58 UTC\+01:00 \| Nov 24, 2026, 03:02:58 UTC\+01:00 \|/,
    );
    expect(text).toContain('| Nov 24, 2026, 03:00 UTC+01:00 | 2 |');
    expect(markdown({ incident })).toContain('No log was scanned for this incident');
  });

  it('says in short how much is blocked, who stands behind it and what is left', () => {
    const [, short = ''] = /## In short\n\n(.*?)\n\n## /s.exec(markdown({ incident, snapshot })) ?? [];
    expect(short.split('\n')).toEqual([
      expect.stringMatching(/^- \*\*What is blocked:\*\* Outgoing mail from domains/),
      expect.stringMatching(/^- \*\*Do this now:\*\* Compare the domains/),
      expect.stringMatching(/^- \*\*Who can lift it:\*\* Microsoft Support/),
      '- **Blocked messages by code:** 5.7.750 (2)',
      '- **When:** from Nov 24, 2026, 03:02:58 UTC+01:00 to Nov 24, 2026, 03:02:58 UTC+01:00',
      '- **Still open:** critical findings: 1; actions not ticked: 32',
      '',
      'Critical findings, by remediation step:',
      '',
      `- **${texts.en['step.domains.title']}:** fabrikam.example`,
    ]);
  });

  it('leads to the pages where what is open is done, in both forms', () => {
    const page = 'https://admin.exchange.microsoft.com/#/connectors';
    expect(markdown({ incident })).toContain(`- [Connectors in the Exchange admin center](${page}) (Role: `);
    expect(caseHtml(blocksOf({ incident }), 'en')).toContain(`<li><a href="${page}">`);
  });

  it('names some in short, and all of them under the cause', () => {
    const findings = Array.from({ length: 13 }, (_, number) => ({
      ...finding,
      id: `domain-unaccepted:d${number + 10}.example`,
      subject: `d${number + 10}.example`,
    }));
    const text = markdown({ incident: { ...incident, findings } });
    expect(text).toMatch(/:\*\* d10\.example, .*d21\.example, …\n/);
    expect(text).toContain('Not an accepted domain: d22.example** –');
  });

  it('names the cause with reason, file, line and hash', () => {
    const [, cause = ''] = /## Cause found\n\n(.*?)\n\n## /s.exec(markdown({ incident })) ?? [];
    expect(cause).toContain('- **Critical: Not an accepted domain: fabrikam.example** – ');
    expect(cause).toContain('Evidence: logs/mail.log:12 (SHA-256 aaaaaaaaaaaa…).');
    expect(cause).toContain('exports/connectors.json:7');
    const clean = { ...incident, findings: [] };
    expect(markdown({ incident: clean })).toContain('No cause has been established');
  });

  it('says the diagnosis, and what happened in two sentences, masked where that is asked for', () => {
    const clean = { ...incident, findings: [] };
    const text = markdown({ incident: clean, diagnosis: takenOver() });
    expect(text).toContain(
      '**Diagnosis:** Most likely (86%): A compromised account: anna.rossi\\@contoso.example',
    );
    expect(text).not.toContain('No cause has been established');
    expect(text).toContain('The evidence begins on Nov 19, 2026, 22:43:00 UTC: Sign-in from a network');
    expect(text).toContain('since then: Account disabled: anna.rossi\\@contoso.example');
    expect(markdown({ incident: clean, diagnosis: takenOver() }, {}, 'it')).toContain(
      'da allora: Account disabilitato',
    );
    const masked = markdown({ incident: clean, diagnosis: takenOver() }, { masked: true });
    expect(masked).not.toMatch(/anna|contoso|198\.51/);
    expect(masked).toContain('Account disabled: user');
  });

  it('keeps several tenants apart', () => {
    const tenants = ['contoso.example', 'fabrikam.example'].map((domain) => ({
      ...takenOver(`anna@${domain}`),
      domains: [domain],
      blocked: 3,
    }));
    const text = markdown({ incident, diagnosis: { causes: [], story: [], tenants, tenantCount: 2 } });
    expect(text).toContain('belongs to 2 tenants that have nothing in common');
    expect(text).toMatch(/contoso\.example: 3 blocked[\s\S]*fabrikam\.example: 3 blocked/);
  });

  it('says of each step what was done, when and by whom, and what contradicts it', () => {
    const text = markdown({ incident });
    const [, step = ''] =
      new RegExp(`### ${texts.en['step.domains.title']}\n(.*?)\n### `, 's').exec(text) ?? [];
    expect(step).toContain('State: done, the last action on Nov 24, 2026, 03:00:00 UTC.');
    expect(step).toContain('The step is ticked, but open findings contradict it: 1.');
    expect(step.match(/\| yes \| .* \| Nov 24, 2026, 03:00:00 UTC \| Ada \|/g)).toHaveLength(keys.length);
    expect(text).toContain('State: nothing ticked yet.');
  });

  it('keeps nothing back: what is open and what nobody looked at', () => {
    const text = markdown({ incident, snapshot });
    const [, open = ''] = /## Open points\n\n(.*?)\n\n## /s.exec(text) ?? [];
    expect(open).toContain('Open finding: Not an accepted domain: fabrikam.example (logs/mail.log:12)');
    expect(open).toContain(texts.en['step.mfa.action.registered.title'].replace(/\.$/, ''));
    expect(open).not.toContain(texts.en['step.domains.action.list.title']);
    const [, unchecked = ''] = /## What was not checked\n\n(.*)/s.exec(text) ?? [];
    for (const part of [
      'The scan was canceled',
      'not kept individually: 3',
      'logs/broken.gz (unexpected end of file)',
      'Times without a zone are read as UTC+01:00',
      texts.en['step.users.title'],
    ])
      expect(unchecked).toContain(part);
  });

  it('has the appendices that were asked for', () => {
    const hashes = [{ file: 'logs/broken.gz', sha256: 'b'.repeat(64) }];
    const text = markdown({ incident, snapshot, hashes }, { appendices });
    expect(text).toContain(`| logs/mail.log | ${'a'.repeat(64)} |`);
    expect(text).toContain(`| logs/broken.gz | ${'b'.repeat(64)} |`);
    expect(text).toContain('| exports/connectors.json | not computed |');
    expect(text).toContain('| logs/mail.log:13 | 5.7.750 | Nov 24, 2026, 03:02:58 UTC+01:00 |');
    expect(text).toContain('| status=bounced |');
    expect(text).toContain(texts.en['5.7.750.meaning'].slice(0, 30));
    expect(markdown({ incident })).not.toContain('Appendix');
  });

  it('lists a place once, however often its line names the code', () => {
    const hits = [40, 60].map((column) => ({ code: '5.7.750', line: 12, column }));
    const text = markdown({ incident, snapshot: snapshotOf([{ ...event, hits }]) }, { appendices: ['hits'] });
    expect(text.match(/\| logs\/mail\.log:12 \| 5\.7\.750 \|/g)).toHaveLength(1);
  });

  it('says where a mail may count twice', () => {
    const bounce = { ...event, file: 'a.eml', format: 'message' as const };
    expect(markdown({ incident, snapshot: snapshotOf([event, bounce]) })).toContain(
      caseTexts.en['unchecked.twice'],
    );
    expect(markdown({ incident, snapshot })).not.toContain(caseTexts.en['unchecked.twice']);
  });

  it('masks the same thing in the same way everywhere', () => {
    const text = markdown({ incident, snapshot }, { masked: true, appendices });
    expect(text).not.toMatch(/fabrikam|192\.0\.2|mallory|(?<!l)ada@/i);
    expect(text).toMatch(/> Asked \*\*(user\d+)@domain1\.example\*\* at ip1\./);
    const asked = /Asked \*\*(user\d+)@/.exec(text)?.[1];
    expect(text).toContain(`Client blocked, ${asked}\\@domain1.example \\[ip1\\]`);
    expect(text).toContain('Critical: Not an accepted domain: domain1.example');
    expect(text).toContain('logs/mail.log:12');
  });

  it('lets nothing from a file or a note act in the page', () => {
    const html = caseHtml(blocksOf({ incident, snapshot }, { appendices }), 'en');
    const tags = [...html.matchAll(/<([a-z]\w*)([^>]*)>/gi)];
    const allowed =
      'html head meta title style body main div h1 h2 h3 p ul li table thead tbody tr th td figure svg rect figcaption blockquote strong a';
    expect(new Set(tags.map(([, name]) => name))).toEqual(new Set(allowed.split(' ')));
    for (const [, , attributes] of tags) expect(attributes).not.toMatch(/\s(?:src|on\w+)=|href="(?!https:)/i);
    expect(html).toContain('Relay &lt;script&gt;');
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('<rect ');
    expect(html).toContain('@media print');
    expect(html).toContain('<strong>ada@fabrikam.example</strong>');
  });

  it('lets nothing of a note load or run in the Markdown either', () => {
    const text = markdown({ incident });
    expect(text).toContain('> # Admins');
    expect(text).toContain('> &lt;img src=');
    expect(text).toContain('> !\\[x](https');
  });

  it('speaks Italian throughout', () => {
    const text = markdown({ incident, snapshot }, { language: 'it', appendices }, 'it');
    expect(text).toContain('# Caso per il supporto: Blocked');
    for (const english of Object.values(caseTexts.en).filter(
      (each) => each.length > 25 && !each.includes('{'),
    ))
      expect(text).not.toContain(english);
  });

  it('has each text in both languages, with the same places', () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    expect(Object.keys(caseTexts.it)).toEqual(Object.keys(caseTexts.en));
    expect(Object.keys(caseTexts.en)).toEqual(Object.keys(caseTexts.en).sort());
    for (const [id, text] of Object.entries(caseTexts.en))
      expect(places(caseTexts.it[id as keyof typeof caseTexts.it]), id).toEqual(places(text));
  });
});
