/// <reference lib="dom" />
import { chatsOf } from "./client-chat-list.ts";
import { changed, chatKeys, model, type Chat, type Whatsapp, type World } from "./client-model.ts";
import { toast } from "./client-toast.ts";
import { say } from "./client-text.ts";

const BASE = "/sandbox/api";

export async function get<T>(path: string): Promise<T> {
  const response = await fetch(BASE + path, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(await reason(response));
  const body: T = await response.json();
  return body;
}

export async function send<T>(
  method: "POST" | "DELETE",
  path: string,
  body: object = {},
): Promise<T> {
  const response = await fetch(BASE + path, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await reason(response));
  const text = await response.text();
  const answer: T = text === "" ? {} : JSON.parse(text);
  return answer;
}

/** Runs something a person asked for; a refusal is said in a toast. */
export function attempt(work: () => Promise<unknown>): void {
  work().catch((error: unknown) =>
    toast(say("failed", { reason: error instanceof Error ? error.message : String(error) })),
  );
}

export async function loadWorld(): Promise<void> {
  [model.world, model.whatsapp] = await Promise.all([
    get<World>("/state"),
    get<Whatsapp>("/whatsapp"),
  ]);
  choose();
  changed();
}

export async function loadMessages(key: string): Promise<void> {
  const place = key.startsWith("w") ? "/whatsapp/messages" : "/messages";
  model.messages.set(key, await get(`${place}?chat=${encodeURIComponent(key)}`));
  changed();
}

export async function loadAllMessages(): Promise<void> {
  await Promise.all(chatKeys().map(loadMessages));
}

export function openChat(chat: Chat | string): void {
  model.chat = typeof chat === "string" ? chat : chat.key;
  model.chosen = true;
  model.thread = null;
  model.replyTo = null;
  model.pane = "chat";
  changed();
}

export function becomePerson(id: number): void {
  model.person = id;
  model.chosen = true;
  model.replyTo = null;
  choose();
  changed();
}

/** Keeps what was chosen while it exists; else the demo's group with its owner, so that the first call is in view. */
function choose(): void {
  const { people, chats } = model.world;
  const group = chats.find(
    ({ type, migrated_to }) => type !== "private" && migrated_to === undefined,
  );
  if (!model.chosen || !people.some(({ id }) => id === model.person))
    model.person = group?.members[0] ?? people[0]?.id ?? null;
  const seen = chatsOf(model.person);
  if (model.chosen && seen.some(({ key }) => key === model.chat)) return;
  model.chat = seen[0]?.key ?? null;
  model.thread = null;
}

async function reason(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { error, description, message } = JSON.parse(text);
    return String(error?.message ?? error ?? description ?? message ?? response.status);
  } catch {
    return `${response.status} ${text}`.trim();
  }
}
