import type { VNode } from "preact";
import type { Talk } from "../agent/talk-service.ts";
import { deskReason } from "../agent/desk-card.ts";
import { windowLine } from "../agent/window-line.ts";
import { Csrf } from "./field.tsx";
import { stampOf } from "./stamp.ts";
import { reasonText, StateBadge } from "./talk-word.tsx";
import type { Desk } from "./today-desk.tsx";

type About = { desk: Desk; talk: Talk; swap?: boolean };

/** Who answers, why, until when, and the steps that a person may take. */
export function TalkState({ desk, talk, swap = false }: About): VNode {
  const { language, now, zone, visitor } = desk;
  const { conversation, takenBy } = talk;
  const { mode, memory, handoffAt, handoffReason, unreachableAt, closedAt } = conversation;
  const over = closedAt !== null;
  const unreachable = unreachableAt !== null;
  const row = { mode, takenBy, state: memory.state, handoffAt, unreachable };
  const reason = mode === "human" ? deskReason(handoffReason) : null;
  const why = over ? null : reasonText(desk, { mode, reason });
  const window = over ? null : windowLine(language, conversation, { now, zone });
  const mine = mode === "human" && conversation.takenBy === visitor.personId;
  return (
    <header id="talk-state" {...(swap ? { "hx-swap-oob": "true" } : {})}>
      <input type="hidden" name="mark" value={stateMark(talk)} />
      <div class="grow">
        <StateBadge desk={desk} row={row} over={over} />
        {why !== null && <span class="small muted"> {why}</span>}
        {window !== null && <div class="small muted">{window}</div>}
      </div>
      {!over && !mine && <Step about={{ desk, talk }} step="take" />}
      {!over && mode === "human" && <Step about={{ desk, talk }} step="return" />}
      {!over && <Step about={{ desk, talk }} step="close" />}
    </header>
  );
}

/** Tells whether anything of it has changed. */
export function stateMark({ conversation, takenBy }: Talk): string {
  const { mode, closedAt, heardAt, unreachableAt, memory } = conversation;
  return stampOf([mode, takenBy, closedAt, heardAt, unreachableAt, memory.state]);
}

function Step({ about, step }: { about: About; step: "take" | "return" | "close" }): VNode {
  const { desk, talk } = about;
  return (
    <form method="post" action={`/dashboard/conversations/${talk.conversation.number}/${step}`}>
      <Csrf token={desk.visitor.csrf} />
      <button class={step === "close" ? "btn quiet" : "btn"} id={`talk-${step}`}>
        {desk.say(`web-talk-${step}`)}
      </button>
    </form>
  );
}
