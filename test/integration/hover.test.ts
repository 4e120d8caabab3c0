import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { languageOf, texts } from '../../src/core/knowledge';
import { closeAll, hoversAt, paste, until } from './window';

const label = texts[languageOf(vscode.env.language)];

async function hoverOver(text: string, code: string): Promise<vscode.MarkdownString> {
  const { document } = await paste(text);
  let hovers: vscode.MarkdownString[] = [];
  await until('there is a hover', async () => {
    hovers = await hoversAt(document.uri, document.positionAt(text.indexOf(code) + 2));
    return hovers.length > 0;
  });
  const [hover, ...others] = hovers;
  assert.ok(hover);
  assert.equal(others.length, 0);
  return hover;
}

describe('hover', () => {
  afterEach(closeAll);

  it('speaks the display language', async () => {
    const { value } = await hoverOver('550 5.7.705 Access denied, tenant has exceeded threshold', '5.7.705');
    assert.ok(value.includes(label['5.7.705.name']));
    assert.ok(value.includes(`[${label['label.explain']}]`));
  });

  it('says what is blocked and what to do first, quotes the line and leads on', async () => {
    const { value } = await hoverOver(
      "Remote Server returned '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains'",
      '5.7.750',
    );
    assert.match(
      value,
      /` 550 5\.7\.750 Service unavailable\. Client blocked from sending from unregistered domains `/,
    );
    const places = (['label.affected', 'label.firstAction', 'label.liftedBy', 'label.explain'] as const).map(
      (id) => value.indexOf(label[id]),
    );
    assert.ok(places.every((place) => place > 0));
    assert.deepEqual(
      places,
      [...places].sort((one, other) => one - other),
    );
    assert.match(value, /\]\(command:ndrLens\.explain\?/);
    assert.match(value, /\]\(command:ndrLens\.openChecklist\?/);
  });

  it('says so where Microsoft describes nothing, and invents nothing', async () => {
    const { value } = await hoverOver('550 5.7.799 no', '5.7.799');
    assert.ok(value.includes(label['undescribed.name']));
  });

  it('trusts our two commands alone, and no HTML', async () => {
    const hover = await hoverOver(
      '550 5.7.705 <b>x</b> [a](command:workbench.action.terminal.new)',
      '5.7.705',
    );
    assert.deepEqual(hover.isTrusted, { enabledCommands: ['ndrLens.explain', 'ndrLens.openChecklist'] });
    assert.notEqual(hover.supportHtml, true);
    assert.notEqual(hover.supportThemeIcons, true);
  });

  it('is not there over what only looks like a code', async () => {
    const text = '5.7.7 Message integrity failure, 15.7.705, 5.7.7055, 5.7.705.1';
    const { document } = await paste(text);
    for (let offset = 0; offset < text.length; offset += 3)
      // An untitled document has the address of the one before, whose text may be asked for a moment longer.
      await until(`no hover over ${offset}`, async () => {
        const hovers = await hoversAt(document.uri, document.positionAt(offset));
        return hovers.length === 0;
      });
  });
});
