import * as vscode from 'vscode';
import { isGrouping } from '../core/results/grouping';
import { ResultsModel } from '../core/results/resultsModel';
import type { ReadingFeature } from '../reading/createReading';
import { type CommandsOf, commandIds } from '../shared/commandIds';
import type { Feature } from '../shared/feature';
import type { Services } from '../shared/services';
import { DashboardPanel } from './dashboardPanel';
import type { DiagnosisBoard } from './diagnosisBoard';
import { ExcerptNumbers } from './excerptNumbers';
import { ExcerptReader } from './excerptReader';
import { Excerpts } from './excerpts';
import { followEditor } from './followEditor';
import { resultCommands } from './resultCommands';
import { ResultPlaces } from './resultPlaces';
import { stepCommands } from './resultSteps';
import { describeResults } from './resultsDescription';
import { ResultsTree } from './resultsTree';
import type { ResultRows, ResultsView } from './resultsView';
import { scanCommands } from './scanCommands';
import { ScanOffer } from './scanOffer';
import { ScanRunner } from './scanRunner';
import type { ScanSession } from './scanSession';

/** What scanning works with; all of it is there from the start. */
export interface ScanningServices extends Services {
  readonly session: ScanSession;
  readonly results: ResultsView;
  readonly board: DiagnosisBoard;
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
  const { session, results, board, reading, problems, knowledge, excerptChanged } = services;
  const { extensionUri } = services.context;
  const remembered = results.rememberedGrouping;
  const grouping = isGrouping(remembered) ? remembered : 'code';
  const model = new ResultsModel({ grouping, filter: {} }, results.refresh);
  const reader = new ExcerptReader();
  const excerpts = new Excerpts(reader, excerptChanged);
  const numbers = new ExcerptNumbers(excerpts);
  const runner = new ScanRunner(session, problems);
  const tree = new ResultsTree(model);
  const following = followEditor(results, tree.structure, excerpts);
  const places = new ResultPlaces({ reading, excerpts, problems, runner });
  const dashboard = new DashboardPanel({ extensionUri, knowledge, problems, scans: session, results, board });
  return {
    model,
    tree,
    excerpts,
    offer: new ScanOffer(session, runner),
    dashboard,
    commands: {
      ...scanCommands({ runner, results }),
      ...resultCommands({ session, runner, results, model, places }),
      ...stepCommands({ results, places, structure: tree.structure, excerpts }),
      [commandIds.showEarlierLines]: () => excerpts.grow('earlier'),
      [commandIds.showLaterLines]: () => excerpts.grow('later'),
      [commandIds.openDashboard]: () => dashboard.show(),
    },
    describe: (snapshot) => describeResults(model, snapshot),
    dispose: () => vscode.Disposable.from(following, numbers, excerpts, reader, dashboard).dispose(),
  };
}
