import { beforeEach, describe, expect, test } from "vitest";
import { chatHere } from "../../src/business/chat-service.ts";
import type { Outcome } from "../../src/gateways/telegram-outcome.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { dial, hangup } from "./hooks.ts";
import { BOT, createStage, headOf, type Request, type Stage } from "./stage.ts";

const GROUP = -1_001_000_000_001;
const HOUR = 3600;
/** The stage begins at 11:00 in Kyiv; the quiet time of these chats ends an hour later. */
const night = { quiet: { from: "02:00", to: "12:00" } };

eachOnFreshDatabase();
let stage: Stage;
beforeEach(async () => {
  stage = await createStage(database(), (await twoBusinesses(database())).ours);
});

describe("a topic that is gone", () => {
  test("sends its cards to General, says so there once, and lists there what it got at night", async () => {
    const topic = await stage.subscribe(GROUP, { threadId: 5, filter: night });
    await stage.missedCall();
    stage.world.answer = topicGone;
    await stage.missedCall(60, "b2");
    await stage.missedCall(120, "c3");
    await stage.until(HOUR, 600);
    const general = sent().filter((one) => one.threadId === null);
    expect(general.map(({ html }) => headOf(html))).toEqual([
      "📞 Вхідний дзвінок",
      expect.stringContaining("⚠️ Тему"),
      "❌ Пропущений ×2 · останній об 11:01",
      "📞 Вхідний дзвінок",
      "❌ Пропущений ×3 · останній об 11:02",
      "🌙 Прийшло без звуку · дзвінків: 3, пропущених: 3",
    ]);
    expect(general[0]?.keyboard).not.toBeNull();
    expect((await chatHere(database(), BOT, GROUP, null)).map(({ id }) => id)).toEqual([topic.id]);
  });

  test("leaves its night's list to General that is subscribed by itself", async () => {
    await stage.subscribe(GROUP, { threadId: 5, filter: night });
    await stage.missedCall();
    await stage.subscribe(GROUP, { filter: { missedOnly: true, exts: ["999"] } });
    stage.world.answer = topicGone;
    await stage.until(HOUR, 600);
    await stage.until(HOUR + 6);
    const general = sent().filter((one) => one.threadId === null);
    expect(general.map(({ html }) => headOf(html)).toSorted()).toEqual([
      expect.stringContaining("⚠️ Тему"),
      "🌙 Прийшло без звуку · дзвінків: 1, пропущених: 1",
    ]);
  });

  test("a reply that Telegram would put into the closed topic is sent without being one", async () => {
    const topic = await stage.subscribe(GROUP, { threadId: 5, style: "two" });
    await stage.hear(dial(0));
    await stage.run();
    stage.world.answer = (request) =>
      request.do === "send" && (request.threadId !== null || request.replyTo !== null)
        ? { lost: "topic" }
        : null;
    await stage.until(20, 5);
    await stage.hear(hangup(20, { dial: 0 }));
    await stage.until(40, 2);
    expect(stage.standing(topic).map(headOf)).toContain("❌ Пропущений дзвінок · чекали 20\u202fс");
    const [here] = await chatHere(database(), BOT, GROUP, null);
    expect(here?.unreachable).toBeNull();
  });
});

function topicGone(request: Request): Outcome | null {
  return request.do === "send" && request.threadId !== null ? { lost: "topic" } : null;
}

function sent(): Request[] {
  return stage.requests.filter((request) => request.do === "send");
}
