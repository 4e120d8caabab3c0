import * as vscode from 'vscode';
import { type CommandsOf, commandIds } from '../commandIds';
import { resultCommands } from '../commands/resultCommands';
import { scanCommands } from '../commands/scanCommands';
import { isGrouping } from '../core/results/grouping';
import { ResultsModel } from '../core/results/resultsModel';
import { ExcerptReader } from '../editor/excerptReader';
import { Excerpts } from '../editor/excerpts';
import { ResultPlaces } from '../editor/resultPlaces';
import { DashboardPanel } from '../panels/dashboardPanel';
import type { ReadingFeature } from '../reading/createReading';
import { ScanOffer } from '../scans/scanOffer';
import { ScanRunner } from '../scans/scanRunner';
import type { ScanSession } from '../scans/scanSession';
import type { Feature } from '../shared/feature';
import type { Services } from '../shared/services';
import { followEditor } from '../views/followEditor';
import { describeResults } from '../views/resultsDescription';
import { ResultsTree } from '../views/resultsTree';
import type { ResultRows, ResultsView } from '../views/resultsView';

/** What scanning works with; all of it is there from the start. */
export interface ScanningServices extends Services {
  readonly session: ScanSession;
  readonly results: ResultsView;
  readonly reading: Feature<ReadingFeature>;
  /** Told which excerpt has more lines now. */
  readonly excerptChanged: (uri: vscode.Uri) => void;
}

/** What is loaded with the first scan. */
export interface ScanningFeature extends ResultRows, vscode.Disposable {
  readonly excerpts: Excerpts;
  readonly offer: ScanOffer;
  readonly dashboard: DashboardPanel;
  readonly commands: CommandsOf<'scanning'>;
}

/** Puts scanning together; a bundle of its own, since most windows never scan. */
export function createScanning(services: ScanningServices): ScanningFeature {
  const { session, results, reading, problems, knowledge, excerptChanged } = services;
  const { extensionUri } = services.context;
  const remembered = results.rememberedGrouping;
  const grouping = isGrouping(remembered) ? remembered : 'code';
  const model = new ResultsModel({ grouping, filter: {}, words: '' }, results.refresh);
  const reader = new ExcerptReader();
  const excerpts = new Excerpts(reader, excerptChanged);
  const runner = new ScanRunner(session, problems);
  const tree = new ResultsTree(model);
  const following = followEditor(results, tree, excerpts);
  const places = new ResultPlaces(reading, excerpts);
  const dashboard = new DashboardPanel({ extensionUri, knowledge, problems, scans: session, results });
  return {
    model,
    tree,
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
