import { StampReader } from './clock';
import { FieldsLogReader, hasFields } from './fieldsLog';
import type { Format } from './format';
import { diagnosticIn } from './recordText';

/**
 * The connections that Exchange Server made to hand mail on. They tell of no single mail: a reply in here is a remark, and
 * the mail counts in the protocol log, whose sessions are the same and which names the sender.
 */
export const exchangeConnectivity: Format = {
  id: 'exchange-connectivity',
  sureness: 'fields',
  zone: 0,
  idSpaces: ['s'],
  kernel: undefined,
  readsPieces: false,
  recognises: (head) => hasFields(head, ['session', 'destination', 'direction', 'description']),
  reader: (file, clock) => {
    const stamps = new StampReader(clock);
    return new FieldsLogReader(file, ',', (cells, columns, lines, sink) => {
      if (!lines.some(({ hits }) => hits.length > 0)) return;
      const sessionId = columns.cell(cells, 'session');
      sink.event(
        {
          moment: stamps.read(columns.cell(cells, 'datetime') ?? '', 0),
          outcome: 'other',
          sessionId,
          remoteHost: columns.cell(cells, 'destination'),
          diagnostic: diagnosticIn(columns.cell(cells, 'description') ?? ''),
        },
        lines,
        sessionId === undefined ? [] : [`s:${sessionId}`],
      );
    });
  },
};
