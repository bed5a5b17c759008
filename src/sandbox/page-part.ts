/** Gives a text of the page, escaped for HTML. */
export type Say = (id: string) => string;

export const mark = '<svg class="mark" aria-hidden="true"><use href="#i-mark"/></svg>';

export function icon(name: string, size = ""): string {
  return `<svg class="i ${size}" aria-hidden="true"><use href="#i-${name}"/></svg>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
