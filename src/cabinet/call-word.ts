import type { CallRow } from "../calls/list-service.ts";
import { showPhone } from "../lib/phone.ts";
import { duration } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { TextId } from "../texts/bundle.ts";
import type { IconName } from "./icon.tsx";
import type { Say } from "./say.ts";
import type { Tone } from "./sheet.tsx";

type Ended = Pick<CallRow, "state" | "direction" | "outcome" | "talkS" | "ringS">;
export type Outcome = { icon: IconName; tone: Tone; short: string; long: string };

/** How a call ended, as a badge of a list and as one of its own page. */
export function outcomeOf(language: Language, call: Ended, say: Say): Outcome {
  const { state, direction, outcome, talkS, ringS } = call;
  const icon = direction === "out" ? "out" : "in";
  const side = say(direction === "out" ? "web-call-out" : "web-call-in");
  if (state !== "ended") {
    const short = say(state === "talking" ? "web-call-talking" : "web-call-rings");
    return { icon, tone: "acc", short, long: `${side}, ${short}` };
  }
  if (outcome === "answered") {
    const length = talkS === null ? say("web-call-no-length") : duration(language, talkS);
    return { icon, tone: "ok", short: length, long: `${side}, ${length}` };
  }
  if (outcome === null || outcome === "unknown")
    return {
      icon,
      tone: "plain",
      short: say("calls-unknown-short"),
      long: say("web-call-unknown"),
    };
  const short = say(SHORT[outcome]);
  if (direction === "out") return { icon, tone: "plain", short, long: `${side}, ${short}` };
  const missed = say("web-call-missed");
  const waited = ringS !== null && ringS >= 1 ? duration(language, ringS) : null;
  const long = waited === null ? missed : `${missed}, ${say("card-waited", { duration: waited })}`;
  return { icon: "missed", tone: "bad", short: missed.toLowerCase(), long };
}

const SHORT: Record<"missed" | "busy" | "no_answer" | "failed", TextId> = {
  missed: "calls-missed-short",
  busy: "calls-busy-short",
  no_answer: "calls-noanswer-short",
  failed: "calls-failed-short",
};

/** Whom a call was with: a name, else the number, else that it is hidden. */
export function whoOf({ client, clientName }: Pick<CallRow, "client" | "clientName">, say: Say) {
  const name = cleanName(clientName);
  return name ?? (client === null ? say("calls-hidden") : showPhone(client));
}

/** A line as the team calls it, else its number. */
export function lineOf(line: string | null, lines: Record<string, string>): string | null {
  if (line === null) return null;
  return cleanName(lines[line]) ?? showPhone(line);
}

/** A sentence of the bot without the sign that leads it there. */
export function bare(said: string): string {
  return said.replace(/^(?:\p{Extended_Pictographic}|[\u{fe0f}\u{200d}\s])+/u, "");
}

/** Words that were made as Telegram HTML, as they are read. */
export function unhtml(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replaceAll("\u2060", "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
