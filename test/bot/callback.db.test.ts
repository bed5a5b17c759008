import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accountsOf, noteReconcile } from "../../src/business/account-service.ts";
import type { Account } from "../../src/business/account.ts";
import { changeChat } from "../../src/business/chat-service.ts";
import { followupOfCall } from "../../src/calls/followup-service.ts";
import type { Calling } from "../../src/gateways/calling.ts";
import { group, invited, ivan, kate, olena } from "./desk.ts";
import type { Person } from "./played.ts";
import { CARD, openWhyDesk, type WhyDesk } from "./why-case.ts";

let desk: WhyDesk;
let callId: number;
let said: Calling;
let asked: object[];
beforeEach(async () => {
  desk = await openWhyDesk();
  callId = await desk.missedCall();
  said = { calling: null };
  asked = [];
  desk.answers.calls.callBack = (_key, call) => {
    asked.push({ ...call, after: desk.sent.at(-1)?.text ?? null });
    return Promise.resolve(said);
  };
  await bind(olena, "101");
  desk.sent.length = 0;
});
afterEach(() => desk.close());

describe("«📞 Передзвонити»", () => {
  test("is answered at once; what the PBX said comes into the message below the card", async () => {
    await press("p1");
    expect(desk.sent.map(({ method }) => method)).toEqual([
      "answerCallbackQuery",
      "sendMessage",
      "editMessageText",
    ]);
    const [answered, below, edited] = desk.sent;
    expect(answered?.payload).toMatchObject({ text: "Набираю…" });
    expect(below?.payload).toMatchObject({
      chat_id: group.id,
      reply_parameters: { message_id: CARD },
    });
    expect(asked).toEqual([
      {
        ext: "101",
        to: "+380671110001",
        after: "📞 Олена: зараз задзвонить ваш телефон (вн. 101), потім +380 67 111 00 01",
      },
    ]);
    expect(edited?.payload).toMatchObject({ message_id: below?.messageId });
    expect(edited?.text).toContain("Підніміть слухавку");
  });

  test("takes the missed call on, unless a colleague has it", async () => {
    await press("p1");
    expect(await followupOfCall(desk.db, desk.business.id, callId)).toMatchObject({
      claimedBy: olena.id,
      claimedName: "Олена",
    });
    await invited(desk, ivan, "Оператор");
    await bind(ivan, "102");
    desk.time.now += 61_000;
    await press("p2", ivan);
    expect(asked).toHaveLength(2);
    expect(await followupOfCall(desk.db, desk.business.id, callId)).toMatchObject({
      claimedBy: olena.id,
    });
  });

  test.each<[Calling, string]>([
    [{ refused: "extension" }, "не може подзвонити на вн. 101"],
    [{ refused: "money" }, "бракує грошей"],
    [{ refused: "busy" }, "зайнятий"],
    [{ refused: "key" }, "/health"],
    [{ limited: true }, "просить зачекати"],
    [{ unreachable: "network" }, "не відповідає"],
    [{ unknown: "timeout" }, "не підтвердила"],
  ])("%j is a sentence with the number to dial", async (outcome, sentence) => {
    said = outcome;
    await press("p1");
    expect(desk.last()).toContain(sentence);
    expect(desk.last()).toContain("+380 67 111 00 01");
  });

  test("a press that comes again rings nobody again", async () => {
    await press("p1");
    await press("p1");
    expect(asked).toHaveLength(1);
    expect(toast()).toContain("Ви вже дзвоните");
    desk.time.now += 61_000;
    desk.answers.calls.callBack = () => Promise.reject(new Error("the process ended"));
    await expect(press("p2")).rejects.toThrow("the process ended");
    await press("p2");
    expect(toast()).toContain("Невідомо, чи пішов");
  });

  test("a colleague who presses meanwhile is told who calls", async () => {
    await invited(desk, kate, "Оператор");
    await bind(kate, "102");
    await press("p1");
    await press("p2", kate);
    expect([toast(), asked.length]).toEqual(["Олена is calling this client already.", 1]);
  });

  test("without an extension of one's own nothing rings, and where to set it is told", async () => {
    await bind(olena, null);
    await press("p1");
    expect([toast(), desk.sent.length, asked]).toEqual([expect.stringContaining("/team"), 1, []]);
  });

  test("in a chat that masks numbers the number stays masked", async () => {
    await changeChat(desk.db, desk.business.id, { chatId: desk.chat.id, patch: { masked: true } });
    await press("p1");
    expect(desk.texts().join("\n")).not.toContain("111 00 01");
    expect(asked).toMatchObject([{ to: "+380671110001" }]);
  });

  test("where Telegram's limits hold the message back, the result comes as another one", async () => {
    desk.limits.deferred = true;
    await press("p1");
    expect(desk.sent.map(({ method }) => method)).toEqual([
      "answerCallbackQuery",
      "sendMessage",
      "sendMessage",
    ]);
  });

  test("a call that is gone and a stranger's press get an answer, and nothing rings", async () => {
    await press("p1", { ...ivan, id: 999 });
    expect(toast()).not.toBe("");
    const data = await desk.more(callId);
    await desk.db.execute(sql`delete from calls where id = ${callId}`);
    await press("p2", olena, data);
    expect(desk.last()).toContain("Цього дзвінка вже немає");
    expect(asked).toEqual([]);
  });
});

describe("the provider's statistics", () => {
  test("/health tells how far they were compared, and compares now", async () => {
    const account = await linked();
    await desk.say(olena, "/health");
    expect(desk.last()).toContain("ще не звіряли");
    desk.answers.reconciled = [
      { account, found: 2, done: true },
      { account, found: 0, failed: "unreachable" },
    ];
    await noteReconcile(desk.db, desk.business.id, {
      accountId: account.id,
      until: desk.time.now - 900_000,
      error: null,
    });
    await desk.press(olena, "♻️ Звірити зараз");
    expect(desk.last()).toContain("повернуто 2 дзвінки");
    expect(desk.last()).toContain("АТС не відповідає");
    expect(desk.last()).toContain("Звірено зі статистикою АТС по");
  });

  test("what is missing is told as missing, in /health and in /connect", async () => {
    const { id: accountId } = await linked();
    const note = { accountId, until: desk.time.now, error: "key" };
    await noteReconcile(desk.db, desk.business.id, note);
    for (const command of ["/health", "/connect"]) {
      await desk.say(olena, command);
      expect(desk.last()).toMatch(/Немає нових даних.*Останні: .*Вставте новий: \/phonet/);
    }
  });

  test("without a key there is nothing to compare with", async () => {
    await desk.say(olena, "/health");
    const button = desk.button("♻️ Звірити зараз");
    await desk.press(olena, button);
    expect(desk.last()).toContain("Немає АТС із ключем");
  });
});

/** Each press has an id of Telegram's own. */
async function press(id: string, person: Person = olena, reference?: string): Promise<void> {
  const data = `${reference ?? (await desk.more(callId))}:call_back`;
  const chat = { id: group.id, type: "supergroup" as const, title: "Front desk" };
  const message = { message_id: CARD, date: 1, chat, text: "…" };
  const from = { ...person, is_bot: false };
  await desk.handle({ callback_query: { id, from, chat_instance: "1", data, message } });
}

function toast(): string {
  const last = desk.sent.findLast(({ method }) => method === "answerCallbackQuery");
  const text = last?.payload["text"];
  return typeof text === "string" ? text : "";
}

async function bind({ id }: Person, ext: string | null): Promise<void> {
  await desk.db.execute(
    sql`update members set ext = ${ext} where business_id = ${desk.business.id} and person_id = ${id}`,
  );
}

async function linked(): Promise<Account> {
  const [account] = await accountsOf(desk.db, desk.business.id);
  if (!account) throw new Error("no account");
  return account;
}
