import fc from 'fast-check';
import { generate, type Kind, type Mail } from './generatedLogs';

const mail = fc.record({
  sender: fc.integer({ min: 0, max: 4 }),
  domain: fc.integer({ min: 0, max: 2 }),
  blocked: fc.boolean(),
});

export interface Traffic {
  readonly mails: readonly { readonly sender: number; readonly domain: number; readonly blocked: boolean }[];
  readonly pick: readonly number[];
  readonly ids: number;
}

/** Mails whose lines are mixed, and whose ids are few, so that they are used again. */
export const traffic = fc.record({
  mails: fc.array(mail, { minLength: 1, maxLength: 40 }),
  pick: fc.array(fc.nat(30), { minLength: 1, maxLength: 20 }),
  ids: fc.integer({ min: 1, max: 20 }),
  cut: fc.nat(),
});

export function logOf(kind: Kind, { mails, pick, ids }: Traffic): readonly string[] {
  const all: Mail[] = mails.map(({ sender, domain, blocked }, number) => ({
    number,
    sender: sender === 4 ? '' : `a${sender}@X${domain}.example`,
    recipient: `b${number}@y.example`,
    blocked,
  }));
  return generate(kind, all, pick, ({ number }) => `${((number % ids) + 0xabc0).toString(16).toUpperCase()}F`)
    .lines;
}
