import { diagnoseInSteps } from '../core/diagnosis/diagnose';
import type { Diagnosis } from '../core/diagnosis/diagnosis';
import { findingsByRule } from '../core/findings';
import type { Circumstances } from '../core/findings/rule';
import type { Finding } from '../core/incident/finding';
import { inSteps } from '../shared/inSteps';

/** Draws findings and diagnosis once from the same facts, however many ask: both take a while where much was imported. */
export class DrawnOnce {
  private from: Circumstances | undefined;
  private found: Promise<Finding[]> | undefined;
  private diagnosed: Promise<Diagnosis> | undefined;

  findings(from: Circumstances): Promise<Finding[]> {
    this.turnTo(from);
    this.found ??= inSteps(collected(findingsByRule(from)));
    return this.found;
  }

  diagnosis(from: Circumstances): Promise<Diagnosis> {
    this.turnTo(from);
    this.diagnosed ??= inSteps(diagnoseInSteps(from));
    return this.diagnosed;
  }

  /** Forgets what was drawn from other facts. */
  private turnTo(from: Circumstances): void {
    if (this.from?.tenant === from.tenant && this.from.logs === from.logs) return;
    this.from = from;
    this.found = this.diagnosed = undefined;
  }
}

function* collected(byRule: Iterable<Finding[]>): Generator<void, Finding[]> {
  const all: Finding[] = [];
  for (const found of byRule) {
    all.push(...found);
    yield;
  }
  return all;
}
