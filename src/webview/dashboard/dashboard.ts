import type { DashboardContent } from '../../core/dashboard/view';
import type { DashboardMessage, DashboardState, ShowDashboard } from '../../messages/dashboardMessages';
import { element } from '../dom';
import { barTable, type PageContext } from './barTable';
import { copyPicture } from './copyPicture';
import { diagnosisSection } from './diagnosisSection';
import { keepFocus } from './keptFocus';
import { readPalette } from './palette';
import { emptySections, filterSection, headSection, readingSection } from './sections';
import { TimeSection } from './timeSection';

const host = acquireVsCodeApi<DashboardState>();
const post = (message: DashboardMessage) => host.postMessage(message);
const page = element('main', { id: 'dashboard' });
/** Says to a screen reader what changed, without moving its focus. */
const announcement = element('p', { role: 'status', class: 'visually-hidden' });
document.body.append(announcement, page);

// What stays where it is while the rest is drawn anew, so that nobody's drag or entry is disturbed.
const head = element('div');
const time = new TimeSection();
const tables = element('div', { class: 'tables' });
const unfolded = new Set<string>();
let shown: DashboardContent | undefined;

window.addEventListener('message', ({ data }: MessageEvent<ShowDashboard>) => {
  if (data.type !== 'show') return;
  shown = data.content;
  host.setState({ unit: shown.unit });
  draw();
  announce(shown);
});

// A theme sets its colours on the root element, and its kind on the body.
const themes = new MutationObserver(() => requestAnimationFrame(draw));
themes.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
themes.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });

function draw(): void {
  const content = shown;
  if (content)
    keepFocus(
      () => fill(content),
      () => page.querySelector('h1'),
    );
}

function fill(content: DashboardContent): void {
  const { view } = content;
  if (!view) {
    page.replaceChildren(
      ...emptySections(content, post),
      ...diagnosisSection({ content, unfolded, post, redraw: draw }),
    );
    return;
  }
  const context: PageContext = { content, view, palette: readPalette(), unfolded, post, redraw: draw };
  if (!time.element.isConnected) page.replaceChildren(head, time.element, tables);
  head.replaceChildren(
    headSection(context, () => void copy(context)),
    ...filterSection(context),
    ...diagnosisSection(context),
    readingSection(context),
  );
  time.show(context);
  tables.replaceChildren(...view.tables.map((table) => barTable(table, context)));
}

async function copy(context: PageContext): Promise<void> {
  const { texts } = context.content;
  try {
    const unreachable = await copyPicture(context);
    if (unreachable) post({ type: 'savePicture', png: unreachable });
    else tell(texts['picture.copied']);
  } catch {
    tell(texts['picture.failed']);
  }
}

/** Told once for each change of filter or state; while a scan runs the numbers change all the time. */
let announced = '';
function announce({ view, texts }: DashboardContent): void {
  if (!view) return;
  const state = view.state === 'complete' ? '' : texts[`state.${view.state}`];
  const chips = view.chips.map(({ part, name }) => `${texts[`part.${part}`]}: ${name}`);
  const told = [state, ...chips, ...view.filterNotes].join(' ').trim() || view.scanned;
  const key = view.state === 'running' ? [state, ...chips].join() : told;
  if (key === announced) return;
  announced = key;
  announcement.textContent = told;
}

/** Says something in sight, and to a screen reader. */
function tell(sentence: string): void {
  announcement.textContent = sentence;
  const note = element('p', { class: 'toast' }, sentence);
  page.querySelector('.actions')?.after(note);
  setTimeout(() => note.remove(), 4000);
}

post({ type: 'ready' });
