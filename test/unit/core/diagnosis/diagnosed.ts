import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { diagnoseCommand } from '../../../../src/cli/diagnoseCommand';
import { Output } from '../../../../src/cli/output';

/** What the command prints of some files, by their names, and how it ends. */
export async function diagnosed(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-diagnose-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return await diagnosedAt(folder, ...options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
