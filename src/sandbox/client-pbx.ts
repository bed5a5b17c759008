/// <reference lib="dom" />
import { attempt, get, send } from "./client-api.ts";
import { byId, h } from "./client-dom.ts";
import { logHook, type Hook } from "./client-journal.ts";
import { changed, model, type Account } from "./client-model.ts";
import { say } from "./client-text.ts";
import { toast } from "./client-toast.ts";

type Run = { run: string; kind: string; total: number; state: string; hooks: Hook[] };

/** A button stops saying "ringing" after this long, even when hooks were lost on the way. */
const PLAYING_AT_MOST_MS = 150_000;

export function startPbx(): void {
  for (const button of playButtons())
    button.addEventListener("click", () => play(button.dataset["play"] ?? ""));
  byId("provider", HTMLSelectElement).addEventListener("change", drawPbx);
}

export async function loadPbx(): Promise<void> {
  const [{ accounts }, { runs }] = await Promise.all([
    get<{ accounts: Account[] }>("/accounts"),
    get<{ runs: Run[] }>("/pbx"),
  ]);
  model.accounts = accounts;
  for (const { hooks } of runs) for (const hook of hooks) logHook(hook);
  model.playing.clear();
  for (const { run, kind, state, hooks, total } of runs)
    if (state === "running") playingOf(kind).set(run, { done: hooks.length, total });
  drawPbx();
}

/** Presses one of the seven buttons with what is chosen around them. */
export function play(kind: string): void {
  const caller = chosen("caller");
  attempt(async () => {
    const { run, total } = await send<{ run: string; total: number }>("POST", "/pbx", {
      provider: chosen("provider"),
      kind,
      ...(caller === "new" ? {} : { caller }),
      ...(chosen("talk") === "turn" ? {} : { talk: chosen("talk") }),
      speed: chosen("speed") === "x10" ? 10 : 1,
      delivery: chosen("delivery"),
    });
    if (chosen("delivery") === "lost") toast(say("lost-note"));
    // A call whose end is lost is none to a PBX that tells of ended calls alone.
    if (total > 0) playingOf(kind).set(run, { done: 0, total });
    setTimeout(() => (playingOf(kind).delete(run), changed()), PLAYING_AT_MOST_MS);
    if (model.pane === "pbx" && innerWidth < 720)
      toast(say("played"), {
        label: say("see-chat"),
        act: () => ((model.pane = "chat"), changed()),
      });
    changed();
  });
}

function chosen(id: string): string {
  return byId(id, HTMLSelectElement).value;
}

/** Counts a hook of a run that is being played. */
export function countHook({ run }: Hook): void {
  for (const runs of model.playing.values()) {
    const found = runs.get(run ?? "");
    if (found && ++found.done >= found.total) runs.delete(run ?? "");
  }
  changed();
}

export function drawPbx(): void {
  const wanted = chosen("provider") === "phonet" ? "phonet" : "novofon";
  const account = model.accounts.find(({ provider }) => provider === wanted);
  drawCallers(account);
  const [first, second] = account?.employees ?? [];
  for (const button of playButtons()) {
    const kind = button.dataset["play"] ?? "";
    const playing = [...(model.playing.get(kind)?.values() ?? [])].at(-1);
    const note = playing
      ? say("playing", playing)
      : say(`play-${kind}-note`, { from: first?.name ?? "", to: (second ?? first)?.name ?? "" });
    button.classList.toggle("busy", playing !== undefined);
    const line = button.querySelector(".note-line");
    if (line && line.textContent !== note) line.textContent = note;
  }
}

function drawCallers(account: Account | undefined): void {
  const select = byId("caller", HTMLSelectElement);
  const known = account?.contacts ?? [];
  const listed = [...select.options].slice(2).map(({ value }) => value);
  if (listed.join() === known.map(({ number }) => number).join()) return;
  const before = select.value;
  for (const option of [...select.options].slice(2)) option.remove();
  select.append(...known.map(({ number, name }) => h("option", { value: number }, name)));
  select.value = before;
  if (select.value === "") select.value = "new";
}

function playingOf(kind: string): Map<string, { done: number; total: number }> {
  const runs = model.playing.get(kind) ?? new Map<string, { done: number; total: number }>();
  model.playing.set(kind, runs);
  return runs;
}

function playButtons(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-play]")];
}
