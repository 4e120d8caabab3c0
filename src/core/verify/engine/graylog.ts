import { statementOf } from '../query';
import { own } from '../quoting';
import type { Engine } from './engine';
import { isLuceneField, luceneLines } from './lucene';

export const graylog: Engine = {
  id: 'graylog',
  name: 'Graylog',
  comment: '#',
  usual: { line: own('message') },
  accepts: isLuceneField,
  joins: false,
  lines: luceneLines,
  saved: statementOf('engine.saved.graylog', 'graylog-search'),
  limits: [statementOf('engine.limit.graylog', 'graylog-search')],
};
