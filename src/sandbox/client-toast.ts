/// <reference lib="dom" />
import { byId, h } from "./client-dom.ts";

const SHOWN_MS = 4_500;

/** One line that goes away by itself, with at most one action. */
export function toast(text: string, action?: { label: string; act: () => void }): void {
  const button =
    action &&
    h("button", { type: "button", onclick: () => (action.act(), line.remove()) }, action.label);
  const line = h("div", { class: "toast" }, h("span", {}, text), button ?? null);
  const place = byId("toasts", HTMLElement);
  place.append(line);
  while (place.children.length > 3) place.firstElementChild?.remove();
  setTimeout(() => line.remove(), SHOWN_MS);
}
