import { describe, expect, test } from "vitest";
import type { Salon } from "../../src/booking/salon.ts";
import { wholeWeek } from "../../src/booking/salon.ts";
import { playCase, setupFault, trialCases } from "../../src/agent/trial-set.ts";
import {
  failedOf,
  newlyFailed,
  trialResultShape,
  type TrialFault,
  type TrialResult,
} from "../../src/agent/trial.ts";
import { blame, presses, says, trialTalk } from "../../src/agent/trial-talk.ts";
import { trialAdvice, trialTitle } from "../../src/agent/trial-text.ts";
import { known, samples } from "./dialogue/fixture.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const { fixtures } = samples();

function salonOf(id: string): Salon {
  const file = fixtures[id];
  if (!file) throw new Error(`no salon ${id}`);
  return known(file).salon;
}

function run(salon: Salon): TrialResult {
  return { outcomes: trialCases(salon, NOW).map((one) => playCase(salon, one, NOW)) };
}

function faultsOf(salon: Salon): [string, TrialFault][] {
  return failedOf(run(salon)).flatMap(({ key, faults }) =>
    faults.map(({ fault }): [string, TrialFault] => [key, fault]),
  );
}

/** A salon of one language and two services, so that a run is short. */
function small(change: Partial<Salon> = {}): Salon {
  const salon = salonOf("barber_moscow");
  const services = salon.services.slice(0, 3);
  return { ...salon, languages: ["ru"], language: "ru", services, ...change };
}

describe("the dialogue set of a salon", () => {
  test.each(["salon_kyiv", "barber_moscow", "clinic_almaty"])(
    "of a sound price list (%s) has more than twenty dialogues and passes them all",
    (id) => {
      const { outcomes } = run(salonOf(id));
      expect(outcomes.length).toBeGreaterThan(20);
      expect(failedOf({ outcomes })).toEqual([]);
      expect(new Set(outcomes.map(({ key }) => key)).size).toBe(outcomes.length);
      expect(trialResultShape.parse({ outcomes })).toEqual({ outcomes });
    },
  );

  test("names what nobody does", () => {
    const salon = small();
    const [lost] = salon.services;
    const masters = salon.masters.map((one) => ({
      ...one,
      services: one.services.filter((id) => id !== lost?.id),
    }));
    expect(faultsOf({ ...salon, masters })).toContainEqual([`words:${lost?.id}:ru`, "nobody_does"]);
  });

  test("names what there is no time for", () => {
    const salon = small();
    const [first, ...others] = salon.services;
    if (!first) throw new Error("no service");
    const services = [{ ...first, durationMin: 1200 }, ...others];
    expect(faultsOf({ ...salon, services })).toContainEqual([`words:${first.id}:ru`, "no_time"]);
  });

  test("names a service that is not understood by its name", () => {
    const salon = small();
    const [first, ...others] = salon.services;
    if (!first) throw new Error("no service");
    const services = [{ ...first, names: { ru: "✨✨" }, synonyms: [] }, ...others];
    const found = faultsOf({ ...salon, services });
    expect(found).toContainEqual([`price:${first.id}:ru`, "service_unknown"]);
    expect(found.every(([key]) => !key.startsWith(`price:${others[0]?.id}`))).toBe(true);
  });

  test("names two services that are called alike", () => {
    const salon = small();
    const [first, second, ...others] = salon.services;
    if (!first || !second) throw new Error("no services");
    const twin = { ...second, names: first.names, synonyms: first.synonyms };
    const faults = faultsOf({ ...salon, services: [first, twin, ...others] }).map(
      ([, fault]) => fault,
    );
    expect(faults).toContain("service_mixed");
  });

  test("is not played where nothing can be booked at all", () => {
    expect(setupFault(small({ services: [] }))).toEqual({ fault: "no_services" });
    expect(setupFault(small({ masters: [] }))).toEqual({ fault: "no_masters" });
    expect(setupFault(small({ hours: wholeWeek({}) }))).toEqual({ fault: "no_hours" });
    expect(setupFault(small())).toBeNull();
  });

  test("keeps the lines of a dialogue that failed, and says what to mend in three languages", () => {
    const salon = small();
    const [first, ...others] = salon.services;
    if (!first) throw new Error("no service");
    const services = [{ ...first, names: { ru: "✨✨" }, synonyms: [] }, ...others];
    const [failed] = failedOf(run({ ...salon, services }));
    if (!failed) throw new Error("nothing failed");
    expect(failed.lines[0]).toMatchObject({ who: "customer" });
    expect(trialTitle("ru", failed)).toBe("Цена: «✨✨»");
    expect(trialAdvice("uk", failed)).toContain("/services");
    expect(trialAdvice("en", failed)).toContain("✨✨");
  });
});

const talk = (salon = small()) => trialTalk(salon, { now: NOW, language: "ru" });
const faults = (one: ReturnType<typeof talk>) => one.found.map(({ fault }) => fault);

describe("what is watched in every dialogue", () => {
  test("a sum that the list does not have, wherever it comes from", () => {
    const salon = small({ faq: { parking: { ru: "Парковка стоит 123 456 ₽ в час" } } });
    const one = talk(salon);
    says(one, one.words.price("Парковка"));
    says(one, "Есть ли у вас парковка?");
    expect(faults(one)).toEqual(["price_other"]);
  });

  test("an hour outside what the masters and the salon tell", () => {
    const salon = small();
    const masters = salon.masters.map((master) => ({ ...master, breaks: [...master.breaks] }));
    const one = talk({ ...salon, masters });
    says(one, one.words.hello);
    presses(one, ({ do: what }) => what === "book");
    presses(one, ({ do: what }) => what === "pick_service");
    expect(faults(one)).toEqual([]);
  });

  test("one fault is told once", () => {
    const one = talk();
    blame(one, "silent");
    blame(one, "silent");
    expect(faults(one)).toEqual(["silent"]);
  });
});

const outcome = (key: string, fault: TrialFault | null) => ({
  key,
  topic: "price" as const,
  subject: "",
  faults: fault === null ? [] : [{ fault, subject: "" }],
  lines: [],
});

test("a second run tells only of what passed before", () => {
  const before = { outcomes: [outcome("a", null), outcome("b", "silent"), outcome("c", null)] };
  const now = {
    outcomes: [outcome("a", "price_missing"), outcome("b", "silent"), outcome("d", "no_time")],
  };
  expect(newlyFailed(before, now).map(({ key }) => key)).toEqual(["a"]);
});
