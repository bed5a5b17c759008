import { describe, expect, test } from "vitest";
import { handlesOf } from "../../src/agent/mind-handle.ts";
import { mindPrompt } from "../../src/agent/mind-prompt.ts";
import { readCommands } from "../../src/agent/mind-read.ts";
import { mindAnswer, takenCommands } from "../../src/agent/mind-schema.ts";
import { isSure } from "../../src/agent/mind-sure.ts";
import { isPhrased } from "../../src/agent/phrase-plan.ts";
import { phrasePrompt, phraseShape, type PhraseQuestion } from "../../src/agent/phrase-prompt.ts";
import { checkReply } from "../../src/agent/reply-check.ts";
import { understand } from "../../src/agent/rules.ts";
import { clock } from "../../src/agent/shown.ts";
import type { Understood } from "../../src/agent/understood.ts";
import { minuteAt } from "../../src/booking/wall-day.ts";
import { known, samples, type Sample } from "./dialogue/fixture.ts";
import { faults, play } from "./dialogue/play.ts";
import { coming, hintOf, turn, type Chat, type Reply, type Town } from "./dialogue/town.ts";
import { stranger } from "./reply/lie.ts";
import { scriptedModel, type Scripted } from "./scripted.ts";
import { falseClaims } from "./witness.ts";

const { fixtures, dialogues } = samples();
const SEEDS = [11, 22, 33, 44];

/** The same customer on the other channel: on WhatsApp the number is proven where they have one, on Telegram it is told. */
function onChannel(sample: Sample, channel: "telegram" | "whatsapp"): Sample {
  const { client, expected } = sample;
  if (client.channel === channel) return sample;
  const number = expected.booking?.client_phone.slice(1);
  if (channel === "whatsapp")
    return {
      ...sample,
      client: { ...client, channel, ...(number === undefined ? {} : { wa_id: number }) },
    };
  const turns = sample.turns.map((text) =>
    text.endsWith("Emma Clark") ? `${text}, +${number}` : text,
  );
  const first = client.profile_name ?? "—";
  return {
    ...sample,
    turns,
    client: { channel, telegram_id: 990_031, first_name: first, language_code: "en" },
  };
}

type Run = { problems: string[]; sent: string[]; reworded: number };

/** Plays a dialogue with a model, or without: what is wrong with how it went and where it ended. */
function run(sample: Sample, model: Scripted | null): Run {
  const file = fixtures[sample.fixture];
  if (!file) throw new Error("no such business");
  const problems: string[] = [];
  const sent: string[] = [];
  const lines: PhraseQuestion["lines"][number][] = [];
  let reworded = 0;
  const played = play(sample, file, (place, chat, text) => {
    const before = chat.memory;
    const heard = readBy(model, { place, chat, text, lines });
    const reply = turn(place, chat, heard);
    problems.push(...unconfirmed(text, before.asked, reply));
    const words = wordedBy(model, { place, chat, reply, lines });
    if (words !== reply.text) reworded += 1;
    sent.push(words);
    lines.push({ author: "customer", text }, { author: "agent", text: words });
    problems.push(...claimsIn(words, { place, chat, reply }));
    return { ...reply, text: words };
  });
  problems.push(...faults(sample, file, played));
  problems.push(...leaks(sample, sent, model?.prompts ?? []));
  return { problems: problems.map((one) => `${one}\n${played.transcript}`), sent, reworded };
}

type Turn = { place: Town; chat: Chat; lines: PhraseQuestion["lines"] };

function readBy(
  model: Scripted | null,
  { place, chat, text, lines }: Turn & { text: string },
): Understood {
  const hint = hintOf(place, chat);
  const rules = understand({ text, pressed: null }, hint);
  if (model === null || isSure(rules, hint)) return rules;
  const handles = handlesOf(hint);
  const names = [chat.profileName, chat.memory.draft.name, chat.client?.name ?? null, rules.name];
  const settings = { tone: "warm" as const, restrictions: null };
  const { message, ...prompt } = mindPrompt({
    hint,
    memory: chat.memory,
    handles,
    lines,
    message: text,
    names,
    settings,
  });
  const answer = model.now({ ...prompt, schema: mindAnswer, taken: takenCommands });
  if (!("object" in answer)) return rules;
  return readCommands(answer.object.commands, { rules, hint, handles, message }).understood;
}

/** The words that leave: as `runPhrase` finds them. */
function wordedBy(
  model: Scripted | null,
  { place, chat, reply, lines }: Turn & { reply: Reply },
): string {
  const { text: template, made } = reply;
  if (model === null || !isPhrased(made, template)) return template;
  const { language } = chat.memory;
  const settings = { tone: "warm" as const, restrictions: null };
  let before: PhraseQuestion["before"] = null;
  for (let tries = 0; tries < 2; tries += 1) {
    const asked = phrasePrompt({ template, language, settings, lines, hidden: [], before });
    const answer = model.now({ ...asked, schema: phraseShape });
    if (!("object" in answer)) return template;
    const { reply: words } = answer.object;
    const checked = checkReply(words, { template, language, salon: place.salon, now: place.now });
    if (checked.ok) return words;
    before = { reply: words, wrong: checked.wrong };
  }
  return template;
}

const YES =
  /(?<!\p{L})(?:так|да|yes|ага|вірно|верно|підтверджую|скасувати|отменить|удаляйте|ок|ok)(?!\p{L})/iu;

/** Nothing is written but after a question about it and a yes in the customer's own words. */
function unconfirmed(text: string, asked: string | null, { todo }: Reply): string[] {
  const questions: Record<string, readonly (string | null)[]> = {
    book: ["draft"],
    move: ["move_draft"],
    cancel: ["cancel_visit"],
    erase: ["erase"],
  };
  return todo.flatMap((command) => {
    const of = questions[command.do];
    return of && (!of.includes(asked) || !YES.test(text))
      ? [`${command.do} without a yes: ${text}`]
      : [];
  });
}

function claimsIn(
  words: string,
  { place, chat, reply }: { place: Town; chat: Chat; reply: Reply },
): string[] {
  const { salon } = place;
  const hours = [salon.hours, ...salon.masters.map((master) => master.hours)];
  const doors = hours.flatMap((week) => Object.values(week ?? {}).flatMap((range) => range ?? []));
  const starts = [
    ...reply.slots,
    ...place.visits.filter((visit) => visit.chat === chat.id).map(({ start }) => start),
  ];
  const { slot, time } = chat.memory.draft;
  const wished = time === null ? [] : "at" in time ? [time.at] : [time.from, time.to];
  const times = new Set([
    ...doors,
    ...[...starts, ...(slot ? [slot.start] : [])].map((start) =>
      clock(minuteAt(start, salon.zone)),
    ),
    ...wished.map(clock),
    ...[...reply.text.matchAll(/\d{2}:\d{2}/gu)].map(([found]) => found),
  ]);
  const about = { salon, done: reply.done, times, visits: coming(place, chat).length };
  return falseClaims(words, about);
}

/** Names and numbers that only other clients' cards hold; what a model wrote itself is repeated to it. */
function leaks(sample: Sample, sent: readonly string[], prompts: readonly string[]): string[] {
  const file = fixtures[sample.fixture];
  const own = `${sample.turns.join(" ")} ${sample.client.wa_id ?? ""}`.replaceAll(/[\s()+-]/gu, "");
  const others = (file?.clients ?? []).filter(
    ({ telegram_id: id, phone }) =>
      id !== sample.client.telegram_id && !own.includes(phone.slice(-9)),
  );
  const secrets = [stranger, ...others].flatMap(({ name, phone }) => [
    ...(name.includes(" ") ? [name.replaceAll(" ", "")] : []),
    phone.replaceAll(/\D/gu, "").slice(-9),
  ]);
  const asked = prompts.map((prompt) => prompt.replaceAll(/^BEFORE .*$|^WRONG .*$/gmu, ""));
  return [...sent, ...asked].flatMap((text) => {
    const bare = text.replaceAll(/[\s()+-]/gu, "");
    return secrets.filter((secret) => bare.includes(secret)).map((secret) => `leaked: ${secret}`);
  });
}

describe.each(["telegram", "whatsapp"] as const)(
  "on %s the sample dialogues end as they should",
  (channel) => {
    const cases = dialogues.map((sample) => ({
      id: sample.id,
      sample: onChannel(sample, channel),
    }));

    test.each(cases)("$id with the rules alone", ({ sample }) => {
      expect(run(sample, null).problems.join("\n")).toBe("");
    });

    test.each(cases)("$id with a good model", ({ sample }) => {
      const model = scriptedModel({ seed: null, salon: salonOf(sample) });
      expect(run(sample, model).problems.join("\n")).toBe("");
    });

    test.each(cases)("$id with a model that sometimes lies, four times in a row", ({ sample }) => {
      for (const seed of SEEDS) {
        const model = scriptedModel({
          seed: seed + Number(sample.id.slice(1)),
          salon: salonOf(sample),
        });
        expect(run(sample, model).problems.join("\n"), `seed ${seed}`).toBe("");
      }
    });
  },
);

test("a good model's words leave often, and a liar's lies are many", () => {
  const good = dialogues.map((sample) =>
    run(sample, scriptedModel({ seed: null, salon: salonOf(sample) })),
  );
  expect(good.reduce((sum, { reworded }) => sum + reworded, 0)).toBeGreaterThan(10);
  const liars = dialogues.map((sample) => {
    const model = scriptedModel({ seed: 5, salon: salonOf(sample) });
    run(sample, model);
    return model.lied.count;
  });
  expect(liars.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20);
});

function salonOf(sample: Sample) {
  const file = fixtures[sample.fixture];
  if (!file) throw new Error("no such business");
  return known(file).salon;
}
