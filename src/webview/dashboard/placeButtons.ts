import { fillPlaces } from '../../core/code/fillPlaces';
import type { PlaceView } from '../../core/dashboard/view';
import { button } from '../dom';
import type { PageContext } from './barTable';
import { keyed } from './keptFocus';

/** What the diagnosis is drawn with: it is there before the first scan too. */
export type DiagnosisContext = Pick<PageContext, 'content' | 'unfolded' | 'post' | 'redraw'>;

/** The places that prove something, each a way to open it. */
export function placeButtons(
  places: readonly PlaceView[],
  key: string,
  { content: { texts }, post }: DiagnosisContext,
): (HTMLElement | string)[] {
  return places.flatMap(({ label, place }, index) => {
    const open = button(label, 'code', () => post({ type: 'open', place }));
    open.setAttribute('aria-label', fillPlaces(texts['action.openPlace'], { name: label }));
    open.dir = 'ltr';
    return [' ', keyed(open, `place ${key} ${index}`)];
  });
}
