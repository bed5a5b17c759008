import { describe, expect, test } from "vitest";
import { dealOf, moveDeal } from "../../src/crm/deal-service.ts";
import {
  addStage,
  deleteStage,
  MOST_STAGES,
  moveStage,
  renameStage,
  stagesOf,
} from "../../src/crm/stage-service.ts";
import { NOW } from "../business/tenants.ts";
import { db, eachInNewBusiness, made, OTHER, ours, stageIds } from "./deal-case.ts";

eachInNewBusiness();

const LATER = NOW + 60_000;

describe("stages", () => {
  const lang = { language: "uk" } as const;

  test("are added, named and moved; the first stays first and stays", async () => {
    const added = await addStage(db, ours.id, { name: " Передоплата ", ...lang });
    const stageId = "stage" in added ? added.stage.id : 0;
    await moveStage(db, ours.id, { stageId, by: -1 });
    expect(await stageNames()).toEqual(["Нові", "В роботі", "Передоплата", "Очікує"]);
    await moveStage(db, ours.id, { stageId, by: -1 });
    await moveStage(db, ours.id, { stageId, by: -1 });
    expect(await stageNames()).toEqual(["Нові", "Передоплата", "В роботі", "Очікує"]);
    const [first = 0] = await stageIds();
    expect(await moveStage(db, ours.id, { stageId: first, by: 1 })).toEqual({
      refused: "not_found",
    });
    expect(await renameStage(db, ours.id, { stageId: first, name: "Вхід" })).toMatchObject({
      stage: { name: "Вхід", first: true },
    });
    expect(await deleteStage(db, ours.id, { stageId: first, ...lang, now: LATER })).toEqual({
      refused: "first",
    });
  });

  test("have names of their own, and are not many", async () => {
    expect(await addStage(db, ours.id, { name: "очікує", ...lang })).toEqual({
      refused: "same_name",
    });
    expect(await addStage(db, ours.id, { name: " ", ...lang })).toEqual({ refused: "no_name" });
    for (let n = 4; n <= MOST_STAGES; n += 1)
      await addStage(db, ours.id, { name: `Етап ${n}`, ...lang });
    expect(await addStage(db, ours.id, { name: "Ще", ...lang })).toEqual({ refused: "many" });
    expect(await renameStage(db, ours.id, { stageId: 0, name: "Ніякий" })).toEqual({
      refused: "not_found",
    });
  });

  test("that go give their open deals to the first", async () => {
    const { id: dealId } = await made();
    const [from = 0, to = 0] = await stageIds();
    await moveDeal(db, ours.id, { dealId, from, to, now: LATER });
    const gone = { stageId: to, ...lang, now: LATER };
    expect(await deleteStage(db, ours.id, gone)).toMatchObject({ moved: 1, into: { id: from } });
    expect(await deleteStage(db, ours.id, gone)).toEqual({ refused: "not_found" });
    expect((await dealOf(db, ours.id, dealId))?.stage?.name).toBe("Нові");
  });

  test("are made once by many who look at once", async () => {
    const seen = await Promise.all(Array.from({ length: 4 }, () => stagesOf(db, ours.id, "uk")));
    expect(new Set(seen.map((stages) => stages.length))).toEqual(new Set([3]));
  });

  test("of two businesses are apart", async () => {
    const first = (await stageIds())[0] ?? 0;
    await made({ phone: OTHER });
    const stranger = "00000000-0000-4000-8000-000000000000";
    expect(await renameStage(db, stranger, { stageId: first, name: "Чуже" })).toEqual({
      refused: "not_found",
    });
  });
});

async function stageNames(): Promise<string[]> {
  return (await stagesOf(db, ours.id, "uk")).map(({ name }) => name);
}
