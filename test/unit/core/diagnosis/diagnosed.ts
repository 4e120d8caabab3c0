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
  return diagnosedAt(folder, ...options);
}

async function diagnosedAt(folder: string, ...options: readonly string[]) {
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

/** What the command says of a folder, read. */
export async function inJsonAt(folder: string) {
  return JSON.parse((await diagnosedAt(folder, '--json')).printed);
}
