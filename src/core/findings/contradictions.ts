import type { Finding } from '../incident/finding';
import type { Ticks } from '../incident/oldChecklist';
import { actionKey } from '../incident/progress';
import { rules } from './';

/** An action that is ticked although findings stand against it. */
export interface Contradiction {
  /** The action's key, `<step>/<action>`, as ticks have it. */
  readonly key: string;
  readonly step: Finding['step'];
  /** Critical ones and warnings, in the order given. */
  readonly findings: readonly Finding[];
}

/** What is ticked against the findings, by key. Information stands against nothing. */
export function contradictions(findings: readonly Finding[], ticks: Ticks): Contradiction[] {
  const byKey = new Map<string, Contradiction & { findings: Finding[] }>();
  for (const finding of findings) {
    if (finding.severity === 'information') continue;
    const rule = rules.find(({ id }) => id === finding.rule);
    for (const action of rule?.actions ?? []) {
      const key = actionKey({ id: finding.step }, { id: action });
      if (!Object.hasOwn(ticks, key)) continue;
      const known = byKey.get(key);
      if (known) known.findings.push(finding);
      else byKey.set(key, { key, step: finding.step, findings: [finding] });
    }
  }
  return [...byKey.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}
