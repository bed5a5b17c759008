import { beforeEach, describe, expect, test } from "vitest";
import { changeChat } from "../../src/business/chat-service.ts";
import type { CardStyle } from "../../src/business/chat.ts";
import type { Outcome } from "../../src/gateways/telegram-outcome.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { bridge, dial, hangup } from "./hooks.ts";
import { createStage, headOf, type Request, type Stage } from "./stage.ts";

const GROUP = -1_001_000_000_001;
const incoming = "📞 Вхідний дзвінок";
const over = "📞 Вхідний дзвінок · завершено";
const answered = "✅ Вхідний · 20\u202fс";
const missed = "❌ Пропущений дзвінок · чекали 20\u202fс";

eachOnFreshDatabase();
let stage: Stage;
beforeEach(async () => {
  stage = await createStage(database(), (await twoBusinesses(database())).ours);
});

describe("style one", () => {
  test("an answered call is one message, edited through", async () => {
    const chat = await stage.subscribe(GROUP, { style: "one" });
    await answeredCall();
    expect(said()).toEqual([`send ${incoming}`, `edit ${incoming}`, `edit ${answered}`]);
    expect(stage.standing(chat).map(headOf)).toEqual([answered]);
    expect(await stage.steps(chat)).toEqual([
      "ring sent",
      "ring edited",
      "final closed in_ring",
      "ring edited",
    ]);
  });

  test("a missed call comes anew, with sound and to nobody's reply, and takes the place of the first message", async () => {
    const chat = await stage.subscribe(GROUP, { style: "one" });
    await missedCall();
    expect(said()).toEqual([`send ${incoming}`, `send ${missed}`, "remove"]);
    expect(stage.requests[1]).toMatchObject({ silent: false, replyTo: null });
    expect(stage.standing(chat).map(headOf)).toEqual([missed]);
    expect(await stage.steps(chat)).toEqual(["ring sent", "final sent", "ring removed replaced"]);
  });

  test("a first message that cannot be taken away says that the call has ended", async () => {
    const chat = await stage.subscribe(GROUP, { style: "one" });
    stage.world.answer = (request) => (request.do === "remove" ? { lost: "message" } : null);
    await missedCall();
    expect(stage.standing(chat).map(headOf)).toEqual([over, missed]);
    expect((await stage.steps(chat)).slice(-2)).toEqual(["ring edited", "ring closed kept"]);
    stage.requests.length = 0;
    await stage.hear(bridge(10, { dial: 0, heard: 60 }));
    await stage.until(62);
    expect(said()).toEqual(["edit ✅ Вхідний · 10\u202fс"]);
  });

  test("a first message that a person deleted is not missed: the final one comes", async () => {
    const chat = await stage.subscribe(GROUP, { style: "one" });
    await ring();
    stage.messages.clear();
    await stage.hear(bridge(5, { dial: 0 }));
    await stage.until(6);
    await answeredEnd();
    expect(stage.standing(chat).map(headOf)).toEqual([answered]);
  });

  test("deleted while it took the final text over, it is sent once more; deleted after, it is not", async () => {
    const chat = await stage.subscribe(GROUP, { style: "one" });
    await ring();
    await stage.hear(bridge(5, { dial: 0 }));
    await stage.until(6);
    stage.messages.clear();
    await answeredEnd();
    expect(stage.standing(chat).map(headOf)).toEqual([answered]);
    stage.messages.clear();
    await stage.until(120, 10);
    expect(stage.standing(chat)).toEqual([]);
  });

  test("where the first message never left, the final one is sent", async () => {
    const chat = await stage.subscribe(GROUP, { style: "one" });
    stage.world.answer = () => ({ unsent: "ECONNREFUSED" });
    await ring();
    await stage.hear(bridge(5, { dial: 0 }), hangup(25, { dial: 0 }));
    await stage.until(36);
    stage.world.answer = () => null;
    await stage.until(45);
    expect(stage.standing(chat).map(headOf)).toEqual([answered]);
  });

  test("a late answer corrects the message that stands", async () => {
    const chat = await stage.subscribe(GROUP, { style: "one" });
    await missedCall();
    await stage.hear(bridge(10, { dial: 0, heard: 60 }));
    await stage.until(62);
    expect(stage.standing(chat).map(headOf)).toEqual(["✅ Вхідний · 10\u202fс"]);
    expect(stage.messages.size).toBe(1);
  });

  test("a process that ends before the text stands leaves the rest to the next run", async () => {
    const chat = await stage.subscribe(GROUP, { style: "one" });
    await ring();
    await stage.hear(bridge(5, { dial: 0 }));
    await stage.until(6);
    await stage.hear(hangup(25, { dial: 0 }));
    stage.world.answer = (request) => (request.do === "edit" ? new Error("killed") : null);
    await expect(stage.until(36)).rejects.toThrow("killed");
    stage.world.answer = () => null;
    await stage.until(40);
    expect(stage.standing(chat).map(headOf)).toEqual([answered]);
    expect(stage.requests.filter((request) => request.do === "send")).toHaveLength(1);
  });

  test("an outgoing call is one message", async () => {
    const chat = await stage.subscribe(GROUP, { style: "one" });
    await stage.hear(dial(0, { way: 2 }));
    await stage.hear(hangup(20, { dial: 0, way: 2 }));
    await stage.until(31);
    expect(stage.standing(chat).map(headOf)).toEqual(["↗️ Не додзвонилися"]);
  });

  test("the text of an answered call does not wait for the messages before it", async () => {
    const chat = await stage.subscribe(GROUP, { style: "one" });
    await answeredUntil(34);
    for (const uuid of ["b2", "c3", "d4", "e5", "f6"])
      await stage.hear(dial(34, { uuid, dial: 34 }));
    await stage.until(35.5, 0.5);
    expect(stage.standing(chat).map(headOf)).toEqual([answered, incoming]);
    await stage.until(45);
    expect(stage.standing(chat).map(headOf)).toEqual([answered, ...Array(5).fill(incoming)]);
  });
});

describe("style final", () => {
  test("has one message, when the call has ended", async () => {
    const chat = await stage.subscribe(GROUP, { style: "final" });
    await answeredCall();
    expect(said()).toEqual([`send ${answered}`]);
    expect(stage.requests[0]).toMatchObject({ silent: false, replyTo: null });
    expect(await stage.steps(chat)).toEqual(["final sent"]);
  });
});

describe("a style changed in the middle of a call", () => {
  const styles: CardStyle[] = ["two", "one", "final"];
  const changes = styles.flatMap((first) =>
    styles.flatMap((second) => [true, false].map((talk) => [first, second, talk] as const)),
  );

  test.each(changes)(
    "from %s to %s, answered: %s, tells the end once",
    async (first, second, talk) => {
      const chat = await stage.subscribe(GROUP, { style: first });
      await ring();
      await changeChat(database(), stage.businessId, { chatId: chat.id, patch: { style: second } });
      await (talk ? answeredOn() : missedEnd());
      const heads = stage.standing(chat).map(headOf);
      expect(heads.filter((head) => head === (talk ? answered : missed))).toHaveLength(1);
      expect(heads.filter((head) => head === over)).toHaveLength(
        second !== "one" && (first !== "final" || (second === "two" && talk)) ? 1 : 0,
      );
      expect(heads).not.toContain(incoming);
      await changeChat(database(), stage.businessId, { chatId: chat.id, patch: { style: first } });
      await stage.until(90, 5);
      expect(stage.standing(chat).map(headOf)).toEqual(heads);
    },
  );
});

describe("the button", () => {
  test("stands under the last message of a call, the same one, and under none of a chat for information", async () => {
    const chat = await stage.subscribe(GROUP);
    const alone = await stage.subscribe(GROUP - 2, { filter: { messages: ["ring"] } });
    const info = await stage.subscribe(GROUP - 1, { buttons: false });
    await answeredCall();
    const button = [[{ text: "⋯", callback_data: expect.stringMatching(/^[\w-]{22}$/) }]];
    const shown = keyboards(chat.telegramId);
    const [first] = shown;
    const more = expect.objectContaining({
      text: "⋯",
      callback_data: first?.[0]?.[0]?.callback_data,
    });
    const work = [[expect.anything(), expect.anything(), more]];
    expect(shown).toEqual([button, first, work, null]);
    expect(keyboards(alone.telegramId)).toEqual([first, first, first]);
    expect(new Set(keyboards(info.telegramId))).toEqual(new Set([null]));
  });

  test("comes and goes with the chat's setting at the next edit", async () => {
    const chat = await stage.subscribe(GROUP, { buttons: false });
    await ring();
    await changeChat(database(), stage.businessId, { chatId: chat.id, patch: { buttons: true } });
    await answeredOn();
    expect(keyboards(chat.telegramId).map((keyboard) => keyboard !== null)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe("a call that goes on after its end", () => {
  test("keeps the text of its end until it ends again, and no unknown outcome is told", async () => {
    const chat = await stage.subscribe(GROUP);
    await missedCall();
    await stage.hear(dial(33, { uuid: "b2", parent: "a1", ext: "102", dial: 33 }));
    await stage.until(35);
    expect(stage.standing(chat).map(headOf)).toContain(missed);
    await stage.hear(bridge(36, { uuid: "b2", parent: "a1", ext: "102", dial: 33 }));
    await stage.hear(hangup(50, { uuid: "b2", parent: "a1", ext: "102", dial: 33 }));
    await stage.until(70);
    expect(said().join("\n")).not.toContain("невідомий");
    expect(stage.standing(chat).map(headOf)).toEqual([over, expect.stringMatching(/^✅/)]);
  });
});

describe("what the server is told", () => {
  test("how long a message waited, and nothing of the kind for an edit", async () => {
    await stage.subscribe(GROUP);
    const waits = [{ retry: 5000, told: true }] as Outcome[];
    stage.world.answer = () => waits.shift() ?? null;
    await ring();
    await stage.until(8);
    await stage.hear(bridge(9, { dial: 0 }));
    await stage.until(10);
    expect(stage.told.map(({ edit, waitedMs }) => [edit, waitedMs])).toEqual([
      [false, 5000],
      [true, null],
    ]);
    expect(stage.counts.throttled).toBe(1);
  });

  test("a message sent again because nobody knows whether it had arrived", async () => {
    const chat = await stage.subscribe(GROUP);
    const answers = [{ ambiguous: "ECONNRESET" }] as Outcome[];
    stage.world.answer = () => answers.shift() ?? null;
    await ring();
    await stage.until(8);
    expect(stage.counts.ambiguous).toBe(1);
    expect(await stage.steps(chat)).toEqual(["ring repeated"]);
  });
});

async function ring(): Promise<void> {
  await stage.hear(dial(0));
  await stage.run();
}

async function answeredCall(): Promise<void> {
  await ring();
  await answeredOn();
}

async function answeredOn(): Promise<void> {
  stage.go(5);
  await stage.hear(bridge(5, { dial: 0 }));
  await stage.until(6);
  await answeredEnd();
}

async function answeredUntil(seconds: number): Promise<void> {
  await ring();
  await stage.hear(bridge(5, { dial: 0 }));
  await stage.until(seconds);
  await stage.hear(hangup(25, { dial: 0 }));
}

async function answeredEnd(): Promise<void> {
  await stage.until(25, 5);
  await stage.hear(hangup(25, { dial: 0 }));
  await stage.until(40, 2);
}

async function missedCall(): Promise<void> {
  await ring();
  await missedEnd();
}

async function missedEnd(): Promise<void> {
  await stage.until(20, 5);
  await stage.hear(hangup(20, { dial: 0 }));
  await stage.until(40, 2);
}

function said(): string[] {
  return stage.requests.map((request) => line(request));
}

function line({ do: what, html }: Request): string {
  return what === "remove" ? what : `${what} ${headOf(html)}`;
}

function keyboards(chatId: number) {
  return stage.requests.filter((one) => one.chatId === chatId).map(({ keyboard }) => keyboard);
}
