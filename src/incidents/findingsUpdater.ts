import * as vscode from 'vscode';
import type { Evidence } from '../core/code/evidence';
import type { Diagnosis } from '../core/diagnosis/diagnosis';
import { logFactsOf, noLogFacts } from '../core/findings/logFacts';
import type { Circumstances } from '../core/findings/rule';
import type { Finding } from '../core/incident/finding';
import type { FindingsTarget } from '../core/incident/target';
import type { LogFacts } from '../core/logs/figures/logFacts';
import type { ScanSnapshot } from '../core/logs/figures/snapshot';
import type { Scans } from '../scanning/scans';
import { inSteps } from '../shared/inSteps';
import type { Problems } from '../shared/problems';
import { DrawnOnce } from './drawnOnce';
import type { TenantFactsStore } from './tenantFactsStore';

/** What findings are made of, and who takes them. */
export interface FindingsServices {
  readonly store: TenantFactsStore;
  readonly problems: Problems;
  readonly scans: Pick<Scans, 'snapshot'>;
  readonly targets: readonly FindingsTarget[];
  /** Told what may be behind the block, and what happened, whenever that was concluded anew. */
  readonly onDiagnosis?: ((diagnosis: Diagnosis) => void) | undefined;
}

/** Concludes anew after each import, and when told that a scan has ended, and passes on what the rules say. */
export class FindingsUpdater implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  /** The facts of the logs change with each scan; those of a large one take a while to gather. */
  private readonly ofSnapshot = new WeakMap<ScanSnapshot, Promise<LogFacts>>();
  private readonly drawn = new DrawnOnce();
  private round = 0;
  /** Files that were read since the rules last concluded. */
  private read: Evidence[] = [];

  constructor(private readonly services: FindingsServices) {
    this.subscription = services.store.onDidChange((added) => {
      this.read.push(...added.map(({ source }) => source));
      this.update();
    });
  }

  /** What the rules conclude from everything that is known now. */
  async current(): Promise<readonly Finding[]> {
    return this.drawn.findings(await this.circumstances());
  }

  /** What may be behind the block, and what happened, by everything that is known now. */
  async diagnosis(): Promise<Diagnosis> {
    return this.drawn.diagnosis(await this.circumstances());
  }

  private async circumstances(): Promise<Circumstances> {
    const { store, scans } = this.services;
    const snapshot = scans.snapshot;
    let logs: LogFacts = noLogFacts;
    if (snapshot) {
      const facts = this.ofSnapshot.get(snapshot) ?? inSteps(logFactsOf(snapshot));
      this.ofSnapshot.set(snapshot, facts);
      logs = await facts;
    }
    return { tenant: await store.facts(), logs };
  }

  /** Concludes from everything that is known now, in the background. */
  update(): void {
    if (this.services.targets.length === 0) return;
    this.round += 1;
    const { round } = this;
    void this.current()
      .catch((error: unknown) => this.tell(error))
      .then(async (findings) => {
        // An import or scan that ended meanwhile has begun a round of its own.
        if (round !== this.round) return;
        await this.pass(findings ?? undefined);
        const { onDiagnosis } = this.services;
        if (onDiagnosis) onDiagnosis(await this.diagnosis());
      })
      .catch((error: unknown) => this.tell(error));
  }

  /** Passes on what was found together with what was read, so that an incident is saved once for both. */
  private async pass(findings: readonly Finding[] | undefined): Promise<void> {
    const conclusions = { ...(findings ? { findings } : {}), evidence: this.read.splice(0) };
    await Promise.all(this.services.targets.map((target) => target.conclude(conclusions)));
  }

  private tell(error: unknown): void {
    this.services.problems.show(
      vscode.l10n.t('NDR Lens could not check the imported exports. The log says why.'),
      error,
    );
  }

  dispose(): void {
    this.round += 1;
    this.subscription.dispose();
    // The rules may conclude another time; what was read is known now.
    if (this.read.length > 0) void this.pass(undefined).catch((error: unknown) => this.tell(error));
  }
}
