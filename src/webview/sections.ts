import type { PortalLink, SourcedText } from '../core/knowledge/explanation';
import type { PanelContent, PanelMessage } from '../messages/explanationMessages';
import { button, element, list } from './dom';

/** How the panel's buttons reach the extension. */
export type PostToHost = (message: PanelMessage) => void;

/** A section of the page under its heading, left out when it has nothing to say. */
function section(id: string, title: string, content: readonly HTMLElement[]): HTMLElement[] {
  if (content.length === 0) return [];
  const heading = element('h2', { id: `${id}-title` }, title);
  return [element('section', { id, 'aria-labelledby': heading.id }, heading, ...content)];
}

/** The whole explanation, in the order in which a person in a hurry reads it. */
export function explanationSections(content: PanelContent, post: PostToHost): HTMLElement[] {
  const { explanation: it, labels: label } = content;
  const say = (statement: SourcedText) => sourced(statement, label['label.source']);
  const paragraphs = (statements: readonly SourcedText[]) =>
    statements.map((each) => element('p', {}, ...say(each)));
  const points = (statements: readonly SourcedText[]) => list('ul', statements.map(say));
  return [
    header(content),
    element(
      'section',
      { class: 'first-action', 'aria-labelledby': 'affected-title' },
      element('h2', { id: 'affected-title' }, label['label.affected']),
      ...paragraphs([it.affected]),
      ...culpritInShort(content),
      element('h2', {}, label['label.firstAction']),
      ...paragraphs([it.firstAction]),
      element('h2', {}, label['label.liftedBy']),
      ...paragraphs([it.liftedBy]),
      button(label['label.openChecklist'], 'primary', () => post({ type: 'openChecklist' })),
    ),
    ...section('found', label['label.foundOn'], found(content, post)),
    ...section('culprit', label['label.culpritProof'], culprit(content, post)),
    messageSection(content),
    ...section('meaning', label['label.meaning'], paragraphs([it.meaning])),
    ...section('why', label['label.why'], paragraphs([it.why])),
    ...section('actions', label['label.actions'], list('ol', it.actions.map(say))),
    ...section('meanwhile', label['label.meanwhile'], paragraphs([it.meanwhile])),
    ...section('causes', label['label.causes'], points(it.causes)),
    ...section(
      'scenarios',
      label['label.scenarios'],
      it.scenarios.flatMap(({ title, statements }) => [element('h3', {}, title), ...paragraphs(statements)]),
    ),
    ...section(
      'way-out',
      label['label.wayOut'],
      it.wayOut.flatMap(({ title, statements }) => [element('h3', {}, title), ...points(statements)]),
    ),
    ...section('ndr-texts', label['label.ndrTexts'], [
      ...paragraphs(it.about),
      ...list(
        'ul',
        it.ndrTexts.map(({ text, sources }) => [
          element('code', { lang: 'en' }, text),
          ...references(sources, label['label.source']),
        ]),
      ),
    ]),
    ...section('steps', label['label.steps'], steps(content, post, say)),
    ...section(
      'reports',
      label['label.reports'],
      it.reports.length > 0
        ? [element('p', { class: 'note' }, label['label.reportsNote']), ...points(it.reports)]
        : [],
    ),
    ...section('related', label['label.related'], related(content, post, say)),
    ...section('sources', label['label.sources'], [sources(content)]),
  ];
}

function header({ explanation: it, labels: label }: PanelContent): HTMLElement {
  return element(
    'header',
    {},
    element('h1', { tabindex: '-1' }, element('span', { class: 'code' }, it.code), ' ', it.name),
    element(
      'p',
      { class: 'standing' },
      element('strong', { class: `blocks ${it.blocks.scope}` }, it.blocks.text),
      ' · ',
      element('span', { title: label['label.sources'] }, it.standing),
    ),
  );
}

function found({ found: place, labels: label }: PanelContent, post: PostToHost): HTMLElement[] {
  if (!place) return [];
  const line = label['label.line'].replace('{0}', String(place.line));
  return [
    element('p', {}, element('span', { class: 'file', dir: 'auto' }, place.file), ` · ${line}`),
    ...(place.writtenAs === undefined
      ? []
      : [element('p', { class: 'note' }, `${label['label.writtenAs']}: ${place.writtenAs}`)]),
    element('blockquote', { dir: 'ltr' }, element('code', {}, place.text)),
    button(label['label.goToLine'], 'secondary', () => post({ type: 'reveal' })),
  ];
}

function culpritInShort({ culpritInShort: rows = [], labels: label }: PanelContent): HTMLElement[] {
  if (rows.length === 0) return [];
  const parts = rows.flatMap(({ label: name, value }, at) => [
    `${at === 0 ? '' : ' · '}${name} `,
    element('code', { dir: 'auto' }, value),
  ]);
  return [element('h2', {}, label['label.culprit']), element('p', {}, ...parts)];
}

/** Who was blocked, each with a way to the header that proves it. */
function culprit({ culprit: rows = [], labels: label }: PanelContent, post: PostToHost): HTMLElement[] {
  if (rows.length === 0) return [];
  const entries = rows.flatMap(({ label: name, value, proof }, row) => {
    if (!proof) return [element('dt', {}, name), element('dd', { class: 'note' }, value)];
    const jump = button(proof.field, 'code', () => post({ type: 'revealProof', row }));
    jump.title = proof.rule;
    jump.setAttribute('aria-label', label['label.proof'].replace('{0}', proof.field));
    return [
      element('dt', {}, name),
      element('dd', {}, element('span', { dir: 'auto' }, value), ' (', jump, ')'),
    ];
  });
  return [element('dl', {}, ...entries)];
}

/** The fields of the message the code was met in; hidden where it was met in something else. */
export function messageSection({ message, labels: label }: PanelContent): HTMLElement {
  const heading = element('h2', { id: 'message-title' }, label['label.message']);
  const place = element('section', { id: 'message', 'aria-labelledby': heading.id }, heading);
  place.hidden = message === undefined;
  if (message) {
    const fields = (['from', 'to', 'subject', 'date', 'reportingMta'] as const).flatMap((name) => {
      const value = message[name];
      return [
        element('dt', {}, label[`label.${name}`]),
        value === undefined
          ? element('dd', { class: 'note' }, label['label.unknown'])
          : element('dd', { dir: 'auto' }, value),
      ];
    });
    place.append(element('dl', {}, ...fields));
  }
  return place;
}

function steps(
  { explanation: it, ticks }: PanelContent,
  post: PostToHost,
  say: (statement: SourcedText) => (Node | string)[],
): HTMLElement[] {
  const [first] = it.steps;
  const reasons = new Set(it.steps.map(({ notNeeded }) => notNeeded?.text));
  if (first?.notNeeded && reasons.size === 1) return [element('p', {}, ...say(first.notNeeded))];
  return list(
    'ol',
    it.steps.map(({ id, title, notNeeded }) =>
      notNeeded
        ? [element('s', {}, title), ' — ', ...say(notNeeded)]
        : [
            button(title, 'link', () => post({ type: 'openChecklist', step: id })),
            ' ',
            element(
              'span',
              { class: 'note', 'data-ticks': id },
              ticks.find(({ step }) => step === id)?.text ?? '',
            ),
          ],
    ),
  );
}

/** Says anew how far the steps are; what has the focus stays as it is. */
export function showTicks(page: ParentNode, { ticks }: PanelContent): void {
  for (const { step, text } of ticks) {
    const shown = page.querySelector(`[data-ticks="${step}"]`);
    if (shown) shown.textContent = text;
  }
}

function related(
  { explanation: it, explained }: PanelContent,
  post: PostToHost,
  say: (statement: SourcedText) => (Node | string)[],
): HTMLElement[] {
  return list(
    'ul',
    it.related.map(({ code, statement }) => [
      explained.includes(code)
        ? button(code, 'code', () => post({ type: 'explain', code }))
        : element('span', { class: 'code' }, code),
      ' — ',
      ...say(statement),
    ]),
  );
}

function sources({ explanation: it }: PanelContent): HTMLElement {
  return element(
    'ol',
    { class: 'sources' },
    ...it.sources.map(({ number, title, kind, url }) =>
      element(
        'li',
        { id: `source-${number}`, tabindex: '-1' },
        url === undefined ? title : element('a', { href: url }, title),
        element('span', { class: 'note' }, ` (${kind})`),
      ),
    ),
  );
}

/** A statement followed by the numbers of its sources and the page where it is done. */
function sourced({ text, sources, portal }: SourcedText, sourceLabel: string): (Node | string)[] {
  return [text, ...references(sources, sourceLabel), ...(portal ? [portalLine(portal)] : [])];
}

function portalLine({ title, url, needs }: PortalLink): HTMLElement {
  return element('span', { class: 'portal' }, element('a', { href: url }, title), ` (${needs})`);
}

function references(numbers: readonly number[], sourceLabel: string): HTMLElement[] {
  return numbers.map((number) => {
    const link = element(
      'a',
      { href: `#source-${number}`, 'aria-label': sourceLabel.replace('{0}', String(number)) },
      `[${number}]`,
    );
    link.addEventListener('click', (event) => {
      // VS Code would scroll there but leave the focus behind, which strands keyboard and screen reader.
      event.preventDefault();
      event.stopPropagation();
      document.getElementById(`source-${number}`)?.focus();
    });
    return element('sup', {}, link);
  });
}
