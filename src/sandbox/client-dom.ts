/// <reference lib="dom" />

export type Child = Node | string | null | false;
export type Props = Record<string, string | boolean | undefined | ((event: Event) => void)>;

/** A new element. Functions become listeners ("onclick"), true an empty attribute; false and undefined leave it out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (typeof value === "string") element.setAttribute(name, value);
    else if (value) element.setAttribute(name, "");
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

export function icon(name: string, size = ""): SVGElement {
  const svg = svgOf(`i ${size}`.trim());
  svg.append(useOf(name));
  return svg;
}

export function mark(): SVGElement {
  const svg = svgOf("mark");
  svg.append(useOf("mark"));
  return svg;
}

/** An element of the frame that the server wrote. */
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`#${id} is missing from the page`);
  return found;
}

export type Item = {
  key: string;
  /** Changes exactly when the element has to be made anew. */ stamp: string;
  make: () => HTMLElement;
};

const made = new WeakMap<Element, { key: string; stamp: string }>();

/** Brings the children of `parent` to `items`; what did not change stays, and focus inside a remade child is kept. */
export function patch(parent: HTMLElement, items: readonly Item[]): void {
  const old = new Map([...parent.children].map((child) => [made.get(child)?.key, child]));
  const next = items.map(({ key, stamp, make }) => {
    const before = old.get(key);
    if (before && made.get(before)?.stamp === stamp) return before;
    const after = make();
    made.set(after, { key, stamp });
    if (before) swap(before, after);
    return after;
  });
  for (const child of old.values()) if (!next.includes(child)) child.remove();
  next.forEach((child, n) => {
    if (parent.children[n] !== child) parent.insertBefore(child, parent.children[n] ?? null);
  });
}

function swap(before: Element, after: Element): void {
  const place = focusable(before).indexOf(document.activeElement ?? before);
  before.replaceWith(after);
  const next = focusable(after)[place];
  if (place >= 0 && next instanceof HTMLElement) next.focus({ preventScroll: true });
}

function focusable(root: Element): Element[] {
  const inside = [...root.querySelectorAll("a[href], button, input, select, [tabindex]")];
  return root.matches("a[href], button") ? [root, ...inside] : inside;
}

function svgOf(name: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", name);
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

function useOf(name: string): SVGElement {
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  return use;
}
