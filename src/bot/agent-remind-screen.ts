import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import type { Action } from "./action.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";
import { ticked } from "./settings-view.ts";

/** What customers are told of their visits by the clock. */
export type Reminders = {
  dayHours: number | null;
  nearHours: number | null;
  review: boolean;
  reviewUrl: string | null;
  comebackDays: number | null;
};

/** Hours that a reminder has when it is turned on. */
const DAY_HOURS = 24;
const NEAR_HOURS = 2;

/** Which messages customers get before and after a visit. */
export function remindScreen(language: Language, reminders: Reminders): Screen {
  const { dayHours, nearHours, review, reviewUrl, comebackDays } = reminders;
  const ask = (id: TextId, what: "review" | "comeback"): Button => ({
    label: text(language, id),
    action: { do: "agent_ask", what },
  });
  const url =
    reviewUrl === null
      ? html(language, "desk-remind-review-no-url")
      : html(language, "desk-remind-review-url", { url: reviewUrl });
  const comeback =
    comebackDays === null
      ? html(language, "desk-remind-comeback-off")
      : html(language, "desk-remind-comeback", { days: String(comebackDays) });
  return {
    html: [
      html(language, "desk-remind-title"),
      [...(review ? [url] : []), comeback].join("\n"),
      html(language, "desk-remind-why"),
    ].join("\n\n"),
    rows: [
      switchKey(
        text(language, "desk-remind-day", { hours: String(dayHours ?? DAY_HOURS) }),
        dayHours !== null,
        { do: "agent_remind", set: { dayHours: dayHours === null ? DAY_HOURS : null } },
      ),
      switchKey(
        text(language, "desk-remind-near", { hours: String(nearHours ?? NEAR_HOURS) }),
        nearHours !== null,
        { do: "agent_remind", set: { nearHours: nearHours === null ? NEAR_HOURS : null } },
      ),
      switchKey(text(language, "desk-remind-review"), review, {
        do: "agent_remind",
        set: { review: !review },
      }),
      [
        ...(review ? [ask("desk-remind-key-url", "review")] : []),
        ask("desk-remind-key-comeback", "comeback"),
      ],
      [{ label: text(language, "bot-back"), action: { do: "agent", screen: "main" } }],
    ],
  };
}

/** "за 24 год, за 2 год, відгук". */
export function remindersText(language: Language, reminders: Reminders): string {
  const { dayHours, nearHours, review, comebackDays } = reminders;
  const hours = [dayHours, nearHours].filter((one) => one !== null);
  const parts = [
    ...hours.map((one) => text(language, "desk-remind-near", { hours: String(one) })),
    ...(review ? [text(language, "desk-remind-review")] : []),
    ...(comebackDays === null
      ? []
      : [text(language, "desk-remind-comeback", { days: String(comebackDays) })]),
  ];
  if (parts.length === 0) return text(language, "desk-remind-none");
  return parts.map((part) => part.charAt(0).toLowerCase() + part.slice(1)).join(", ");
}

function switchKey(label: string, on: boolean, action: Action): Button[] {
  return [{ label: ticked(label, on), action }];
}
