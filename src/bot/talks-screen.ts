import { heard, timeCode } from "../calls/spoken-word.ts";
import type { FoundCall } from "../desk/find-service.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { cleanName, escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { callButton, PAGE } from "./calls-screen.ts";
import type { Near } from "./here.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

type TalksView = { asked: string; talks: readonly FoundCall[]; before: number | null } & Near;

/** A page of calls in which something was said, newest first; one more than a page means that there are older ones. */
export function talksScreen(language: Language, view: TalksView): Screen {
  const { asked, talks, before } = view;
  if (talks.length === 0) return { html: html(language, "find-nothing", { text: asked }) };
  const page = talks.slice(0, PAGE);
  const turn = (label: "calls-newest" | "calls-older", from: number | null): Button => ({
    label: text(language, label),
    action: { do: "talks", text: asked, before: from },
  });
  const oldest = page.at(-1);
  const turning = [
    ...(before === null ? [] : [turn("calls-newest", null)]),
    ...(talks.length > PAGE && oldest ? [turn("calls-older", oldest.callId)] : []),
  ];
  const title = html(language, "find-talks-title", { text: asked });
  return {
    html: [
      title,
      ...page.map((talk) => `${headOf(language, talk, view)}\n${wordsLine(language, talk, view)}`),
    ].join("\n\n"),
    rows: [
      ...page.map((talk) => [callButton(language, talk.call, { ...view, list: null })]),
      turning,
    ],
  };
}

/** The words that were found, with their second, as Telegram HTML. */
export function wordsLine(language: Language, talk: FoundCall, near: Near): string {
  const quote = heard(talk.words, WORDS, near) ?? "…";
  return text(language, "spoken-quote", { quote, at: timeCode(talk.atS) });
}

const WORDS = 130;

function headOf(language: Language, { call }: FoundCall, { now, zone }: Near): string {
  const who = [cleanName(call.clientName), cleanName(call.employee)].filter(
    (name) => name !== null,
  );
  return [dateNear(language, call.at, now, zone), ...who].map(escapeName).join(" · ");
}
