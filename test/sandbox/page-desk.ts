import Koa from "koa";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { addBot, addPerson } from "../../src/sandbox/cast.ts";
import { createBins } from "../../src/sandbox/catch.ts";
import { catchRouter } from "../../src/sandbox/catch-router.ts";
import { addBotToChat, addChat } from "../../src/sandbox/group.ts";
import { memoryJournal } from "../../src/sandbox/journal.ts";
import { pageRouter } from "../../src/sandbox/page-router.ts";
import { pbxRouter } from "../../src/sandbox/pbx-router.ts";
import { createPbxRunner } from "../../src/sandbox/pbx-runner.ts";
import { createAccounts } from "../../src/sandbox/provider-accounts.ts";
import { providerRouter } from "../../src/sandbox/provider-router.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { createServices } from "../../src/sandbox/service-log.ts";
import { createWhatsapp } from "../../src/sandbox/whatsapp.ts";
import { secretOf, signedHeaders } from "../../src/webhooks/sign.ts";
import { serve } from "./page-serve.ts";

const TOKEN = "7000000001:the-desk-of-the-page-tests";
/** What the stand-in of the product signs webhooks with. */
const CATCH_SECRET = secretOf(Buffer.alloc(32, 6));
const SIGNED = "{}";
const clock = { now: () => Date.now() };

export type Desk = {
  url: string;
  sandbox: Sandbox;
  /** Puts the demo's people, bot and group in, as the app does after a reset. */
  seed: () => void;
  /** Sends a signed webhook to a bin, with another body than the one signed; tells the status. */
  deliver: (bin: string, other: { body?: string }) => Promise<number>;
  /** Cuts every live stream, as a lost line does. */
  dropStreams: () => void;
  close: () => Promise<void>;
};

/** The real sandbox with a small stand-in of the product: one card when a call rings, a second one when it ends, an answer to every button. */
export async function openDesk(clientFolder: string): Promise<Desk> {
  const accounts = createAccounts();
  const runner = createPbxRunner({ clock, log: (line) => sandbox.log(line) });
  const bins = createBins(clock);
  let hook = "";
  const services = createServices({ clock, log: (line) => sandbox.log(line) });
  const whatsapp = createWhatsapp({
    journal: memoryJournal,
    clock,
    services,
    nameOf: (person) => sandbox.world.people.get(person)?.first_name,
    log: (line) => sandbox.log(line),
    tell: (change) => void sandbox.events.emit("whatsapp", change),
  });
  const pbx = pbxRouter({ runner, accounts, hookAddress: () => hook });
  const sandbox = createSandbox({
    journal: memoryJournal,
    clock,
    extra: [
      pageRouter({ clientFolder }),
      catchRouter({
        bins,
        log: (line) => sandbox.log(line),
        connect: () => Promise.resolve(CATCH_SECRET),
      }),
      pbx,
      providerRouter({ accounts, clock }),
      ...whatsapp.routers,
    ],
  });
  const app = new Koa().use(sandbox.middleware);
  const streams = new Set<ServerResponse>();
  const { url, close: closeApp } = await serve((req, res) => {
    if (req.url?.endsWith("/stream")) streams.add(res);
    void app.callback()(req, res);
  });
  const ask = botApi(`${url}/sandbox/telegram/bot${TOKEN}`);
  const product = await serve((req, res) => {
    readAll(req)
      .then((raw) => showCall(ask, groupOf(sandbox), JSON.parse(raw)))
      .then(
        () => res.end("{}"),
        () => res.writeHead(500).end(),
      );
  });
  hook = product.url;
  const seed = () => seedDemo(sandbox);
  seed();
  const stopped = new AbortController();
  const polling = answerUpdates(ask, stopped.signal);
  return {
    url,
    sandbox,
    seed,
    deliver: async (bin, { body = SIGNED }) => {
      const about = { id: "1", event: "task.created", sequence: 1, attempt: 1, body: SIGNED };
      const headers = signedHeaders({ ...about, now: clock.now(), secrets: [CATCH_SECRET] });
      const address = `${url}/sandbox/catch/${bin}`;
      return (await fetch(address, { method: "POST", headers, body })).status;
    },
    dropStreams: () => {
      for (const stream of streams) stream.destroy();
      streams.clear();
    },
    close: async () => {
      runner.stop();
      stopped.abort();
      product.close();
      await whatsapp.close();
      await sandbox.close();
      closeApp();
      await polling;
    },
  };
}

function seedDemo({ world }: Sandbox): void {
  const [owner, olena, taras] = ["Наталя", "Олена", "Тарас", "Оксана"].map((first_name) =>
    addPerson(world, { first_name }),
  );
  const bot = addBot(world, {
    username: "frontdesk_demo_bot",
    first_name: "Frontdesk",
    token: TOKEN,
  });
  const scope = { type: "default" } as const;
  const commands = [
    { command: "calls", description: "Останні дзвінки" },
    { command: "connect", description: "Телефонія та чати" },
  ];
  bot.commands = [{ scope, language_code: "", commands }];
  const members = [owner, olena, taras].flatMap((person) => person?.id ?? []);
  addBotToChat(world, addChat(world, { title: "Front desk", members }).key, bot, { admin: false });
}

type Ask = (method: string, params: object) => Promise<unknown>;

function botApi(root: string): Ask {
  return async (method, params) => {
    const answer = await fetch(`${root}/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(params),
    });
    return z.looseObject({ result: z.unknown().optional() }).parse(await answer.json()).result;
  };
}

const phonetCall = z.object({
  event: z.string(),
  bridgeAt: z.number().nullable(),
  serverTime: z.number(),
  leg: z.object({ displayName: z.string() }),
  otherLegs: z.array(z.object({ name: z.string(), num: z.string() })),
  trunkName: z.string(),
});
const cards = new Map<string, number>();

function groupOf({ world }: Sandbox): number {
  return [...world.chats.values()].find(({ type }) => type !== "private")?.id ?? 0;
}

async function showCall(ask: Ask, chat_id: number, body: unknown): Promise<void> {
  const { event, bridgeAt, serverTime, leg, otherLegs, trunkName } = phonetCall.parse(body);
  const [caller] = otherLegs;
  const who = caller
    ? `${caller.name === caller.num ? "Новий номер" : caller.name} · ${caller.num.replace(/^(\+380)(\d\d)(\d{3})(\d\d)(\d\d)$/, "$1 $2 $3 $4 $5")}`
    : "Номер приховано";
  const about = `${who}\nЛінія «${trunkName}»`;
  const send = async (text: string, more: object) =>
    z
      .object({ message_id: z.number() })
      .parse(await ask("sendMessage", { chat_id, text, parse_mode: "HTML", ...more })).message_id;
  if (event === "call.dial")
    cards.set(
      who,
      await send(`📞 <b>Вхідний дзвінок</b>\n${about} · дзвонить: ${leg.displayName}`, {}),
    );
  if (event !== "call.hangup") return;
  const first = cards.get(who);
  const talk = bridgeAt === null ? 0 : Math.round((serverTime - bridgeAt) / 1000);
  const title = talk > 0 ? `✅ <b>Вхідний · ${talk} с</b>` : "❌ <b>Пропущений дзвінок</b>";
  await ask("editMessageText", {
    chat_id,
    message_id: first,
    text: `📞 Вхідний дзвінок · завершено\n${about}`,
    parse_mode: "HTML",
  });
  const buttons = [
    [
      { text: "📞 Передзвонити", callback_data: "call" },
      { text: "🙋 Беру", callback_data: "take" },
    ],
    [{ text: "⋯", callback_data: "more" }],
  ];
  await send(`${title}\n${about} · відповідає ${leg.displayName}`, {
    reply_parameters: { message_id: first },
    reply_markup: { inline_keyboard: buttons },
  });
}

const update = z.object({
  update_id: z.number(),
  message: z.object({ chat: z.object({ id: z.number() }), text: z.string().optional() }).optional(),
  callback_query: z.object({ id: z.string(), data: z.string() }).optional(),
});

async function answerUpdates(ask: Ask, signal: AbortSignal): Promise<void> {
  let offset = 0;
  while (!signal.aborted) {
    const updates = await ask("getUpdates", { offset, timeout: 1 }).catch(() => []);
    for (const { update_id, message, callback_query } of z.array(update).catch([]).parse(updates)) {
      offset = update_id + 1;
      if (callback_query)
        await ask("answerCallbackQuery", {
          callback_query_id: callback_query.id,
          text: `Вже взяла Олена (${callback_query.data})`,
          show_alert: callback_query.data === "more",
        });
      if (message?.text?.startsWith("/start"))
        await ask("sendMessage", {
          chat_id: message.chat.id,
          text: "Вітаю! Я <b>Frontdesk</b>.\nПочніть з /connect",
          parse_mode: "HTML",
        });
    }
  }
}

async function readAll(req: IncomingMessage): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of req) chunks.push(String(chunk));
  return chunks.join("");
}
