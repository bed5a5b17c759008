/// <reference lib="dom" />
import { loadMessages, loadWorld } from "./client-api.ts";
import { refreshBin } from "./client-catch.ts";
import { logHook, logRequest, type Hook } from "./client-journal.ts";
import { changed, chatKeys, messagesOf, model, type Message } from "./client-model.ts";
import { countHook } from "./client-pbx.ts";

const AGAIN_MS = 2_000;
/** An indicator of WhatsApp goes by itself after 25 seconds. */
const TYPING_MS = 26_000;

/** Follows the sandbox live. `resync` loads everything anew: after a lost connection events are missing. */
export function follow(resync: () => Promise<void>): void {
  const source = new EventSource("/sandbox/api/stream");
  let lost = false;
  source.addEventListener("open", () => {
    setLive(true);
    if (lost) void resync().catch(() => undefined);
    lost = false;
  });
  source.addEventListener("error", () => {
    lost = true;
    setLive(false);
    // the browser gives up by itself only when the answer was not a stream; then a new one has to be opened
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(resync), AGAIN_MS);
  });
  source.addEventListener("message", (event) => putMessage(JSON.parse(event.data)));
  source.addEventListener("request", (event) => logRequest(JSON.parse(event.data)));
  source.addEventListener("hook", (event) => {
    const hook: Hook = JSON.parse(event.data);
    logHook(hook);
    countHook(hook);
    if (hook.bin !== undefined) void refreshBin(hook.bin);
  });
  source.addEventListener("whatsapp", (event) => {
    const { message }: { message?: Message } = JSON.parse(event.data);
    if (message) putMessage(message);
    if (!message || !chatKeys().includes(message.chat)) void refresh(resync);
  });
  const world = () => void refresh(resync);
  for (const name of ["chat", "state"]) source.addEventListener(name, world);
}

function putMessage(message: Message): void {
  const known = messagesOf(message.chat);
  const others = known.filter(({ message_id }) => message_id !== message.message_id);
  if (others.length === known.length && opensReply(message)) model.replyTo = message.message_id;
  model.messages.set(
    message.chat,
    [...others, message].toSorted((a, b) => a.message_id - b.message_id),
  );
  changed();
}

/** A bot that asks has Telegram open the reply, for everybody or for whom it names. */
function opensReply({ chat, thread, reply_markup: markup, entities }: Message): boolean {
  const isHere = chat === model.chat && (thread ?? null) === model.thread;
  if (!markup?.force_reply || !isHere) return false;
  const isNamed = entities.some(({ user }) => user !== undefined && user.id === model.person);
  return isNamed || !markup.selective;
}

let waiting = false;

/** Chats change in bursts: one look at the state is enough for all of them. */
async function refresh(resync: () => Promise<void>): Promise<void> {
  if (waiting) return;
  waiting = true;
  await new Promise((resolve) => setTimeout(resolve, 60));
  waiting = false;
  const before = new Set(chatKeys());
  try {
    await loadWorld();
    if (model.whatsapp.chats.some(({ typing }) => typing))
      setTimeout(() => void refresh(resync), TYPING_MS);
    const keys = chatKeys();
    // fewer chats than before: the demo was reset
    if ([...before].some((key) => !keys.includes(key))) await resync();
    else await Promise.all(keys.filter((key) => !before.has(key)).map(loadMessages));
  } catch {
    // the stream's own reconnect loads everything again
  }
}

function setLive(live: boolean): void {
  model.live = live;
  changed();
}
