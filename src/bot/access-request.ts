import { Composer } from "grammy";
import { askAccess, decideAccess, gatekeepers, type Decided } from "../business/access-service.ts";
import { reference } from "../business/button-service.ts";
import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import { chatsIn } from "../business/chat-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import { businessesOf, personOf } from "../business/person-service.ts";
import type { Person } from "../business/member.ts";
import type { Role } from "../business/role.ts";
import type { Tx } from "../db/client.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { accessAnswer, accessNotice } from "./access-request-screen.ts";
import { ASK_ACCESS, subscriptionsAround, threadOf } from "./access.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { answerPress, type Presses } from "./press.ts";
import { html } from "./say.ts";
import { show, tell } from "./screen.ts";
import { showExtensions } from "./team-ext.ts";
import { roleName } from "./team-screen.ts";

type Place = Extract<Action, { do: "access_decide" }>["place"];

/** A button for who is no member: it belongs to the chat it stands in, since such a person opens no reference. */
export const accessComposer = new Composer<DeskContext>();

accessComposer.callbackQuery(ASK_ACCESS, async (ctx) => {
  const { deps, person, language } = ctx.desk;
  const business = await strangeBusiness(ctx);
  if (!business || !ctx.chat) return answerPress(ctx, text(language, "access-member"));
  const place = { telegramId: ctx.chat.id, threadId: threadOf(ctx) };
  const now = deps.clock.now();
  const outcome = await deps.db.transaction(async (tx) => {
    const asked = await askAccess(tx, business.id, { personId: person.id, now });
    if ("asked" in asked) {
      const request = { id: asked.asked, place, person, title: ctx.chat?.title ?? "" };
      const posted = await noticesOf(tx, business, { ...request, botId: deps.botInfo.id, now });
      await postNotices(tx, business.id, { posted, now });
    }
    return asked;
  });
  const said: TextId = "asked" in outcome ? "access-asked" : refusals[outcome.refused];
  await answerPress(ctx, text(language, said));
});

export const accessPresses: Presses<"access_decide"> = {
  access_decide: {
    right: "invite_operator",
    private: true,
    run: async (ctx, { business, role: own }, { requestId, role, place }) => {
      const { deps, person, language } = ctx.desk;
      // A chat that is no longer the business's hears nothing of it.
      const open = await isOurs(ctx, business.id, place);
      const deciding = { requestId, role, by: person.id, now: deps.clock.now() };
      const outcome = await deps.db.transaction(async (tx) => {
        const decided = await decideAccess(tx, business.id, deciding);
        const asker = askerOf(decided);
        if (open && asker !== null)
          await answerAsker(ctx, tx, { business, requestId, place, ...asker });
        return decided;
      });
      if ("joined" in outcome) {
        const { personId, name, role: given } = outcome.joined;
        const said = html(language, "access-let-in", { name, role: roleName(language, given) });
        return showExtensions(ctx, { business, role: own }, { personId, notes: [said] });
      }
      if ("turnedAway" in outcome)
        return close(ctx, html(language, "access-turned-away", { name: outcome.turnedAway.name }));
      if ("decided" in outcome) {
        const { approved, by, name } = outcome.decided;
        const id = approved ? "access-decided-yes" : "access-decided-no";
        return close(ctx, html(language, id, { by, name }));
      }
      if (outcome.refused === "forbidden") return tell(ctx, "bot-changed-meanwhile");
      await close(ctx, html(language, `access-${outcome.refused}`));
    },
  },
};

/** Who is to hear of the decision; nobody when it was made before. */
function askerOf(decided: Decided): { personId: number; role: Role | null } | null {
  if ("joined" in decided) return decided.joined;
  return "turnedAway" in decided ? { personId: decided.turnedAway.personId, role: null } : null;
}

const refusals = {
  member: "access-member",
  waiting: "access-waiting",
  refused_lately: "access-refused-lately",
} as const;

/** A business whose cards come here and that the person does not belong to. */
async function strangeBusiness(ctx: DeskContext): Promise<Business | null> {
  const { deps, person } = ctx.desk;
  const mine = await businessesOf(deps.db, person.id);
  const around = await subscriptionsAround(ctx);
  const strange = around.find(
    (chat) => !mine.some(({ business }) => business.id === chat.businessId),
  );
  return strange ? businessOf(deps.db, strange.businessId) : null;
}

type Request = {
  id: string;
  place: Place;
  person: Person;
  title: string;
  botId: number;
  now: number;
};

/** One to the private chat of everybody who may let the person in. */
async function noticesOf(tx: Tx, business: Business, request: Request): Promise<Notice[]> {
  const { id: requestId, place, botId, now } = request;
  const notices: Notice[] = [];
  for (const keeper of await gatekeepers(tx, business.id)) {
    const { html: said, rows } = accessNotice(keeper, { business, ...request });
    const keyboard: { text: string; callback_data: string }[][] = [];
    for (const row of rows) {
      const keys = [];
      for (const { label, role } of row) {
        const action: Action = { do: "access_decide", requestId, role, place };
        keys.push({ text: label, callback_data: await reference(tx, business.id, action) });
      }
      keyboard.push(keys);
    }
    notices.push({
      key: `access:${requestId}:${keeper.personId}:${now}`,
      botId,
      telegramId: keeper.personId,
      threadId: null,
      html: said,
      keyboard,
      silent: false,
      replyTo: null,
    });
  }
  return notices;
}

async function isOurs(ctx: DeskContext, businessId: string, place: Place): Promise<boolean> {
  const { db, botInfo } = ctx.desk.deps;
  const around = await chatsIn(db, { botId: botInfo.id, telegramId: place.telegramId });
  return around.some((chat) => chat.businessId === businessId);
}

type Answer = {
  business: Business;
  requestId: string;
  personId: number;
  place: Place;
  role: Role | null;
};

/** Tells the asker in the chat where they asked: a private one may never have been opened. */
async function answerAsker(ctx: DeskContext, tx: Tx, answer: Answer): Promise<void> {
  const { deps } = ctx.desk;
  const { business, requestId, personId, place, role } = answer;
  const asker = await personOf(tx, personId);
  if (!asker) return;
  const notice = {
    key: `access:${requestId}:answer`,
    botId: deps.botInfo.id,
    ...place,
    html: accessAnswer(asker, { business, role }),
    keyboard: null,
    silent: false,
    replyTo: null,
  };
  await postNotices(tx, business.id, { posted: [notice], now: deps.clock.now() });
}

async function close(ctx: DeskContext, said: string): Promise<void> {
  await show(ctx, null, { html: said, rows: [] });
}
