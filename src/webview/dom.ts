type Child = Node | string;

/** An element with attributes and children. Strings become text nodes: nothing is ever parsed as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  created.append(...children);
  return created;
}

/** A button that says what it does and does it. */
export function button(
  label: string,
  kind: 'primary' | 'secondary' | 'code' | 'link',
  act: () => void,
): HTMLButtonElement {
  const created = element('button', { type: 'button', class: kind }, label);
  created.addEventListener('click', act);
  return created;
}

/** A list of one kind of child, or nothing when there is none to list. */
export function list(tag: 'ul' | 'ol', items: readonly (readonly Child[])[]): HTMLElement[] {
  return items.length > 0 ? [element(tag, {}, ...items.map((item) => element('li', {}, ...item)))] : [];
}
