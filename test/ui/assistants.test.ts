import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { installBeside } from './installedBeside';
import { windowTest } from './windowTest';
import type { Workbench } from './workbench';

describe.each(['newest', 'oldest'] as const)('an assistant in the %s VS Code', (version) => {
  let installed: Promise<string> | undefined;
  const extensionsDir = async () => {
    installed ??= installBeside(version, 'test/fixtures/asking');
    return join(await installed, 'extensions');
  };
  afterAll(async () => rm((await installed) ?? '', { recursive: true, force: true, maxRetries: 5 }));
  const it = windowTest(`assistants-${version}`, {
    version,
    folder: 'samples',
    extensionsDir,
  });

  const ask = async (bench: Workbench) => {
    await bench.run('Asking: Find Blocked Mail');
    const dialog = bench.page.getByRole('dialog').filter({ hasText: 'Find blocked mail' });
    await dialog.waitFor();
    return dialog;
  };

  it('gets an answer once the user has said yes, and none after a no', async ({ bench }) => {
    const said = await ask(bench);
    expect(await said.textContent()).toMatch(
      /NDR Lens reads mail.* Asked for: bounces\/5\.7\.750-hybrid-relay\.eml\. .* are masked\./,
    );
    await bench.picture('question');
    await said.getByRole('button', { name: 'Cancel' }).click();
    await bench.page.getByText('Not answered: Canceled', { exact: true }).waitFor();
    await (await ask(bench)).getByRole('button', { name: 'Yes' }).click();
    await bench.page.getByText('Answered: 1 blocked', { exact: true }).waitFor();
    bench.isUsedUp = true;
  });
});
