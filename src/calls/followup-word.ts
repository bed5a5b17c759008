import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { closingText, timeNear } from "./card-followup.ts";
import type { Followup } from "./followup.ts";

type Refused =
  | { refused: "gone" }
  | { refused: "mine" | "others" | "closed" | "free" | "hidden"; followup: Followup };
type About = { zone: string; now: number; others?: "followup-others" | "followup-keeper" };

/** Why a press about a missed call changed nothing: what is so now. */
export function followupRefusal(
  language: Language,
  outcome: Refused,
  { zone, now, others = "followup-others" }: About,
): string {
  if (outcome.refused === "gone") return text(language, "followup-gone");
  const { followup, refused } = outcome;
  if (refused === "hidden") return text(language, "followup-hidden");
  if (refused === "closed") {
    const what = closingText(followup, { language, zone });
    return what === null
      ? text(language, "followup-gone")
      : text(language, "followup-closed", { what });
  }
  const { claimedAt, claimedName } = followup;
  if (claimedAt === null) return text(language, "followup-free");
  const time = timeNear(language, claimedAt, { zone, near: now });
  if (refused === "mine") return text(language, "followup-mine", { time });
  return text(language, others, { name: claimedName ?? "", time });
}
