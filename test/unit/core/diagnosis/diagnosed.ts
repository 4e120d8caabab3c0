import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll } from 'vitest';
import { diagnoseCommand } from '../../../../src/cli/diagnoseCommand';
import { Output } from '../../../../src/cli/output';

const root = mkdtempSync(join(tmpdir(), 'ndr-lens-diagnose-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

/** What the command prints of some files, by their names, and how it ends. */
export async function diagnosed(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
  folders += 1;
  const folder = mkdtempSync(join(root, `${folders}-`));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const [out, errors] = [new PassThrough(), new PassThrough()];
  const all = Promise.all([text(out), text(errors)]);
  const code = await diagnoseCommand([folder, '--zone', 'Z', ...options], new Output(out, errors));
  out.end();
  errors.end();
  const [printed, complaints] = await all;
  return { code, printed, complaints };
}

/** The same with `--json`, read. */
export async function inJson(files: Readonly<Record<string, string>>) {
  const { code, printed, complaints } = await diagnosed(files, '--json');
  return { code, complaints, ...JSON.parse(printed) };
}

/** The accepted domains of Contoso. */
export const accepted = JSON.stringify([
  { DomainName: 'contoso.example', DomainType: 'Authoritative', PendingCompletion: false },
]);

const said = (code: string) =>
  `relay=contoso-example.mail.protection.outlook.com[52.101.70.9]:25, delay=1, dsn=5.7.0, status=bounced (host contoso-example.mail.protection.outlook.com[52.101.70.9] said: 550 ${code} refused (in reply to end of DATA command))`;

/** The lines of Postfix about one mail that was refused. */
export const refused = (
  code: string,
  time: string,
  client: string,
  from: string,
  to = 'x@other.example',
  id = 'AAAA1',
) =>
  [
    `smtpd[9]: ${id}: client=${client}`,
    `qmgr[3]: ${id}: from=<${from}>, size=900, nrcpt=1 (queue active)`,
    `smtp[5]: ${id}: to=<${to}>, ${said(code)}`,
    `qmgr[3]: ${id}: removed`,
  ]
    .map((line) => `2026-11-20T${time}+00:00 mail01 postfix/${line}\n`)
    .join('');
