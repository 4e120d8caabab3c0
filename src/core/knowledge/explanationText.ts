import { texts } from './';
import type { Explanation, SourcedText } from './explanation';

/** An explanation as text for a terminal or a ticket; `[1]` points into the list of sources at its end. */
export function explanationText(explanation: Explanation): string {
  const label = texts[explanation.language];
  const say = ({ text, sources, portal }: SourcedText) =>
    `${text}${sources.map((number) => ` [${number}]`).join('')}${
      portal ? `\n      ${portal.title}: ${portal.url} (${portal.needs})` : ''
    }`;
  const part = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [`${title}\n${lines.join('\n')}`] : [];
  const points = (statements: readonly SourcedText[]) =>
    statements.map((statement) => `  - ${say(statement)}`);
  return `${[
    `${explanation.code} ${explanation.name}\n${explanation.blocks.text} · ${explanation.standing}`,
    ...part(label['label.affected'], [`  ${say(explanation.affected)}`]),
    ...part(label['label.firstAction'], [`  ${say(explanation.firstAction)}`]),
    ...part(label['label.liftedBy'], [`  ${say(explanation.liftedBy)}`]),
    ...part(label['label.meaning'], [`  ${say(explanation.meaning)}`]),
    ...part(label['label.why'], [`  ${say(explanation.why)}`]),
    ...part(
      label['label.actions'],
      explanation.actions.map((action, index) => `  ${index + 1}. ${say(action)}`),
    ),
    ...part(label['label.meanwhile'], [`  ${say(explanation.meanwhile)}`]),
    ...part(label['label.causes'], points(explanation.causes)),
    ...part(
      label['label.scenarios'],
      explanation.scenarios.flatMap(({ title, statements }) => [`  ${title}`, ...points(statements)]),
    ),
    ...part(
      label['label.wayOut'],
      explanation.wayOut.flatMap(({ title, statements }) => [`  ${title}`, ...points(statements)]),
    ),
    ...part(label['label.ndrTexts'], points([...explanation.about, ...explanation.ndrTexts])),
    ...part(label['label.reports'], points(explanation.reports)),
    ...part(
      label['label.related'],
      explanation.related.map(({ code, statement }) => `  - ${code}: ${say(statement)}`),
    ),
    ...part(
      label['label.sources'],
      explanation.sources.map(
        ({ number, title, url }) => `  [${number}] ${title}${url === undefined ? '' : ` ${url}`}`,
      ),
    ),
  ].join('\n\n')}\n`;
}
