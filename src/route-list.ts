import { randomBytes } from "node:crypto";
import type { Router } from "@koa/router";
import { openDatabase } from "./db/client.ts";
import { AppError } from "./lib/app-error.ts";
import { parseKeyring, type Keyring } from "./lib/secret-box.ts";
import { routersOf } from "./routers.ts";

/** What each path of the routers is for; a path that stands on one side only is an error. */
const PURPOSES: Record<string, string> = {
  "/": "leads to the sandbox, or to the health",
  "/api/health": "that the process lives",
  "/api/ready": "whether it should get requests, and what is missing",
  "/metrics": "the figures for Prometheus",
  "/api/webhooks/phonet/:token": "events of Phonet",
  "/api/webhooks/novofon/:token": "events of Novofon, both platforms, GET or POST",
  "/api/webhooks/novofon": "the same, the token in the query as user_id",
  "/api/call-summary/webhook/novofon/:token": "finished calls as flat fields, GET or POST",
  "/api/call-summary/webhook/novofon": "the same, the token in the query as user_id",
  "/api/webhooks/telegram/:token": "a salon's bot: its opaque address, or its token",
  "/api/webhooks/telegram": "the same with the token in X-Bot-Token",
  "/api/webhooks/whatsapp": "Meta's verification by GET, and what it posts of the linked numbers",
  "/api/webhooks/whatsapp/:token": "the same for a business with a Meta app of its own",
  "/api/webhooks/telegram/main": "updates of the main bot",
  "/graphql": "programs: queries, changes, and subscriptions as server-sent events",
  "/dashboard/assets/:hash/:name": "style and script of the cabinet",
  "/dashboard/login": "how to get into the cabinet",
  "/dashboard/enter/:code": "the bot's link: a page with a button, which uses it up",
  "/dashboard/app": "the way in from the Mini App",
  "/dashboard": "the cabinet's first page",
  "/dashboard/settings": "the set-up as a guide",
  "/dashboard/settings/business": "name, kind, zone, currency and language of the business",
  "/dashboard/settings/lines": "the lines with their hours",
  "/dashboard/settings/lines/:number": "the hours of one line",
  "/dashboard/settings/employees": "the extensions, and who of the team has each",
  "/dashboard/settings/followups": "how soon a missed call is called back, and what counts",
  "/dashboard/settings/transcription": "recordings: which are taken and what is made of them",
  "/dashboard/settings/transcription/consent": "the terms of recording are accepted",
  "/dashboard/settings/retention": "how long recordings are kept",
  "/dashboard/settings/erase": "leads to the erasure of the client with a number",
  "/dashboard/settings/hours": "the working hours and the holidays",
  "/dashboard/settings/hours/add": "days that differ from the week are added",
  "/dashboard/settings/hours/remove": "days that differ from the week are taken away",
  "/dashboard/settings/accounts": "the accounts of the telephony, their addresses and letters",
  "/dashboard/settings/accounts/phonet": "a Phonet account is linked",
  "/dashboard/settings/accounts/novofon": "a Novofon account is linked",
  "/dashboard/settings/accounts/novofon2": "a cabinet of Novofon 2.0 is linked",
  "/dashboard/settings/accounts/check": "a provider's key is checked again",
  "/dashboard/settings/accounts/tick": "a line of the guide is ticked by a person",
  "/dashboard/settings/accounts/unlink": "an account is unlinked",
  "/dashboard/settings/accounts/renew": "a new hook address in place of one",
  "/dashboard/settings/accounts/drop": "a hook address is removed",
  "/dashboard/settings/accounts/add": "one more hook address, for some calls",
  "/dashboard/settings/accounts/narrow": "which calls a hook address takes",
  "/dashboard/settings/accounts/test": "a test event to a hook address",
  "/dashboard/settings/chats": "the chats with cards, and the own daily message",
  "/dashboard/settings/chats/digest": "when the own daily message comes, or never",
  "/dashboard/settings/chats/:id": "what comes into one chat",
  "/dashboard/settings/chats/:id/stop": "asks once more, then a chat gets nothing any more",
  "/dashboard/settings/chats/:id/digest": "when the daily message comes into a chat, or never",
  "/dashboard/settings/telegram": "the salon's bot: its state, its token, accounts connected to it",
  "/dashboard/settings/telegram/unlink": "the salon's bot is unlinked",
  "/dashboard/settings/telegram/account": "an account is let in to the agent, or shut out",
  "/dashboard/settings/whatsapp":
    "the WhatsApp number: its state, its keys, what Meta is to be given",
  "/dashboard/settings/whatsapp/app": "the secret of the business's own Meta app",
  "/dashboard/settings/whatsapp/template": "the template for reminders",
  "/dashboard/settings/whatsapp/drop": "the number, its own app or its template is taken away",
  "/dashboard/settings/team": "the team: roles, extensions, invitations",
  "/dashboard/settings/team/invite": "an invitation, shown once",
  "/dashboard/settings/team/role": "another role of a member",
  "/dashboard/settings/team/remove": "a member is removed, or leaves",
  "/dashboard/settings/team/ext": "whose extension it is",
  "/dashboard/settings/tokens": "the tokens of the API",
  "/dashboard/settings/tokens/revoke": "a token is revoked",
  "/dashboard/agent": "the agent's settings, the price list and the masters",
  "/dashboard/agent/switch": "the agent on or off",
  "/dashboard/agent/services/new": "a new service",
  "/dashboard/agent/services/:slug": "a service: name, length, price, who does it",
  "/dashboard/agent/services/:slug/move": "up or down in the price list",
  "/dashboard/agent/services/:slug/archive": "off the price list, or back",
  "/dashboard/agent/masters/new": "a new master",
  "/dashboard/agent/masters/:slug": "a master: hours, breaks, days off, what they do",
  "/dashboard/agent/masters/:slug/move": "up or down among the masters",
  "/dashboard/agent/masters/:slug/archive": "away, or back",
  "/dashboard/part/now": "what rings and is talked, and the line of the day",
  "/dashboard/part/followups": "who waits for a call back",
  "/dashboard/part/talks": "the first open conversations",
  "/dashboard/part/visits": "the visits of today",
  "/dashboard/part/tasks": "the member's first tasks",
  "/dashboard/part/waiting": "the counts beside the sections",
  "/dashboard/part/conversations": "the list of open conversations",
  "/dashboard/followups/:call/:verb": "what a member does with a missed call",
  "/dashboard/today/tasks/:number/done": "a task of the first page is done",
  "/dashboard/live": "server-sent events: the names of what happens",
  "/dashboard/clients": "clients by the last contact, or found",
  "/dashboard/clients/new": "the form of a new one",
  "/dashboard/clients/:number": "one of them with everything that happened",
  "/dashboard/clients/:number/call": "has the PBX call them",
  "/dashboard/clients/:number/comment": "keeps a comment about them",
  "/dashboard/clients/:number/edit": "name, numbers, marks",
  "/dashboard/clients/:number/merge": "makes two of them one",
  "/dashboard/clients/:number/erase": "counts what is kept of them, and erases it",
  "/dashboard/stats": "the figures of a period",
  "/dashboard/stats.csv": "the same as a table",
  "/dashboard/export": "the tables that can be taken out",
  "/dashboard/export/table.csv": "one of them",
  "/dashboard/export/business.json": "the business's own file",
  "/dashboard/find": "looking for everything",
  "/dashboard/conversations": "the customers' dialogues, open and closed",
  "/dashboard/conversations/:number": "one of them: what was said, the customer, an answer",
  "/dashboard/conversations/:number/lines": "what changed in it since",
  "/dashboard/conversations/:number/take": "a person takes it over",
  "/dashboard/conversations/:number/return": "the agent answers again",
  "/dashboard/conversations/:number/close": "it is over",
  "/dashboard/conversations/:number/answer": "a person's answer to the customer",
  "/dashboard/conversations/:number/draft": "sends, changes or drops what the agent drafted",
  "/dashboard/calls": "calls, newest first, with filters and search",
  "/dashboard/calls/:id":
    "one call: player, summary, text, client, comments; POST does what its forms ask",
  "/dashboard/calls/:id/sound": "its recording, whole or a range of bytes",
  "/dashboard/calls/:id/text": "what was said, as a file",
  "/dashboard/more": "every section of the cabinet, and the ways out",
  "/dashboard/logout": "ends this session",
  "/dashboard/logout-everywhere": "ends every session of the member",
  "/dashboard/deals": "the board of deals by their stages",
  "/dashboard/deals/list": "deals of a column, or what is looked for, in pages",
  "/dashboard/deals/new": "the form of a new deal",
  "/dashboard/deals/stages": "the stages of deals: names, order, new ones",
  "/dashboard/deals/:number": "one deal: facts, tasks, calls, comments",
  "/dashboard/deals/:number/move": "to another stage, from the one it was seen in",
  "/dashboard/deals/:number/edit": "its form",
  "/dashboard/deals/:number/win": "it is won, and for how much",
  "/dashboard/deals/:number/lose": "it is lost, and why",
  "/dashboard/deals/:number/reopen": "it is open again",
  "/dashboard/deals/:number/undo": "takes back what a call made",
  "/dashboard/deals/:number/comments": "a comment on it, new or edited",
  "/dashboard/tasks": "lists of tasks",
  "/dashboard/tasks/new": "the form of a new task",
  "/dashboard/tasks/read": "what a line of a new task is read as",
  "/dashboard/tasks/:number": "one task with its form and comments",
  "/dashboard/tasks/:number/done": "it is done",
  "/dashboard/tasks/:number/reopen": "it is not done after all",
  "/dashboard/tasks/:number/later": "puts it off",
  "/dashboard/tasks/:number/remove": "deletes it",
  "/dashboard/tasks/:number/comments": "a comment on it, new or edited",
  "/dashboard/bookings": "visits of a day by master, of a week, or as a list",
  "/dashboard/bookings/new": "the form of a new visit",
  "/dashboard/bookings/hold": "a place that a customer holds: books or releases it",
  "/dashboard/bookings/question": "answers about a visit that only a call knows of",
  "/dashboard/bookings/:number": "one visit: facts, other visits of its client",
  "/dashboard/bookings/:number/move": "another time or master, with the agent's checks",
  "/dashboard/bookings/:number/cancel": "calls it off, the customer told or not",
  "/dashboard/bookings/:number/confirm": "the customer comes",
  "/dashboard/bookings/:number/came": "the customer came",
  "/dashboard/bookings/:number/absent": "the customer did not come",
  "/dashboard/*path": "whatever the cabinet has not, as a page",
  "/webhook/": "outbound webhooks with their health",
  "/webhook": "leads there",
  "/webhook/new": "the form of a new one",
  "/webhook/:id": "one of them: figures, test, deliveries; POST deletes it",
  "/webhook/:id/edit": "its form",
  "/webhook/:id/toggle": "on or off",
  "/webhook/:id/secret": "a new signing secret, shown once",
  "/webhook/:id/test": "sends a sample of an event",
  "/webhook/:id/logs": "every attempt, with filters",
  "/webhook/:id/retry": "sends again: one, the chosen, a period, what was kept while it was off",
  "/webhook/:id/doctor": "which rule of the signature fails for a request that was got",
  "/webhook/*path": "whatever the webhooks have not, as a page",
};
/** Not a route of the routers: the stand-in answers everything below it. */
const SANDBOX = ["ALL", "/sandbox/*", "the local Telegram, where no bot token is set"] as const;

/** One line for each route of the real routers: method, path, what it is for. */
export function routeLines(routers: readonly Router[] = inertRouters()): string[] {
  const routes = routers.flatMap(({ stack }) =>
    stack.map(({ methods, path }) => ({ methods, path: String(path) })),
  );
  const served = new Set(routes.map(({ path }) => path));
  const gone = Object.keys(PURPOSES).find((path) => !served.has(path));
  if (gone !== undefined) throw new AppError(`routes.not_served.${gone}`, "not_found");
  const rows = routes.map(({ methods, path }) => {
    const purpose = PURPOSES[path];
    if (purpose === undefined) throw new AppError(`routes.no_purpose.${path}`, "not_found");
    return [methodsOf(methods), path, purpose] as const;
  });
  return aligned([...rows, SANDBOX]);
}

/** The routers as the process serves them; nothing behind them is ever asked. */
function inertRouters(): Router[] {
  const db = openDatabase({ url: "postgres://nobody@127.0.0.1/none", pool: 1 });
  return routersOf({
    telephony: { receive: never, forget: never },
    now: never,
    hookRate: 1,
    heard: never,
    ready: never,
    home: "/",
    metrics: { contentType: "text/plain", text: never },
    metricsToken: null,
    telegramSecrets: [],
    receive: never,
    openSalon: never,
    openWhatsapp: never,
    api: {
      db,
      now: never,
      tail: { follow: never, wake: never, stop: never },
      happened: never,
      botId: never,
      isUnavailable: never,
      failed: never,
    },
    cabinet: {
      db,
      now: never,
      random: never,
      secure: true,
      isUnavailable: never,
      failed: never,
      webhooks: {
        endpoints: { keyring: inertKeyring(), random: never, problemOfTarget: never },
        sendTest: never,
      },
      live: { tail: { follow: never } },
      botToken: "",
      botName: never,
      sandbox: false,
      desk: never,
    },
  });
}

/** Sealed with it is nothing: it is made anew at every look. */
function inertKeyring(): Keyring {
  return parseKeyring(randomBytes(32).toString("base64"));
}

function never(): never {
  throw new AppError("routes.only_listed", "conflict");
}

/** More methods than these are answered with a refusal. */
function methodsOf(methods: readonly string[]): string {
  const told = methods.filter((method) => method !== "HEAD");
  return told.length > 2 ? "ALL" : told.join(",");
}

function aligned(rows: readonly (readonly [string, string, string])[]): string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
}
