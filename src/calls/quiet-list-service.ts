import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import { chatOf } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import { add } from "../jobs/job-service.ts";
import { together } from "../lib/together.ts";
import { text } from "../texts/bundle.ts";
import { depart, placesOf, type Places } from "./card-limit-service.ts";
import type { CardContent } from "./card-message.ts";
import { AWAY_MS, settleTrouble, type CardDeps, type ChatPlace } from "./card-trouble-service.ts";
import { isMissed } from "./filter.ts";
import { listJob, topicJob, type ListJob } from "./quiet-job.ts";
import { inListOrder, QUIET_ROWS, quietList } from "./quiet-list.ts";
import * as lists from "./quiet-store.ts";
import type { QuietCall, SentList } from "./quiet-store.ts";
import { quietAt } from "./quiet.ts";

/** A quiet time has ended: lists in the chat what came without sound, once. Still quiet, the list waits for the end. */
export async function runQuietList(deps: CardDeps, job: ListJob): Promise<void> {
  const { businessId, chatId } = job;
  const [waiting, chat, business, places] = await together([
    lists.waitingList(deps.db, businessId, job),
    chatOf(deps.db, businessId, chatId),
    businessOf(deps.db, businessId),
    placesOf(deps.db, businessId, chatId),
  ]);
  if (!waiting || !chat || !business) return;
  const now = deps.clock.now();
  const known = deps.listed.get(nameOf(job));
  if (known) return note(deps, businessId, known);
  if (!chat.subscribed || chat.unreachable)
    return lists.closeList(deps.db, businessId, { list: job, now });
  const quiet = quietAt(chat.filter, business, now);
  if (quiet) return putOff(deps, job, quiet.until);
  const calls = await lists.quietCalls(deps.db, businessId, job);
  if (calls.length === 0) return lists.closeList(deps.db, businessId, { list: job, now });
  if (waiting.sendingSince !== null) deps.ambiguous({ callId: null, chatId, part: "list" });
  const at = await send(deps, job, { chat, business, places, calls });
  if (at === null) return;
  await add(deps.db, listJob(job, at));
  deps.wakeAt(at);
}

/** The hours were changed meanwhile, or the job came early. */
async function putOff(deps: CardDeps, job: ListJob, until: number | null): Promise<void> {
  const { businessId, chatId } = job;
  await deps.db.transaction(async (tx) => {
    if (until !== job.until)
      await lists.closeList(tx, businessId, { list: job, now: deps.clock.now() });
    if (until === null) return;
    await lists.wantList(tx, businessId, { chatId, until });
    await add(tx, listJob({ ...job, until }));
  });
}

type Ready = { chat: Chat; business: Business; places: Places; calls: readonly QuietCall[] };

/** Null when nothing is left to do, else the instant at which to try again. */
async function send(
  deps: CardDeps,
  job: ListJob,
  { chat, business, places, calls }: Ready,
): Promise<number | null> {
  const { businessId } = job;
  const html = await htmlOf(deps, { chat, business, calls });
  const later = await depart(deps, { chat, places }, (tx, now) =>
    lists.markListing(tx, businessId, { list: job, by: deps.processId, now }),
  );
  if (later !== null) return later;
  const place = { chatId: chat.telegramId, threadId: chat.threadId };
  const content: CardContent = { html, keyboard: null };
  const outcome = await deps.gateway.send(place, { ...content, silent: false, replyTo: null });
  const now = deps.clock.now();
  if ("sent" in outcome && outcome.sent !== null) {
    const sent = { list: job, messageId: outcome.sent, calls: calls.map(({ id }) => id), now };
    deps.listed.set(nameOf(job), sent);
    await note(deps, businessId, sent);
    const waitedMs = Math.max(0, now - job.until);
    deps.sent({ chat: chat.title, part: "list", edit: false, waitedMs });
    return null;
  }
  if ("ambiguous" in outcome) return now + AWAY_MS;
  await lists.clearListing(deps.db, businessId, job);
  if ("refused" in outcome || "sent" in outcome) {
    deps.failed("Telegram refused a list", { outcome });
    await lists.closeList(deps.db, businessId, { list: job, now });
    return null;
  }
  return (await settleTrouble(deps, chat, outcome)) ?? now;
}

async function htmlOf(
  { db, clock }: CardDeps,
  { chat, business, calls }: Omit<Ready, "places">,
): Promise<string> {
  const named = inListOrder(calls).slice(0, QUIET_ROWS);
  const phones = named.flatMap(({ call }) => (call.client === null ? [] : [call.client]));
  const clients = await clientsByPhones(db, business.id, [...new Set(phones)]);
  const entries = named.map(({ call }) => {
    const client = call.client === null ? undefined : clients.get(call.client);
    const name = client?.name ?? call.clientName;
    return { call, clientLabel: { name, phone: call.client, isNew: client === undefined } };
  });
  const counts = {
    total: calls.length,
    missed: calls.filter(({ call }) => isMissed(call)).length,
  };
  const language = chat.language ?? business.language;
  const view = { language, zone: business.timezone, now: clock.now(), masked: chat.masked };
  return quietList(entries, counts, view);
}

async function note(deps: CardDeps, businessId: string, sent: SentList): Promise<void> {
  await lists.markListed(deps.db, businessId, sent);
  deps.listed.delete(nameOf(sent.list));
}

function nameOf({ chatId, until }: SentList["list"]): string {
  return `${chatId} ${until}`;
}

/** Tells a chat, in General, that the topic of its cards is gone and that they come there from now on. */
export async function tellTopicLost(deps: CardDeps, job: ChatPlace): Promise<void> {
  const { businessId, chatId } = job;
  const [chat, business, places] = await together([
    chatOf(deps.db, businessId, chatId),
    businessOf(deps.db, businessId),
    placesOf(deps.db, businessId, chatId),
  ]);
  if (!chat || !business || !chat.subscribed || chat.unreachable) return;
  const later = await depart(deps, { chat, places }, () => Promise.resolve());
  if (later !== null) return again(deps, job, later);
  const html = text(chat.language ?? business.language, "topic-lost");
  const silent = quietAt(chat.filter, business, deps.clock.now()) !== null;
  const place = { chatId: chat.telegramId, threadId: chat.threadId };
  const outcome = await deps.gateway.send(place, { html, keyboard: null, silent, replyTo: null });
  // Whether it arrived nobody knows: the cards themselves show where they come now.
  if ("sent" in outcome || "refused" in outcome || "ambiguous" in outcome) return;
  const at = await settleTrouble(deps, chat, outcome);
  await again(deps, job, at ?? deps.clock.now());
}

async function again(deps: CardDeps, job: ChatPlace, at: number): Promise<void> {
  await add(deps.db, topicJob(job, at));
  deps.wakeAt(at);
}
