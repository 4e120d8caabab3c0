import type { DashboardContent, FilterPart, NamePart, Unit } from '../core/dashboard/view';

/** From the extension to the dashboard. */
export interface ShowDashboard {
  readonly type: 'show';
  readonly content: DashboardContent;
}

/** From the dashboard to the extension. */
export type DashboardMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'scan' }
  /** Show the hits of a name only, or no longer only those. */
  | { readonly type: 'toggle'; readonly part: NamePart; readonly value: string }
  /** Show a time only; milliseconds of the wall clock, as if it were UTC. */
  | { readonly type: 'time'; readonly from: number; readonly until: number }
  | { readonly type: 'remove'; readonly part: FilterPart }
  | { readonly type: 'clear' }
  /** Undefined for the one that fits. */
  | { readonly type: 'unit'; readonly unit: Unit | undefined }
  | { readonly type: 'changeZone' }
  | { readonly type: 'explain'; readonly code: string }
  /** Open what proves something (see `PlaceView`). */
  | { readonly type: 'open'; readonly place: number }
  | { readonly type: 'createCase' }
  | { readonly type: 'copyMarkdown' }
  /** The page has no way to the clipboard: save its picture, a PNG file. */
  | { readonly type: 'savePicture'; readonly png: Uint8Array };

/** What the dashboard keeps for a window reload. */
export interface DashboardState {
  readonly unit: Unit | undefined;
}
