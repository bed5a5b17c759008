import { deliveries } from "./pbx-delivery.ts";
import { callKinds, type CallKind } from "./pbx-plot.ts";
import { icon, type Say } from "./page-part.ts";
import { talks } from "./talk-list.ts";

const signs: Record<CallKind, string> = {
  answered: "in",
  missed: "missed",
  forward: "fwd",
  group: "users",
  transfer: "swap",
  burst: "burst",
  lost_hangup: "unplug",
};

const faultSigns = {
  "429": "timer",
  "500": "alert",
  "502": "alert",
  hang: "clock",
  drop: "unplug",
  error: "x",
  "401": "x",
  "402": "x",
  html: "doc",
  paraphrase: "talk",
};

/** What may go wrong beside Telegram, and where, when nothing else was chosen. */
const faultServices: Record<string, string> = {
  "401": "stt",
  "402": "stt",
  html: "recording",
  paraphrase: "llm",
};

/** The seven calls of the simulated PBX; callers and the transfer's names are put in by the browser code. */
export function dialer(say: Say): string {
  const calls = callKinds.map(
    (kind) =>
      `<button type="button" data-play="${kind}"${kind === "answered" ? ' class="wide"' : ""}>${icon(signs[kind])}<span><b>${say(`play-${kind}`)}</b><span class="note-line">${say(`play-${kind}-note`)}</span></span></button>`,
  );
  return `<div class="pair">${choice("provider", say("provider"), { phonet: "Phonet", novofon: "Novofon", novofon2: "Novofon 2.0", flat: "JSON" })}${choice("caller", say("caller"), { new: say("caller-new"), hidden: say("caller-hidden") })}</div>
<div class="scen">${calls.join("\n")}</div>
<div class="pair">${choice("delivery", say("delivery"), Object.fromEntries(deliveries.map((one) => [one, say(`delivery-${one}`)])))}${choice("speed", say("speed"), { x10: "×10", x1: "×1" })}</div>
${choice("talk", say("talk"), { turn: say("talk-turn"), ...Object.fromEntries(talks.map(({ name }) => [name, say(`talk-${name}`)])) })}`;
}

/** What the Bot API stand-in can be told to do wrong. */
export function faults(say: Say): string {
  const kinds = Object.entries(faultSigns).map(
    ([kind, sign]) =>
      `<button type="button" data-fault="${kind}"${kind in faultServices ? ` data-service="${faultServices[kind]}"` : ""}>${icon(sign)}<span><b>${say(`fault-${kind}`)}</b><span class="note-line">${say(`fault-${kind}-note`)}</span></span></button>`,
  );
  const methods = {
    "": say("fault-any"),
    sendMessage: "sendMessage",
    editMessageText: "editMessageText",
    answerCallbackQuery: "answerCallbackQuery",
    recording: say("at-recording"),
    stt: say("at-stt"),
    llm: say("at-llm"),
    whatsapp: say("at-whatsapp"),
  };
  return `<p class="small muted">${say("faults-lead")}</p>
<div class="pair">${choice("fault-method", say("fault-method"), methods)}${choice("fault-times", say("fault-times"), { x1: "1", x3: "3", x10: "10", always: say("fault-always") })}</div>
<div class="scen">${kinds.join("\n")}</div>
<button class="btn" type="button" id="fault-clear">${icon("check", "s")}${say("fault-clear")}</button>`;
}

/** A field with a list to choose from. */
export function choice(id: string, label: string, options: Record<string, string>): string {
  const list = Object.entries(options).map(
    ([value, text]) => `<option value="${value}">${text}</option>`,
  );
  return `<label class="field"><span>${label}</span><select id="${id}">${list.join("")}</select></label>`;
}
