/// <reference lib="dom" />
import { attempt, get, loadAllMessages, loadWorld, send } from "./client-api.ts";
import { drawCatch, loadBins, startCatch } from "./client-catch.ts";
import { drawChat } from "./client-chat.ts";
import { drawCompose, startCompose } from "./client-compose.ts";
import { newPerson } from "./client-dialog.ts";
import { byId, h } from "./client-dom.ts";
import { startFaults } from "./client-fault.ts";
import { drawJournal, logRequest, startJournal, type Request } from "./client-journal.ts";
import { chatsOf } from "./client-chat-list.ts";
import { changed, model, onChange, unreadOf, type Pane } from "./client-model.ts";
import { drawPbx, loadPbx, play, startPbx } from "./client-pbx.ts";
import { drawRail } from "./client-rail.ts";
import { follow } from "./client-stream.ts";
import { loadTexts, say, timeText } from "./client-text.ts";
import { toast } from "./client-toast.ts";

const panes: readonly Pane[] = ["chats", "chat", "pbx", "log"];

await loadTexts();
recall();
startCompose();
startJournal();
startPbx();
startFaults();
startCatch();
startTabs();
for (const button of document.querySelectorAll("[data-reset]"))
  button.addEventListener("click", () => attempt(reset));
for (const button of dockButtons())
  button.addEventListener("click", () => show(button.dataset["pane"] ?? ""));
byId("person-new", HTMLButtonElement).addEventListener("click", newPerson);
const playFirst = () => play("answered");
onChange(drawRail);
onChange(() => drawChat(playFirst));
onChange(drawCompose);
onChange(drawPbx);
onChange(drawCatch);
onChange(() => drawJournal(playFirst));
onChange(drawDock);
onChange(remember);
document.addEventListener("visibilitychange", changed);
drawClock();
setInterval(drawClock, 5_000);
await loadAll().catch(() => toast(say("offline")));
follow(loadAll);
document.body.dataset["ready"] = "yes";

async function loadAll(): Promise<void> {
  await loadWorld();
  for (const request of await get<Request[]>("/requests?after=0")) logRequest(request);
  await Promise.all([loadAllMessages(), loadPbx(), loadBins()]);
  changed();
}

async function reset(): Promise<void> {
  await send("POST", "/reset");
  model.journal = [];
  model.messages.clear();
  model.seen.clear();
  model.chosen = false;
  await loadAll();
  toast(say("reset-done"));
}

function show(pane: string): void {
  model.pane = panes.find((one) => one === pane) ?? "chat";
  changed();
}

function drawDock(): void {
  const frame = document.querySelector<HTMLElement>(".sbx");
  if (frame) frame.dataset["pane"] = model.pane;
  const unread = chatsOf(model.person).reduce((sum, chat) => sum + unreadOf(chat), 0);
  for (const button of dockButtons()) {
    const current = button.dataset["pane"] === model.pane;
    if (current) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
    button.querySelector(".new")?.remove();
    if (button.dataset["pane"] === "chats" && unread > 0)
      button.append(
        h("span", { class: "new", "aria-label": say("unread", { n: unread }) }, String(unread)),
      );
  }
}

function dockButtons(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".sb-dock [data-pane]")];
}

function startTabs(): void {
  const tabs = ["pbx", "faults", "catch"].map((name) => byId(`tab-${name}`, HTMLButtonElement));
  const choose = (chosen: HTMLButtonElement) => {
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      byId(tab.getAttribute("aria-controls") ?? "", HTMLElement).hidden = tab !== chosen;
    }
  };
  tabs.forEach((tab, n) => {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
      const next = tabs.at((n + step) % tabs.length);
      if (step === 0 || !next) return;
      choose(next);
      next.focus();
    });
  });
}

function drawClock(): void {
  byId("clock", HTMLElement).textContent = timeText(Date.now());
}

/** A reload shows the same person and chat again. */
function remember(): void {
  if (model.chosen) sessionStorage.setItem("place", JSON.stringify([model.person, model.chat]));
  else sessionStorage.removeItem("place");
}

function recall(): void {
  const place: [number | null, string | null] = JSON.parse(
    sessionStorage.getItem("place") ?? "[null,null]",
  );
  [model.person, model.chat] = place;
  model.chosen = model.person !== null;
  const seen: [string, number][] = JSON.parse(sessionStorage.getItem("seen") ?? "[]");
  model.seen = new Map(seen);
}
