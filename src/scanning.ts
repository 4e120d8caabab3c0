import * as vscode from 'vscode';
import { commandIds } from './commandIds';
import { resultCommands } from './commands/resultCommands';
import { scanCommands } from './commands/scanCommands';
import type { ScanSnapshot } from './core/logs/snapshot';
import { isGrouping } from './core/results/grouping';
import { ResultsModel } from './core/results/resultsModel';
import { ExcerptReader } from './editor/excerptReader';
import { Excerpts } from './editor/excerpts';
import type { Hits } from './editor/hits';
import { ResultPlaces } from './editor/resultPlaces';
import type { Knowledge } from './knowledgeLoader';
import { DashboardPanel } from './panels/dashboardPanel';
import type { Problems } from './problems';
import { ScanOffer } from './scans/scanOffer';
import { ScanRunner } from './scans/scanRunner';
import type { ScanSession } from './scans/scanSession';
import { followEditor } from './views/followEditor';
import { describeResults, type Surroundings } from './views/resultsDescription';
import { ResultsTree } from './views/resultsTree';
import type { ResultsView } from './views/resultsView';

/** What scanning works with; all of it is there from the start. */
export interface ScanningServices {
  readonly extensionUri: vscode.Uri;
  readonly session: ScanSession;
  readonly results: ResultsView;
  readonly hits: Hits;
  readonly problems: Problems;
  readonly knowledge: Knowledge;
  /** Told which excerpt has more lines now. */
  readonly excerptChanged: (uri: vscode.Uri) => void;
}

/** What is loaded with the first scan. */
export interface Scanning extends vscode.Disposable {
  readonly model: ResultsModel;
  readonly tree: ResultsTree;
  readonly runner: ScanRunner;
  readonly excerpts: Excerpts;
  readonly offer: ScanOffer;
  readonly dashboard: DashboardPanel;
  readonly commands: Readonly<Record<string, (argument?: unknown, selection?: unknown) => unknown>>;
  describe(snapshot: ScanSnapshot | undefined): Surroundings;
}

/** Puts scanning together; a bundle of its own, since most windows never scan. */
export function createScanning(services: ScanningServices): Scanning {
  const { extensionUri, session, results, hits, problems, knowledge, excerptChanged } = services;
  const remembered = results.rememberedGrouping;
  const grouping = isGrouping(remembered) ? remembered : 'code';
  const model = new ResultsModel({ grouping, filter: {}, words: '' }, results.refresh);
  const reader = new ExcerptReader(extensionUri);
  const excerpts = new Excerpts(reader, excerptChanged);
  const runner = new ScanRunner(session, problems);
  const tree = new ResultsTree(model);
  const following = followEditor(results, tree, excerpts);
  const places = new ResultPlaces(hits, excerpts);
  const dashboard = new DashboardPanel({ extensionUri, knowledge, problems, scans: session, results });
  return {
    model,
    tree,
    runner,
    excerpts,
    offer: new ScanOffer(session, runner),
    dashboard,
    commands: {
      ...scanCommands({ runner, results }),
      ...resultCommands({ session, runner, results, model, places }),
      [commandIds.showEarlierLines]: () => excerpts.grow('earlier'),
      [commandIds.showLaterLines]: () => excerpts.grow('later'),
      [commandIds.openDashboard]: () => dashboard.show(),
    },
    describe: (snapshot) => describeResults(model, snapshot),
    dispose: () => vscode.Disposable.from(following, excerpts, reader, dashboard).dispose(),
  };
}
