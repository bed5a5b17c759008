/// <reference lib="dom" />
import { h, type Item } from "./client-dom.ts";
import type { Caught } from "./client-model.ts";
import { say, stampText } from "./client-text.ts";

/** A request that was caught: in a line, and opened with its rules, headers and body. */
export function caughtItem(bin: string, one: Caught): Item {
  return {
    key: `${bin}/${one.n}/${one.at}`,
    stamp: "",
    make: () => {
      const { headers, body, at, status } = one;
      const event = headers["x-webhook-event"] ?? "–";
      const tried = headers["x-webhook-attempt"];
      const about = tried === undefined || tried === "1" ? "" : say("catch-try", { n: tried });
      return h(
        "li",
        {},
        h(
          "details",
          {},
          h(
            "summary",
            {},
            h("span", { class: "mono" }, stampText(at)),
            h("b", {}, event),
            h("span", { class: "muted" }, about),
            badge(verdictOf(one)),
            h("span", { class: "mono" }, status === null ? "×" : String(status)),
          ),
          h("ul", { class: "rules" }, ...rulesOf(one).map(ruleLine)),
          h("h3", {}, say("catch-headers")),
          h("pre", { tabindex: "0" }, lines(headers)),
          h("h3", {}, say("catch-body")),
          h("pre", { tabindex: "0" }, body),
        ),
      );
    },
  };
}

type Verdict = { tone: "ok" | "bad" | ""; text: string };

/** All rules in a word: one that fails is enough for "wrong". */
function verdictOf(one: Caught): Verdict {
  if (one.hex === "no_secret") return { tone: "", text: say("catch-unchecked") };
  const good = rulesOf(one).every(({ tone }) => tone === "ok");
  return good ? { tone: "ok", text: say("catch-good") } : { tone: "bad", text: say("catch-bad") };
}

type Rule = Verdict & { name: string };

function rulesOf({ hex, standard, fresh }: Caught): Rule[] {
  return [
    signatureRule("X-Webhook-Signature", hex),
    signatureRule("webhook-signature", standard),
    {
      name: "webhook-timestamp",
      tone: fresh ? "ok" : "bad",
      text: say(fresh ? "check-fresh" : "check-stale"),
    },
  ];
}

function signatureRule(name: string, check: Caught["hex"]): Rule {
  const tone = check === "good" ? "ok" : check === "no_secret" ? "" : "bad";
  return { name, tone, text: say(`check-${check}`) };
}

function ruleLine({ name, tone, text }: Rule): HTMLElement {
  return h("li", {}, h("code", {}, name), badge({ tone, text }));
}

function badge({ tone, text }: Verdict): HTMLElement {
  return h("span", { class: `badge ${tone}` }, text);
}

function lines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
