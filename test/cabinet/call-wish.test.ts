import { describe, expect, test } from "vitest";
import { chipsOf, readWish, searchOf, wishPath } from "../../src/cabinet/call-wish.ts";

const of = (query: string) => readWish(new URLSearchParams(query));
const near = { now: Date.UTC(2026, 10, 21, 12), zone: "Europe/Kyiv" };

describe("what the list of calls is asked for", () => {
  test("stands in an address that gives the same again", () => {
    const path =
      "/dashboard/calls?q=%D0%9E%D0%BA%D1%81&from=2026-11-01&to=2026-11-20&direction=in&end=missed&line=%2B380440000001&ext=101&audio=1&text=1&before=1763800000000.41";
    expect(wishPath(of(path.split("?")[1] ?? ""))).toBe(path);
    expect(wishPath(of(""))).toBe("/dashboard/calls");
  });

  test("leaves out what nobody offered", () => {
    const wish = of(
      "from=2026-02-31&to=x&direction=internal&end=%27or&before=1;drop&in=said&audio=yes",
    );
    expect(wishPath(wish)).toBe("/dashboard/calls");
  });

  test("is a chip each, and a chip leads to the rest", () => {
    const chips = chipsOf(of("q=4512&end=missed&before=5.6"));
    expect(chips).toEqual([
      { name: "text", value: "4512", without: "/dashboard/calls?end=missed" },
      { name: "end", value: "missed", without: "/dashboard/calls?q=4512" },
    ]);
  });

  test("takes days from the form, else from the words", () => {
    const named = searchOf(of("q=Оксана+20.11"), near);
    expect(named).toMatchObject({ text: "Оксана", days: { first: "2026-11-20" } });
    const chosen = searchOf(of("q=Оксана&from=2026-11-01"), near);
    expect(chosen).toMatchObject({
      text: "Оксана",
      days: { first: "2026-11-01", last: "2026-11-21" },
    });
  });
});
