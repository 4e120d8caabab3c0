import { describe, expect, test } from 'vitest';
import { type Diagnosis, mentions, scoreOf } from '../../incidents/score';
import { failureText, missedGoals, ratesOf, summaryText } from '../../incidents/summary';
import type { Truth } from '../../incidents/truth';

const truth: Truth = {
  seed: 1,
  kind: 'compromised-server',
  story: 'compromised-server',
  variant: 'host-behind-relay',
  culprits: [{ type: 'server', name: 'app07', aliases: ['app07.contoso.example', '10.1.4.17'] }],
  neutral: ['mail01'],
  innocents: ['anna.rossi@contoso.example', 'bank.example', 'Forced TLS with the bank'],
  blocked: 42,
  first: '2026-11-20T09:00:01.000Z',
  last: '2026-11-20T11:30:00.000Z',
  codes: ['5.7.750'],
  zone: '+01:00',
  collected: '2026-11-20T12:00:00.000Z',
  style: 'own7',
};

const right: Diagnosis = {
  causes: [
    { kind: 'compromised-server', culprits: [{ type: 'server', name: '10.1.4.17' }], confidence: 0.9 },
  ],
  blocked: 42,
  first: '2026-11-20T09:00:03Z',
  last: '2026-11-20T11:30:00Z',
  codes: ['5.7.750'],
};

const cause = (kind: string, confidence: number, ...names: string[]) => ({
  kind,
  confidence,
  culprits: names.map((name) => ({ type: 'server', name })),
});

describe('the score of a diagnosis', () => {
  test('is full for the true cause, the culprit by any of its names, and the right figures', () => {
    expect(scoreOf(truth, right, [])).toEqual({
      causeFirst: true,
      culpritNamed: true,
      accused: [],
      critical: [],
      warning: [],
      blocked: true,
      first: true,
      last: true,
      codes: true,
    });
  });

  test('asks for the true cause in the first place, and for the culprit anywhere', () => {
    const causes = [
      cause('open-relay', 0.6, 'mail01'),
      cause('compromised-server', 0.5, 'app07 (10.1.4.17)'),
    ];
    expect(scoreOf(truth, { ...right, causes }, [])).toMatchObject({
      causeFirst: false,
      culpritNamed: true,
      accused: [],
    });
    expect(scoreOf(truth, { ...right, causes: [] }, [])).toMatchObject({
      causeFirst: false,
      culpritNamed: false,
    });
  });

  test('counts whom a confident cause accuses, and not whom a guess names', () => {
    const accusing = (confidence: number) =>
      scoreOf(
        truth,
        { ...right, causes: [...right.causes, cause('x', confidence, 'anna.rossi@contoso.example')] },
        [],
      ).accused;
    expect(accusing(0.7)).toEqual(['anna.rossi@contoso.example']);
    expect(accusing(0.2)).toEqual([]);
  });

  test('counts findings against innocents by severity, also by the name of a mailbox', () => {
    const findings = [
      { severity: 'critical', subject: 'anna.rossi: Newsletters' },
      { severity: 'critical', subject: 'app07' },
      { severity: 'warning', subject: 'bank.example' },
      { severity: 'warning', subject: 'postbank.example' },
      { severity: 'information', subject: 'Forced TLS with the bank' },
    ];
    expect(scoreOf(truth, right, findings)).toMatchObject({
      critical: ['anna.rossi: Newsletters'],
      warning: ['bank.example'],
    });
  });

  test('compares the figures, times to two minutes', () => {
    const wrong = {
      ...right,
      blocked: 43,
      first: '2026-11-20T09:05:00Z',
      last: undefined,
      codes: ['5.7.705', '5.7.750'],
    };
    expect(scoreOf(truth, wrong, [])).toMatchObject({
      blocked: false,
      first: false,
      last: false,
      codes: false,
    });
  });

  test('wants no confident cause, no critical and no figure of a healthy tenant', () => {
    const healthy: Truth = {
      ...truth,
      kind: 'healthy',
      story: 'healthy',
      culprits: [],
      blocked: 0,
      first: undefined,
      last: undefined,
      codes: [],
    };
    const none = { causes: [], blocked: 0, first: null, last: null, codes: [] };
    expect(scoreOf(healthy, none, [])).toMatchObject({
      causeFirst: true,
      culpritNamed: true,
      first: true,
      last: true,
    });
    expect(scoreOf(healthy, { ...none, causes: [cause('open-relay', 0.8, 'mail01')] }, []).causeFirst).toBe(
      false,
    );
    expect(scoreOf(healthy, { ...none, causes: [cause('open-relay', 0.3, 'mail01')] }, []).causeFirst).toBe(
      true,
    );
    expect(scoreOf(healthy, none, [{ severity: 'critical', subject: 'whoever' }]).critical).toEqual([
      'whoever',
    ]);
  });

  test('wants no confident cause where nobody can know', () => {
    const unknown: Truth = { ...truth, kind: 'unknown' };
    expect(scoreOf(unknown, right, []).causeFirst).toBe(false);
    expect(scoreOf(unknown, { ...right, causes: [] }, []).causeFirst).toBe(true);
  });

  test('accepts that nobody is named where nobody did it', () => {
    const nobody: Truth = {
      ...truth,
      kind: 'service-incident',
      culprits: [{ type: 'none', name: 'EX571516', aliases: [] }],
    };
    const said = (...culprits: Diagnosis['causes'][number]['culprits']) =>
      scoreOf(nobody, { ...right, causes: [{ kind: 'service-incident', confidence: 0.9, culprits }] }, [])
        .culpritNamed;
    expect(said()).toBe(true);
    expect(said({ type: 'none', name: 'Microsoft' })).toBe(true);
    expect(said({ type: 'entry', name: 'EX571516' })).toBe(true);
    expect(said({ type: 'account', name: 'x@contoso.example' })).toBe(false);
  });

  test('takes a name only whole', () => {
    expect(mentions('smtp:anna@contoso.example', 'anna@contoso.example')).toBe(true);
    expect(mentions('joanna@contoso.example', 'anna@contoso.example')).toBe(false);
    expect(mentions('print.contoso.example', 'contoso.example')).toBe(false);
    expect(mentions('statements@bank.example', 'bank.example')).toBe(true);
    expect(mentions('anna@bank.example', 'anna')).toBe(false);
    expect(mentions('EX01\\Relay devices', 'Relay devices')).toBe(true);
  });
});

describe('the summary of a run', () => {
  const good = { truth, score: scoreOf(truth, right, []) };
  const bad = {
    truth,
    score: scoreOf(truth, { ...right, causes: [], blocked: 1 }, [
      { severity: 'critical', subject: 'bank.example' },
    ]),
  };

  test('gives shares and totals', () => {
    expect(ratesOf([good, bad])).toMatchObject({
      count: 2,
      causeFirst: 0.5,
      culpritNamed: 0.5,
      criticals: 1,
      blocked: 0.5,
      codes: 1,
    });
    expect(summaryText([good, bad])).toMatch(
      /^compromised-server +2 +50 % +50 % +0 +1 +0 +50 % +100 % +100 % +100 %$/m,
    );
  });

  test('says which goals are missed', () => {
    expect(missedGoals([good])).toEqual([]);
    expect(missedGoals([good, bad])).toHaveLength(4);
  });

  test('says of a failure how to write it out', () => {
    expect(failureText(good)).toBeUndefined();
    expect(failureText(bad)).toContain('--seed 1 --kind compromised-server');
    expect(failureText(bad)).toContain('critical against bank.example');
  });
});
