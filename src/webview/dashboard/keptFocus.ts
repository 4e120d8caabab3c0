/** Names an element, so that focus and scroll position find it again when the page is drawn anew. */
export function keyed<Kind extends HTMLElement>(element: Kind, key: string): Kind {
  element.dataset.key = key;
  return element;
}

/** Draws the page anew and leaves the focus where it was, or on what stands in for something that is gone. */
export function keepFocus(draw: () => void, standIn: () => HTMLElement | null): void {
  const before = document.activeElement;
  const key = before instanceof HTMLElement ? before.dataset.key : undefined;
  const scrolled = new Map(keyedElements().map(({ dataset, scrollTop }) => [dataset.key, scrollTop]));
  draw();
  for (const element of keyedElements()) {
    const top = scrolled.get(element.dataset.key);
    if (top) element.scrollTop = top;
  }
  if (key === undefined || document.activeElement === before) return;
  const again = keyedElements().find(({ dataset }) => dataset.key === key);
  (again ?? standIn())?.focus({ preventScroll: again !== undefined });
}

function keyedElements(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-key]')];
}
