import { escapedString, own } from '../quoting';
import { type EngineQuestion, idParts, type LogTable, readFrom } from './engine';
import { codePattern } from './mailLog';

/**
 * Queries in the syntax of Lucene, which Elasticsearch, OpenSearch and Graylog share. Patterns are compared with each word of a line, and
 * what a word is depends on the field: `dsn=5.7.750,` may be one, so that anything may stand around a code.
 */
export function luceneLines(question: EngineQuestion): readonly [string, ...string[]] {
  const { ids, log, from } = question;
  const field = from.line;
  const [first, ...others] = idParts(ids).map((part, index) => {
    const wanted = [
      ...(index === 0
        ? [
            `${field}:/.*${codePattern}.*/`,
            ...(log.header === undefined ? [] : [`${field}:${escapedString(own(log.header.trim()))}`]),
          ]
        : []),
      ...(part.length === 0
        ? []
        : [`${field}:(${part.map((id) => escapedString(own(`${id}${log.behindId}`))).join(' OR ')})`]),
    ];
    return `${within(question)}(${wanted.join(' OR ')})`;
  });
  return [first ?? '', ...others];
}

function within({ from, period, ids }: EngineQuestion): string {
  if (from.time === undefined || period === undefined) return '';
  return `${from.time}:[${ids.length === 0 ? period.start : readFrom(period)} TO ${period.end}} AND `;
}

/** Names of fields in which no sign means anything else. */
export function isLuceneField({ line, time = line }: LogTable): boolean {
  return [line, time].every((name) => /^[\w@][\w@.]{0,127}$/.test(name));
}
