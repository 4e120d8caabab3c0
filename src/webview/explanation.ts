import { isSameReference } from '../core/code/codeReference';
import type { PanelContent, PanelMessage, PanelState, ShowMessage } from '../messages/explanationMessages';
import { element } from './dom';
import { explanationSections, messageSection, showTicks } from './sections';

const host = acquireVsCodeApi<PanelState>();
const post = (message: PanelMessage) => host.postMessage(message);
const page = element('main', { id: 'explanation' });
/** Says to a screen reader that another code is shown, without moving its focus. */
const announcement = element('p', { role: 'status', class: 'visually-hidden' });
document.body.append(announcement, page);

let shown: PanelContent | undefined;

window.addEventListener('message', ({ data }: MessageEvent<ShowMessage>) => {
  if (data.type === 'show') show(data.content);
});

function show(content: PanelContent): void {
  const before = shown;
  shown = content;
  if (before && isSameReference(before.reference, content.reference)) {
    document.getElementById('message')?.replaceWith(messageSection(content));
    showTicks(page, content);
    return;
  }
  const hadFocus = page.contains(document.activeElement);
  page.replaceChildren(...explanationSections(content, post));
  announcement.textContent = `${content.explanation.code} ${content.explanation.name}`;
  if (hadFocus) page.querySelector('h1')?.focus();
  window.scrollTo(0, 0);
  host.setState({ reference: content.reference });
}

post({ type: 'ready' });
