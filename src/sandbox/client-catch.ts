/// <reference lib="dom" />
import { attempt, get, send } from "./client-api.ts";
import { newBin, pasteSecret } from "./client-dialog.ts";
import { caughtItem } from "./client-caught.ts";
import { byId, h, mark, patch, type Item } from "./client-dom.ts";
import { changed, model, type Bin, type Dial } from "./client-model.ts";
import { say } from "./client-text.ts";
import { toast } from "./client-toast.ts";

const SHOWN = 30;

export function startCatch(): void {
  const choice = byId("bin", HTMLSelectElement);
  choice.addEventListener("change", () => attempt(() => openBin(choice.value)));
  click("bin-new", () => newBin(openBin));
  click("bin-secret", () => pasteSecret((secret) => turn({ ...plainDial(), secret })));
  click("bin-copy", () =>
    attempt(async () => {
      await navigator.clipboard.writeText(model.caught?.url ?? "");
      toast(say("copied"));
    }),
  );
  click("bin-connect", () =>
    attempt(async () => {
      await send("POST", `${path()}/webhook`);
      toast(say("catch-connected"));
      await loadBins();
    }),
  );
  click("bin-clear", () =>
    attempt(async () => {
      await send("DELETE", path());
      await loadBins();
    }),
  );
  for (const button of dials())
    button.addEventListener("click", () => attempt(() => turn(chosenDial(button))));
}

/** The names of all bins, and everything of the one that is shown. */
export async function loadBins(): Promise<void> {
  const { bins } = await get<{ bins: string[] }>("/catch");
  model.caught = await get<Bin>(path());
  model.bins = [...new Set(["mine", ...bins, model.bin])];
  changed();
}

let waiting = false;

/** Something came to a bin; many come at once, and one look is enough for them. */
export async function refreshBin(name: string): Promise<void> {
  if (waiting || (name !== model.bin && model.bins.includes(name))) return;
  waiting = true;
  await new Promise((resolve) => setTimeout(resolve, 100));
  waiting = false;
  // Without an answer the stream is lost as well, and its return loads everything.
  await loadBins().catch(() => undefined);
}

export function drawCatch(): void {
  drawNames();
  const bin = model.caught;
  if (!bin) return;
  byId("bin-url", HTMLElement).textContent = bin.url;
  byId("bin-connect", HTMLElement).hidden = !bin.connects || bin.dial.verifies;
  const verifies = say(bin.dial.verifies ? "catch-verifies" : "catch-trusts");
  byId("bin-verifies", HTMLElement).textContent = verifies;
  byId("bin-answers", HTMLElement).textContent = answersText(bin);
  byId("bin-count", HTMLElement).textContent = bin.count > 0 ? String(bin.count) : "";
  byId("bin-clear", HTMLElement).hidden = bin.count === 0;
  for (const button of dials())
    button.setAttribute("aria-pressed", String(isNow(bin.dial, dialOf(button))));
  const shown = bin.caught.slice(0, SHOWN);
  patch(
    byId("caught", HTMLElement),
    shown.length > 0 ? shown.map((one) => caughtItem(model.bin, one)) : [emptyItem()],
  );
}

function click(id: string, act: () => void): void {
  byId(id, HTMLButtonElement).addEventListener("click", act);
}

async function openBin(name: string): Promise<void> {
  model.bin = name;
  await loadBins();
}

function path(): string {
  return `/catch/${model.bin}`;
}

async function turn(dial: object): Promise<void> {
  await send("POST", path(), dial);
  await loadBins();
}

function dials(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-dial]")];
}

function dialOf(button: HTMLElement): Dial {
  const written: Partial<Dial> = JSON.parse(button.dataset["dial"] ?? "{}");
  return { status: 200, kind: "answer", delay_ms: 0, ...written };
}

/** What a button stands for, with the delay and the number of times beside it. */
function chosenDial(button: HTMLElement): object {
  const times = byId("bin-times", HTMLSelectElement).value;
  return {
    ...dialOf(button),
    delay_ms: Number(byId("bin-delay", HTMLSelectElement).value),
    ...(times === "always" ? {} : { times: Number(times.slice(1)) }),
  };
}

/** How the bin answers now, to be said again. */
function plainDial(): object {
  if (!model.caught) return {};
  const { dial, left } = model.caught;
  const { status, kind, delay_ms, retry_after } = dial;
  return {
    status,
    kind,
    delay_ms,
    ...(retry_after === undefined ? {} : { retry_after }),
    ...(left === null ? {} : { times: left }),
  };
}

function isNow(dial: Dial, one: Dial): boolean {
  return one.kind === dial.kind && (one.kind !== "answer" || one.status === dial.status);
}

function answersText({ dial, left }: Bin): string {
  const wait = dial.retry_after;
  const parts = [
    dial.kind === "answer" ? String(dial.status) : say(`dial-${dial.kind}`),
    dial.delay_ms > 0 && say("catch-after", { n: dial.delay_ms / 1000 }),
    wait !== undefined && `Retry-After: ${wait}`,
    left !== null && say("catch-left", { n: left }),
  ];
  return say("catch-now", { text: parts.filter(Boolean).join(" · ") });
}

function drawNames(): void {
  const choice = byId("bin", HTMLSelectElement);
  const listed = [...choice.options].map(({ value }) => value);
  if (model.bins.length > 0 && listed.join() !== model.bins.join())
    choice.replaceChildren(...model.bins.map((name) => h("option", { value: name }, name)));
  choice.value = model.bin;
}

function emptyItem(): Item {
  return {
    key: "empty",
    stamp: "",
    make: () => h("li", { class: "empty" }, mark(), h("span", {}, say("catch-empty"))),
  };
}
