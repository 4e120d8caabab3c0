import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { caseCommand } from '../../../src/cli/caseCommand';
import { Output } from '../../../src/cli/output';
import { UsageError } from '../../../src/cli/usageError';
import { newIncident } from '../../../src/core/incident/incident';
import { writeIncident } from '../../writeIncident';
import { zip } from '../core/files/zip';
import { finding, now } from '../core/incident/incidents';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-case-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const incident = join(folder, 'one.ndr-incident.json');
writeIncident(incident, { ...newIncident('1', 'Blocked', now), findings: [finding] });
const log = join(folder, 'mail.log');
const line =
  '2026-11-24T14:02:00+01:00 MAIL01 postfix/smtp[1]: AAAAAAAAA1: to=<c@d.example>, relay=r.example[203.0.113.1]:25, dsn=5.7.750, status=bounced (host r.example[203.0.113.1] said: 550 5.7.750 Service unavailable)\n';
writeFileSync(log, line);

async function run(...args: string[]) {
  const out = new PassThrough();
  const errors = new PassThrough();
  const all = Promise.all([text(out), text(errors)]);
  const code = await caseCommand(['--lang', 'en', '--zone', 'Z', ...args], new Output(out, errors));
  out.end();
  errors.end();
  const [printed, complained] = await all;
  return { code, out: printed, errors: complained };
}

describe('case', () => {
  it('writes the report from the incident alone', async () => {
    const { code, out, errors } = await run(incident);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('# Support case: Blocked');
    expect(out).toContain('No log was scanned');
  });

  it('counts and lists what stands in the logs named', async () => {
    const { out } = await run(incident, log, '--appendix', 'all');
    expect(out).toContain(`| ${log.replaceAll('_', '\\_')}:1 | 5.7.750 | Nov 24, 2026, 14:02:00 UTC+01:00 |`);
    expect(out).toContain(createHash('sha256').update(line).digest('hex'));
  });

  it('lists what stands in an archive by its name there, and hashes the archive', async () => {
    const archive = join(folder, 'logs.zip');
    const bytes = zip([{ name: 'mx/mail.log', content: line }]);
    writeFileSync(archive, bytes);
    const { code, out, errors } = await run(incident, archive, '--appendix', 'all');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain(`| ${archive.replaceAll('_', '\\_')}/mx/mail.log:1 | 5.7.750 |`);
    expect(out).toContain(createHash('sha256').update(bytes).digest('hex'));
  });

  it('writes HTML, masked, in Italian', async () => {
    const { out } = await run(
      incident,
      log,
      '--format',
      'html',
      '--mask',
      '--lang',
      'it',
      '--appendix',
      'hits,files',
    );
    expect(out).toMatch(/^<!DOCTYPE html>\n<html lang="it">/);
    expect(out).not.toMatch(/fabrikam|203\.0\.113/);
    expect(out).toContain('domain1.example');
  });

  it('ends with 2 where a file cannot be read', async () => {
    const broken = join(folder, 'broken.ndr-incident.json');
    writeFileSync(broken, '{');
    expect((await run(broken)).code).toBe(2);
    expect((await run(join(folder, 'none.json'))).errors).toContain('There is no such file.');
    expect((await run(incident, join(folder, 'none.log'))).code).toBe(2);
  });

  it.each([
    [[]],
    [['--format', 'pdf', incident]],
    [['--appendix', 'everything', incident]],
    [['--lang', 'de', incident]],
  ])('makes no sense of %j', async (args) => {
    await expect(run(...args)).rejects.toThrow(UsageError);
  });
});
