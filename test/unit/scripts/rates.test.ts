import { describe, expect, it } from 'vitest';
import { factsIn, type Told } from '../../../scripts/rates.mjs';

const told: Told = {
  events: [
    {
      outcome: 'blocked',
      sender: 'alice@x.example',
      recipient: 'bob@y.example; carol@y.example',
      time: '2026-11-23T09:12:11.123Z',
      diagnostic: '550 5.7.705 Access denied, tenant has exceeded threshold',
    },
  ],
  report: { blocked: 1, delivered: 2 },
  text: 'alice@x.example',
  findings: 'Inbox rule: ForwardTo mallory@z.example',
  ndr: '{"to":"desk@x.example","reportingMta":"mx.x.example","culprit":{"envelopeSender":"alice@x.example"},"kind":"unknown"}',
};

describe('the facts of a sentence', () => {
  it.each([
    ['sender alice@x.example, recipient bob@y.example', [true, true]],
    ['sender bob; no server', [false, true]],
    ['time 2026-11-23 09:12:11; time 1795425131', [true, true]],
    ['time 09:12:12', [false]],
    ['one blocked mail of alice@x.example to carol@y.example', [true, true, true]],
    ['report: blocked 2, delivered 2', [false, true]],
    ['diagnostic "550 5.7.705 Access denied, tenant has exceeded threshold"', [true]],
    ['diagnostic to "threshold"; never desk@x.example', [true, true]],
    ['ndr: bounce', [false, false]],
    ['ndr: server mx…', [false, true]],
    ['server mail…', [false]],
    ['a finding: a rule that forwards to mallory@z.example', [true]],
    ['a rule that forwards to mallory@z.example', [false]],
    ['read with care', []],
  ])('%s', (sentence, holds) => {
    expect(factsIn(sentence, told).map((fact) => fact.holds)).toEqual(holds);
  });
});
