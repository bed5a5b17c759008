import { InputFile } from "grammy";
import { talkOf } from "../calls/talk-service.ts";
import { transcriptsOf } from "../speech/transcript-service.ts";
import { text } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import { askedFor } from "./card-more.ts";
import type { DeskContext } from "./context.ts";
import { answerPress, type Presses } from "./press.ts";
import { html } from "./say.ts";
import { answer, tell } from "./screen.ts";
import { findRecordings, sendRecordings } from "./speech-play.ts";
import { textScreen } from "./speech-text.ts";

/** What can be heard and read of a call. */
export const speechPresses: Presses<"card_play" | "card_text"> = {
  card_play: {
    right: "see_calls",
    answers: true,
    run: (ctx, member, { callId }) => play(ctx, member, callId),
  },
  card_text: {
    right: "see_calls",
    run: (ctx, member, { callId }) => sendText(ctx, member, callId),
  },
};

/** The recordings of a call as answers to its card. */
async function play(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const { deps, language } = ctx.desk;
  const { id: businessId, timezone: zone } = member.business;
  const asked = await askedFor(ctx, member, callId);
  if (!asked) return answerPress(ctx);
  const talk = await talkOf(deps.db, businessId, callId);
  if (!talk) return answerPress(ctx, text(language, "why-gone"));
  const found = await findRecordings(ctx, { businessId, callId: talk.id });
  if ("unplayed" in found) return answerPress(ctx, text(language, `speech-play-${found.unplayed}`));
  await answerPress(ctx);
  const { messageId: to, threadId, language: spoken } = asked;
  const wish = { businessId, callId: talk.id, at: talk.at, zone, language: spoken, to, threadId };
  await sendRecordings(ctx, found.recordings, wish);
}

/** The text of a call as an answer to its card. */
async function sendText(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const asked = await askedFor(ctx, member, callId);
  if (!asked) return;
  const { language, masked, messageId, threadId } = asked;
  const { db, clock } = ctx.desk.deps;
  const { business } = member;
  const talk = await talkOf(db, business.id, callId);
  if (!talk) return tell(ctx, "why-gone");
  const transcripts = (await transcriptsOf(db, business.id, [talk.id])).get(talk.id) ?? [];
  const to = { to: messageId, threadId };
  if (transcripts.length === 0)
    return answer(ctx, business.id, { ...to, html: html(language, "speech-text-none") });
  const reader = { language, masked, zone: business.timezone, now: clock.now() };
  const screen = textScreen({ talk, transcripts, ...reader });
  if (screen.file === null) return answer(ctx, business.id, { ...to, html: screen.html });
  const { name, text: whole } = screen.file;
  await ctx.replyWithDocument(new InputFile(Buffer.from(whole), name), {
    caption: screen.html,
    parse_mode: "HTML",
    ...replying(to),
  });
}

/** An answer to a message, in its topic. */
function replying({ to, threadId }: { to: number; threadId: number | null }) {
  return {
    ...(threadId === null ? {} : { message_thread_id: threadId }),
    reply_parameters: { message_id: to, allow_sending_without_reply: true },
  };
}
