import { describe, expect, test } from "vitest";
import { known, samples } from "./fixture.ts";
import { questionDialogues } from "./own-question.ts";
import { visitDialogues } from "./own-visit.ts";
import { chatOf, coming, says, town, visited } from "./town.ts";

const { fixtures } = samples();

describe("a dialogue of our own", () => {
  test.each([...visitDialogues, ...questionDialogues])("$what", (own) => {
    const file = fixtures[own.in];
    if (!file) throw new Error("no such business");
    const { salon, service, master, at } = known(file);
    const place = town(salon, at(own.now));
    const chat = chatOf(place, "a", { code: own.code, profileName: own.profile ?? null });
    for (const [slug, who, start] of own.has ?? [])
      visited(place, {
        chat: "a",
        serviceId: service(slug),
        masterId: master(who),
        start: at(start),
      });
    const lines: string[] = [];
    for (const [text, ...answers] of own.turns) {
      const reply = says(place, chat, text);
      lines.push(`> ${text}`, reply.text);
      for (const answer of answers) expect(reply.text, lines.join("\n")).toMatch(answer);
      place.now += 20_000;
    }
    const ends = coming(place, chat).map(({ serviceId, masterId, start }) => ({
      serviceId,
      masterId,
      start,
    }));
    const expected = own.ends.map(([slug, who, start]) => ({
      serviceId: service(slug),
      masterId: master(who),
      start: at(start),
    }));
    expect(ends, lines.join("\n")).toEqual(expected);
  });
});
