import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { answerText, longestAnswer } from '../../../../src/core/assistant/answer';
import { confirmation } from '../../../../src/core/assistant/confirmation';
import { masked } from '../../../../src/core/assistant/masking';
import { modelText } from '../../../../src/core/assistant/modelText';
import { runTool } from '../../../../src/core/assistant/runTool';
import { assistantTexts } from '../../../../src/core/assistant/texts';
import { type ToolName, toolNames, tools } from '../../../../src/core/assistant/tools';
import { type Incident, newIncident } from '../../../../src/core/incident/incident';
import { loadIncident } from '../../../../src/core/incident/incidentFile';
import { actionKey } from '../../../../src/core/incident/progress';
import { setTicks } from '../../../../src/core/incident/ticks';
import { steps } from '../../../../src/core/knowledge';
import type { Step } from '../../../../src/core/knowledge/types';
import { amount } from '../../full';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-assistant-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = async (name: ToolName, input: unknown, folders = [folder]) => {
  const { text, isRefused, problem } = await runTool({
    name,
    input,
    setting: { folders, language: 'en', namesShown: false, timeZone: 'UTC' },
  });
  expect(problem).toBe(undefined);
  return { text, isRefused, json: JSON.parse(text) };
};

describe('texts for assistants', () => {
  it('are the same in both languages, with the same places, in alphabetical order', () => {
    const places = (text: string) => (text.match(/\{\w+/g) ?? []).sort();
    expect(Object.keys(assistantTexts.it)).toEqual(Object.keys(assistantTexts.en));
    expect(Object.keys(assistantTexts.en)).toEqual(Object.keys(assistantTexts.en).sort());
    for (const [id, text] of Object.entries(assistantTexts.en))
      expect(places(Object.entries(assistantTexts.it).find(([key]) => key === id)?.[1] ?? '')).toEqual(
        places(text),
      );
  });
});

describe('text from a file', () => {
  it('loses what acts, reorders or hides, and stays readable', () => {
    expect(modelText('a\u001b[31mb\u202ec\u200bd\r\ne\tf\u{e0041}\u{e0042}\ufe0fg\u3164h\ud800')).toBe(
      'a[31mbcd e fgh',
    );
    expect(modelText('Perché – 日本 🙂')).toBe('Perché – 日本 🙂');
    expect(modelText('🙂'.repeat(9), 6)).toBe('🙂🙂…');
    expect(modelText('x'.repeat(301))).toHaveLength(300);
  });
});

describe('masking', () => {
  it('knows names that something hidden breaks up, hosts, and domains within sentences', () => {
    const data = {
      mails: [{ sender: 'an\u200bna@contoso.example', server: 'relay.hq.example' }],
      said: 'contoso.example by contoso-com.mail.protection.outlook.com [203.0.113.9] for wingtip.example',
      place: { file: 'mail.log' },
    };
    expect(masked(data, ['wingtip.example'])).toEqual({
      mails: [{ sender: 'user1@domain1.example', server: 'domain2.example' }],
      said: 'domain1.example by domain3.example [ip1] for domain4.example',
      place: { file: 'mail.log' },
    });
  });
});

describe('an answer', () => {
  it('is bounded whatever it holds', () => {
    const hostile = '"\\'.repeat(2000);
    const lists = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`list${index}`, Array(50).fill({ a: hostile, b: hostile })]),
    );
    const text = answerText(
      'next_step',
      { facts: {}, fromFiles: lists },
      { language: 'en', namesShown: true },
    );
    expect(text.length).toBeLessThanOrEqual(longestAnswer);
    expect(JSON.parse(text).untrusted.data.list0.length).toBeGreaterThan(0);
  });

  it('is bounded for a log with many mails and long names, and counts them all', async () => {
    const long = 'x'.repeat(60);
    const count = amount(500, 3000);
    const lines = Array.from({ length: count }, (_, index) => {
      const id = `4${index.toString(16).toUpperCase().padStart(9, '0')}`;
      return [
        `Nov 24 10:00:00 mx1 postfix/qmgr[2]: ${id}: from=<${long}${index}@${long}.d${index}.example>, size=1, nrcpt=1 (queue active)`,
        `Nov 24 10:00:01 mx1 postfix/smtp[3]: ${id}: to=<${long}@fabrikam.example>, relay=r.example[192.0.2.1]:25, delay=1, dsn=5.7.705, status=bounced (host r.example[192.0.2.1] said: 550 5.7.705 ${'"'.repeat(900)})`,
      ].join('\n');
    });
    const place = join(folder, 'many');
    mkdirSync(place);
    writeFileSync(join(place, 'mail.log'), `${lines.join('\n')}\n`);
    const { text, json } = await ask('find_blocked_mail', { path: 'many', limit: 20 });
    expect(json.facts).toMatchObject({ blocked: count, listed: 20 });
    expect(text.length).toBeLessThanOrEqual(longestAnswer);
    expect(text).not.toContain('fabrikam');
  });

  it.each([
    [{ code: '5.7.750' }, 1],
    [{ code: '5.7.708' }, 0],
    [{ sender: 'print.adatum.example' }, 1],
    [{ sender: 'other.example' }, 0],
    [{ since: '2026-11-24T02:00:00Z', until: '2026-11-24T04:00:00+01:00' }, 1],
    [{ since: '2026-11-25T00:00:00Z' }, 0],
    [{ sender: 'Scanner3@Print.adatum.example' }, 1],
  ])('is about the mail that was asked for: %j', async (input, blocked) => {
    const samples = join(import.meta.dirname, '../../../../samples/bounces');
    const { json } = await ask('find_blocked_mail', { path: '5.7.750-hybrid-relay.eml', ...input }, [
      samples,
    ]);
    expect(json.facts).toMatchObject({ blocked });
  });

  it.each(['2026-11-24T25:00Z', '2026-11-31T10:00Z', '2026-11-20T10:00+25:00'])(
    'is refused for a time that there is not: %s',
    async (since) => {
      const { text } = await ask('find_blocked_mail', { since });
      expect(text).toContain('since is not what this tool takes.');
    },
  );

  it('has nothing in its facts that a file could have written, names shown or not', async () => {
    const setting = {
      folders: [join(import.meta.dirname, '../../../../samples')],
      language: 'en',
      timeZone: '',
    } as const;
    for (const name of toolNames.filter((each) => tools[each].readsFiles)) {
      const reply = await runTool({ name, input: {}, setting: { ...setting, namesShown: true } });
      const { facts, untrusted } = JSON.parse(reply.text);
      expect(JSON.stringify(untrusted.data)).toMatch(/adatum/i);
      expect(JSON.stringify(facts)).not.toMatch(/adatum|contoso|Relay service|@|\.(?:eml|log|json|csv)\b/i);
      expect(reply.text.length).toBeLessThanOrEqual(longestAnswer);
      // Masked, no address is left anywhere but made-up ones.
      const hidden = await runTool({ name, input: {}, setting: { ...setting, namesShown: false } });
      expect(hidden.text).not.toMatch(
        /adatum|@(?!(?:sub\d+\.)*domain\d+\.example\b)|\b\d{1,3}(?:\.\d{1,3}){3}\b/i,
      );
    }
  });

  it('says what could not be read', async () => {
    const place = join(folder, 'broken');
    mkdirSync(place);
    writeFileSync(join(place, 'cut.zip'), 'PK\u0003\u0004 and no more');
    const { json } = await ask('find_blocked_mail', { path: 'broken' });
    expect(json.facts).toMatchObject({ blocked: 0, filesUnread: 1 });
    const diagnosis = await ask('diagnose_incident', { path: 'broken' });
    expect(diagnosis.json.facts).toMatchObject({
      filesUnread: 1,
      conclusion: 'Nothing was blocked in what was read.',
    });
  });
});

describe('the question before a tool runs', () => {
  const asked = (name: ToolName, input: unknown, namesShown = false) =>
    confirmation(name, input, { language: 'en', namesShown }).message;

  it('says what is read, and whether names are masked', () => {
    for (const name of toolNames.filter((each) => tools[each].readsFiles)) {
      expect(asked(name, {})).toMatch(/^NDR Lens reads mail, .* are masked\.$/);
      expect(asked(name, { path: 'logs' }, true)).toMatch(/Asked for: logs\. .* are handed out as they are/);
    }
    expect(asked('explain_status_code', { code: '5.7.705' })).toMatch(/No file is read/);
  });

  it('holds what a model wrote in short and on one line, whatever that is', () => {
    const path = `a\u202e\n\n**Safe.**\u200b ${'x'.repeat(5000)}`;
    const message = asked('find_blocked_mail', { path });
    expect(message).toContain('Asked for: a **Safe.** xxx');
    expect(message).not.toMatch(/[\n\u202e\u200b]/);
    expect(message.length).toBeLessThan(600);
    for (const input of [undefined, null, 7, 'x', { path: { a: 1 } }, { path: null }])
      expect(asked('next_step', input)).toMatch(/^NDR Lens reads/);
  });
});

describe('the next step', () => {
  const path = join(import.meta.dirname, '../../../../samples/case/adatum.ndr-incident.json');
  const atHand = loadIncident(path) ?? newIncident('', '', { at: '' });
  const stepOf = async (incident: Incident) => {
    const setting = { folders: [], language: 'en', namesShown: false, timeZone: '', incident } as const;
    const { text } = await runTool({ name: 'next_step', input: {}, setting });
    return JSON.parse(text).facts;
  };
  const ticked = (wanted: readonly Step[]) =>
    setTicks(
      atHand,
      wanted.flatMap((step) => step.actions.map((action) => [actionKey(step, action), true] as const)),
      { at: '2026-11-24T10:00:00Z' },
    );

  it('goes by the ticks of the incident at hand, and passes over what its code does not need', async () => {
    const [domains] = steps;
    expect(await stepOf(atHand)).toMatchObject({ done: 0, step: { id: 'domains' }, action: { id: 'add' } });
    const after = await stepOf(ticked(domains ? [domains] : []));
    expect(after).toMatchObject({ done: 1, step: { id: 'mfa' }, action: { id: 'require' } });
  });

  it('is none where all is ticked, and then it says what stands against it', async () => {
    const all = ticked(steps);
    expect(await stepOf(all)).toMatchObject({ conclusion: assistantTexts.en['steps.contradicted'] });
    const done = await stepOf({ ...all, findings: [] });
    expect(done).toMatchObject({
      done: 6,
      total: 6,
      conclusion: assistantTexts.en['steps.done'],
      standingFindings: 0,
    });
    expect(done.step).toBe(undefined);
  });
});

describe('what VS Code is told of the tools', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../package.json'), 'utf8'));
  it('is what they are', () => {
    const contributed = manifest.contributes.languageModelTools;
    expect(contributed.map(({ name }: { name: string }) => name)).toEqual(toolNames);
    for (const { name, modelDescription, inputSchema } of contributed) {
      expect(modelDescription).toBe(tools[name as ToolName].description);
      expect(inputSchema).toEqual(tools[name as ToolName].input);
    }
  });
});
