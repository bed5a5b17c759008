import { choice } from "./page-panel.ts";
import { icon, type Say } from "./page-part.ts";

/** How a bin may answer; the browser code sends what stands in `data-dial`. */
const dials = [
  { name: "ok", sign: "check", dial: { status: 200 } },
  { name: "404", sign: "x", dial: { status: 404 } },
  { name: "429", sign: "timer", dial: { status: 429, retry_after: 5 } },
  { name: "410", sign: "trash", dial: { status: 410 } },
  { name: "500", sign: "alert", dial: { status: 500 } },
  { name: "drip", sign: "more", dial: { kind: "drip" } },
  { name: "drop", sign: "unplug", dial: { kind: "drop" } },
];

/** The request bin: where webhooks may be sent, how it answers, and what came. */
export function catcher(say: Say): string {
  const answers = dials.map(
    ({ name, sign, dial }) =>
      `<button type="button" data-dial='${JSON.stringify(dial)}'${name === "ok" ? ' class="first"' : ""}>${icon(sign)}<span><b>${say(`dial-${name}`)}</b><span class="note-line">${say(`dial-${name}-note`)}</span></span></button>`,
  );
  const delays = {
    0: say("delay-0"),
    1000: say("delay-1"),
    3000: say("delay-3"),
    12000: say("delay-12"),
  };
  const times = { always: say("fault-always"), x1: "1", x3: "3", x10: "10" };
  return `<p class="small muted">${say("catch-lead")}</p>
<div class="bin">${choice("bin", say("catch-bin"), { mine: "mine" })}<button class="btn" type="button" id="bin-new">${icon("plus", "s")}${say("catch-new")}</button></div>
<p class="address"><code id="bin-url"></code><button class="btn quiet" type="button" id="bin-copy">${icon("copy", "s")}${say("catch-copy")}</button></p>
<div class="acts"><button class="btn main" type="button" id="bin-connect" hidden>${say("catch-connect")}</button><button class="btn" type="button" id="bin-secret">${say("catch-secret")}</button></div>
<p class="small muted" id="bin-verifies"></p>
<h2>${say("catch-answers")}</h2>
<div class="pair">${choice("bin-delay", say("catch-delay"), delays)}${choice("bin-times", say("fault-times"), times)}</div>
<div class="scen">${answers.join("\n")}</div>
<p class="small muted" id="bin-answers" role="status"></p>
<div class="caught-head"><h2>${say("catch-caught")} <span class="muted" id="bin-count"></span></h2><button class="btn quiet" type="button" id="bin-clear">${say("clear")}</button></div>
<ol class="caught" id="caught" aria-label="${say("catch-caught")}"></ol>`;
}
