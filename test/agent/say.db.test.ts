import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operatorSays } from "../../src/agent/handoff-service.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { openLine, type Line } from "./line.ts";

let database: FreshDatabase;
let index = 0;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const CUSTOMER = 555;

function line(): Promise<Line> {
  index += 1;
  return openLine(database.db, { index });
}

describe("what is said", () => {
  test("leaves in its order: after a wait that Telegram asked for, and again where nobody knows whether it left", async () => {
    const one = await line();
    await one.says(CUSTOMER, "Добрий день");
    await one.settle();
    const before = one.to(CUSTOMER).length;
    const { id: conversationId } = await one.conversation(CUSTOMER);
    for (const said of ["перше", "друге"])
      await operatorSays(one.db, one.business.id, {
        conversationId,
        text: said,
        by: 100 + index,
        now: one.time.now,
      });
    one.answers.next = [{ retry: 5000, told: true }, { ambiguous: "ECONNRESET" }];
    await one.settle(1000);
    expect(one.to(CUSTOMER)).toHaveLength(before);
    await one.settle(6000);
    await one.settle(6000);
    await one.settle(6000);
    expect(one.to(CUSTOMER).slice(before)).toEqual(["перше", "друге"]);
    expect(one.ambiguous).toHaveLength(1);
  });
});

describe("a dialogue that falls silent", () => {
  test("is over after a day, and the next message begins another", async () => {
    const one = await line();
    await one.says(CUSTOMER, "Добрий день");
    await one.settle();
    await one.settle(25 * 3_600_000);
    await one.says(CUSTOMER, "Добрий день");
    await one.settle();
    expect(
      (await one.events()).map(({ event }) => event).filter((event) => event.startsWith("conv")),
    ).toEqual(["conversation.started", "conversation.closed", "conversation.started"]);
  });

  test("whose customer blocked the bot is not written to until they come back", async () => {
    const one = await line();
    await one.says(CUSTOMER, "Добрий день");
    await one.settle();
    const { id: conversationId } = await one.conversation(CUSTOMER);
    const member = (status: string) => ({
      my_chat_member: {
        chat: { id: CUSTOMER, type: "private" },
        from: { id: CUSTOMER, is_bot: false },
        new_chat_member: { status },
      },
    });
    await one.receive(member("kicked"));
    const say = { conversationId, text: "…", by: 100 + index, now: one.time.now };
    expect(await operatorSays(one.db, one.business.id, say)).toEqual({ refused: "unreachable" });
    await one.receive(member("member"));
    expect(await operatorSays(one.db, one.business.id, say)).toMatchObject({ handedOff: true });
  });
});
