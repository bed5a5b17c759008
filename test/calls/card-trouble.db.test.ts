import * as fc from "fast-check";
import { expect, test } from "vitest";
import { changeChat, unsubscribe } from "../../src/business/chat-service.ts";
import type { CardStyle } from "../../src/business/chat.ts";
import type { Outcome } from "../../src/gateways/telegram-outcome.ts";
import { database, eachOnFreshDatabase, twoBusinesses } from "../business/tenants.ts";
import { bridge, dial, hangup } from "./hooks.ts";
import { createStage, headOf, type Stage } from "./stage.ts";

const MINUTE = 60;
const killed = new Error("killed");

eachOnFreshDatabase();

/** What happens to the requests of a call, one after another; null lets one through. */
const faults = fc.array(
  fc.constantFrom<Outcome | Error | null>(
    null,
    null,
    { unsent: "ECONNREFUSED" },
    { retry: 4000 },
    killed,
  ),
  { maxLength: 6 },
);
const style = fc.constantFrom<CardStyle>("two", "one", "one", "final");
const scene = fc.record({
  answered: fc.boolean(),
  first: style,
  second: style,
  last: style,
  faults,
});

test("whatever happens to its requests and however the style changes, a call's end stands once in its chat", async () => {
  const stage = await createStage(database(), (await twoBusinesses(database())).ours);
  let scenes = 0;
  await fc.assert(
    fc.asyncProperty(scene, async ({ answered, first, second, last, faults: given }) => {
      scenes += 1;
      const uuid = `call${scenes}`;
      const start = scenes * 10 * MINUTE;
      const chat = await stage.subscribe(-1_001_000_000_000 - scenes, { style: first });
      const left = [...given];
      stage.world.answer = () => left.shift() ?? null;
      const turn = (to: CardStyle) =>
        changeChat(database(), stage.businessId, { chatId: chat.id, patch: { style: to } });
      await go(stage, start);
      await stage.hear(dial(start, { uuid, dial: start }));
      await go(stage, start + 5);
      await turn(second);
      if (answered) await stage.hear(bridge(start + 5, { uuid, dial: start }));
      await go(stage, start + 20);
      await stage.hear(hangup(start + 20, { uuid, dial: start }));
      await go(stage, start + 24);
      await turn(last);
      await go(stage, start + 2 * MINUTE);
      const heads = stage.standing(chat).map(headOf);
      const ends = heads.filter((head) => head.startsWith(answered ? "✅" : "❌"));
      expect(ends).toHaveLength(1);
      const others = heads.filter((head) => !ends.includes(head));
      expect(others.every((head) => head === "📞 Вхідний дзвінок · завершено")).toBe(true);
      expect(others.length).toBeLessThanOrEqual(last === "one" ? 0 : 1);
      const lost = heads.some((head) => head.startsWith("❌")) && answered;
      expect(lost).toBe(false);
      await unsubscribe(database(), stage.businessId, { chatId: chat.id, now: stage.world.now });
    }),
    { numRuns: 25 },
  );
}, 60_000);

/** The process is killed at some requests, and started again at once. */
async function go(stage: Stage, seconds: number): Promise<void> {
  for (;;) {
    try {
      await stage.until(seconds, 2);
      await stage.run();
      return;
    } catch (error) {
      if (error !== killed) throw error;
    }
  }
}
