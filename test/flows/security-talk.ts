import { until } from "../db/until.ts";
import type { Message } from "./stand.ts";
import type { World } from "./world.ts";

type Seen = Message & { entities: { type: string; offset: number; length: number }[] };
type Key = { message_id: number; text: string; callback_data?: string };

export type Talk = ReturnType<typeof talkIn>;

/** As long as an answer may take that fails at first. */
const PATIENCE_MS = 30_000;

/** What people write to the bot of a world in private, and what they see there. */
export function talkIn({ stand, botId }: World) {
  const chatOf = (person: number): string => `p${person}-${botId}`;
  const messages = async (person: number): Promise<Seen[]> => {
    const all = await stand.get<Seen[]>(`messages?chat=${chatOf(person)}`);
    return all.filter(({ deleted }) => !deleted);
  };
  return {
    messages,
    say: (person: number, text: string): Promise<unknown> =>
      stand.say(person, chatOf(person), text),
    /** The bot's newest message that is like this. */
    sees: (person: number, what: RegExp): Promise<Seen> =>
      until(
        `a message like ${String(what)}`,
        async () =>
          (await messages(person)).findLast(({ from, text }) => from.is_bot && what.test(text)),
        PATIENCE_MS,
      ),
    /** The newest of so many different hook tokens that the bot has printed for a provider. */
    token: (person: number, provider: string, count: number): Promise<string> =>
      until(
        `${count} addresses of ${provider}`,
        async () => {
          const distinct = tokensIn(await messages(person), provider);
          return distinct.length === count ? distinct.at(-1) : null;
        },
        PATIENCE_MS,
      ),
    press: async (person: number, label: string): Promise<void> => {
      const key = await until(`the button «${label}»`, async () =>
        keysOf(await messages(person)).findLast(({ text }) => text.startsWith(label)),
      );
      const { message_id, callback_data: data } = key;
      await stand.post("press", { person, chat: chatOf(person), message_id, data });
    },
  };
}

function tokensIn(messages: readonly Seen[], provider: string): string[] {
  const texts = messages.map(({ text }) => text).join("\n");
  const all = texts.matchAll(new RegExp(`/webhooks/${provider}/([\\w-]{32})`, "g"));
  return [...new Set([...all].flatMap(([, token]) => token ?? []))];
}

function keysOf(messages: readonly Seen[]): Key[] {
  return messages.flatMap(({ message_id, reply_markup: markup }) =>
    (markup?.inline_keyboard ?? []).flat().map((key) => ({ ...key, message_id })),
  );
}
