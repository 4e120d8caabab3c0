import { statementOf } from '../query';
import { own } from '../quoting';
import type { Engine } from './engine';
import { isLuceneField, luceneLines } from './lucene';

export const elastic: Engine = {
  id: 'elastic',
  name: 'Elasticsearch, OpenSearch',
  comment: '#',
  usual: { line: own('message'), time: own('@timestamp') },
  accepts: isLuceneField,
  joins: false,
  lines: luceneLines,
  saved: statementOf('engine.saved.elastic', 'kibana-reporting', 'elastic-query-string'),
  limits: [statementOf('engine.limit.elastic', 'kibana-reporting')],
};
