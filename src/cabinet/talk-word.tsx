import type { VNode } from "preact";
import type { ConversationRow } from "../agent/conversation-list-service.ts";
import { deskReasonText } from "../agent/desk-card.ts";
import { waitOf } from "../calls/card-followup.ts";
import type { State } from "../agent/conversation.ts";
import type { TextId } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import { Icon } from "./icon.tsx";
import { bare } from "./call-word.ts";
import { Badge } from "./sheet.tsx";
import type { Desk } from "./today-desk.tsx";

type Row = Pick<ConversationRow, "mode" | "takenBy" | "state" | "handoffAt" | "unreachable">;

/** Who answers in a dialogue, or that somebody waits. */
export function StateBadge({
  desk,
  row,
  over = false,
}: {
  desk: Desk;
  row: Row;
  over?: boolean;
}): VNode {
  const { say, language, now } = desk;
  const { mode, handoffAt, unreachable, state } = row;
  const takenBy = cleanName(row.takenBy);
  if (over) return <Badge>{say("web-talk-over")}</Badge>;
  if (unreachable) return <Badge tone="warn">{say("web-talk-unreachable")}</Badge>;
  if (mode === "agent")
    return (
      <Badge tone="acc">
        <Icon name="bot" small />
        {say("web-talk-by-agent")} · {say(stateTexts[state])}
      </Badge>
    );
  if (takenBy !== null)
    return (
      <Badge>
        <Icon name="user" small />
        {say("web-talk-taken", { name: takenBy })}
      </Badge>
    );
  return (
    <Badge tone="bad">
      {handoffAt === null
        ? say("web-talk-waits")
        : say("web-talk-waits-for", { wait: waitOf(language, now - handoffAt) })}
    </Badge>
  );
}

/** Where a dialogue is or was. */
export const stateTexts: Record<State, TextId> = {
  greeting: "web-talk-state-greeting",
  service_inquiry: "web-talk-state-service",
  booking: "web-talk-state-booking",
  pricing: "web-talk-state-pricing",
  confirmation: "web-talk-state-confirmation",
  goodbye: "web-talk-state-goodbye",
};

/** Why a person is to answer, without the card's marks. */
export function reasonText(
  { language }: Desk,
  { mode, reason }: Pick<ConversationRow, "mode" | "reason">,
): string | null {
  if (mode !== "human" || reason === null || reason === "operator") return null;
  return bare(deskReasonText(language, reason).replace(/<\/?b>/g, ""));
}
