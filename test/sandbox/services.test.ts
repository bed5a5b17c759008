import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createGigaChat } from "../../src/gateways/gigachat.ts";
import { createFetcher } from "../../src/gateways/http.ts";
import { createOpenAi } from "../../src/gateways/model-openai.ts";
import type { Model } from "../../src/gateways/model.ts";
import { createSpeech } from "../../src/gateways/speech.ts";
import { memoryJournal } from "../../src/sandbox/journal.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/server.ts";
import { createServices, type Services } from "../../src/sandbox/service-log.ts";
import { serviceAddresses, serviceRouters } from "../../src/sandbox/service-router.ts";
import { soundOf } from "../../src/sandbox/talk-sound.ts";
import { talkNamed } from "../../src/sandbox/talk-list.ts";
import { writeWav } from "../../src/sandbox/voice-wav.ts";
import { answerSchema, promptOf } from "../../src/speech/prompt.ts";
import { serve } from "./page-serve.ts";

const clock = { now: () => Date.UTC(2026, 10, 24, 12, 0) };
const fetcher = createFetcher({ allow: [] });
let services: Services;
let sandbox: Sandbox;
let url: string;
let at: ReturnType<typeof serviceAddresses>;
let close: () => void;

beforeAll(async () => {
  services = createServices({ clock, log: () => {} });
  const keys = { sttKey: "stt-key", llmKey: "llm-key" };
  const extra = serviceRouters({ services, clock, ...keys });
  sandbox = createSandbox({ journal: memoryJournal, clock, services, extra });
  const listener = sandbox.callback();
  ({ url, close } = await serve((req, res) => void listener(req, res)));
  at = serviceAddresses(url);
});
beforeEach(() => services.reset());
afterAll(async () => {
  close();
  await sandbox.close();
  await fetcher.close();
});

describe("the stand-in that hears", () => {
  test("tells what is said on a channel, with its seconds", async () => {
    const { right, said } = soundOf(talkOf("booking"));
    const heard = await hear(writeWav({ rate: 8000, channels: [right] }));
    if (!("heard" in heard)) throw new Error(JSON.stringify(heard));
    const theirs = said.filter(({ by }) => by === "client");
    expect(heard.heard.language).toBe("uk");
    expect(heard.heard.segments.map(({ text }) => text.trim())).toEqual(
      theirs.map(({ text }) => text),
    );
    expect(heard.heard.segments[0]?.startS).toBeCloseTo(theirs[0]?.startS ?? 0, 1);
    expect(services.visits()).toMatchObject([
      { service: "stt", about: "booking, right", status: 200 },
    ]);
  });

  test("makes words up where there is silence, and says that it is unsure", async () => {
    const heard = await hear(soundOf(talkOf("silence")).wav);
    expect(heard).toMatchObject({
      heard: { segments: [{ text: expect.stringContaining("Дякую"), noSpeech: 0.92 }] },
    });
  });

  test("knows models without times", async () => {
    const heard = await hear(soundOf(talkOf("wrong")).wav, "gpt-4o-transcribe");
    expect(heard).toMatchObject({ heard: { text: expect.stringContaining("автосервис") } });
    const diarized = await hear(soundOf(talkOf("wrong")).wav, "gpt-4o-transcribe-diarize");
    expect(diarized).toMatchObject({ heard: { segments: expect.arrayContaining([]) } });
  });

  test.each([
    ["401", { failed: "stt_key" }],
    ["402", { failed: "stt_balance" }],
    ["balance", { failed: "stt_balance" }],
    ["429", { retry: 7000, cause: "stt_busy" }],
    ["500", { cause: "stt_down" }],
    ["malformed", { cause: "stt_down" }],
    ["drop", { cause: "stt_down" }],
  ] as const)("fails once as planted: %s", async (kind, expected) => {
    await plant({ method: "stt", kind, times: 1, ...(kind === "429" ? { retry_after: 7 } : {}) });
    expect(await hear(soundOf(talkOf("wrong")).wav)).toMatchObject(expected);
    expect(await hear(soundOf(talkOf("wrong")).wav)).toHaveProperty("heard");
  });

  test.each<[string, Record<string, string>, string, number]>([
    ["no model", {}, "call.wav", 400],
    ["an unknown model", { model: "whisper-9" }, "call.wav", 404],
    ["an unknown field", { model: "whisper-1", lang: "uk" }, "call.wav", 400],
    ["a file without a kind", { model: "whisper-1" }, "call", 400],
    [
      "times of a model that has none",
      { model: "gpt-4o-transcribe", response_format: "verbose_json" },
      "a.wav",
      400,
    ],
    [
      "parts without the long form",
      { model: "whisper-1", "timestamp_granularities[]": "segment" },
      "a.wav",
      400,
    ],
    ["a language by its name", { model: "whisper-1", language: "ukrainian" }, "a.wav", 400],
  ])("refuses %s", async (_, fields, name, status) => {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set("file", new Blob([new Uint8Array(soundOf(talkOf("wrong")).wav)]), name);
    const answer = await fetch(at.stt, {
      method: "POST",
      headers: { authorization: "Bearer stt-key" },
      body: form,
    });
    expect(answer.status).toBe(status);
  });
});

describe("the stand-ins that think", () => {
  const models: [string, () => Model][] = [
    ["OpenAI", () => createOpenAi({ url: at.llm, key: "llm-key", model: "gpt-4o" }, fetcher)],
    [
      "GigaChat",
      () => {
        const key = {
          clientId: "sandbox",
          clientSecret: "sandbox-secret",
          scope: "GIGACHAT_API_PERS",
        };
        const where = { authUrl: at.gigachat.oauth, apiUrl: at.gigachat.api };
        return createGigaChat({ ...key, ...where, model: "GigaChat-2-Max" }, { fetcher, clock });
      },
    ],
  ];

  test.each(models)("%s answers about the talk that it finds in the prompt", async (_, make) => {
    const answer = await make().answer(request("booking"));
    if (!("object" in answer)) throw new Error(JSON.stringify(answer));
    const { claims, outcome, kind } = answer.object;
    expect({ outcome, kind }).toEqual({
      outcome: "Клієнтка записалася на фарбування",
      kind: "sale",
    });
    expect(claims).toContainEqual({
      about: "amount",
      value: "1800 гривень",
      quote: "Фарбування коштує 1800 гривень",
      turn: 7,
      whose: "none",
    });
    for (const { quote, turn } of claims)
      expect(talkOf("booking").lines[turn - 1]?.[1]).toContain(quote);
  });

  test.each(models)("%s paraphrases every third quote when told to", async (name, make) => {
    await plant({ method: name === "OpenAI" ? "llm" : "gigachat", kind: "paraphrase" });
    const answer = await make().answer(request("booking"));
    if (!("object" in answer)) throw new Error(JSON.stringify(answer));
    const text = talkOf("booking")
      .lines.map(([, line]) => line)
      .join(" ");
    expect(answer.object.claims.map(({ quote }) => text.includes(quote))).toEqual(
      answer.object.claims.map((_claim, n) => n % 3 !== 2),
    );
  });

  test.each(models)("%s: two questions at once both get their answers", async (_, make) => {
    const model = make();
    const both = await Promise.all(["booking", "visit"].map((name) => model.answer(request(name))));
    expect(both.every((one) => "object" in one)).toBe(true);
  });

  test.each([
    ["401", { failed: "model_key" }],
    ["402", { failed: "model_balance" }],
    ["refusal", { failed: "model_refused", filtered: true }],
    ["500", { cause: "model_down" }],
  ] as const)("both fail as planted: %s", async (kind, expected) => {
    await plant({ method: "llm", kind });
    await plant({ method: "gigachat", kind });
    for (const [, make] of models)
      expect(await make().answer(request("visit"))).toMatchObject(expected);
  });

  test("a second stream on a person's key is refused, a wrong order of messages as well", async () => {
    const asked = await fetch(at.gigachat.oauth, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from("sandbox:sandbox-secret").toString("base64")}`,
        rquid: "6f0b1291-c7f3-43c6-bb2e-9f3efb2dc98e",
      },
      body: new URLSearchParams({ scope: "GIGACHAT_API_PERS" }),
    });
    const { access_token: token }: { access_token: string } = await asked.json();
    await plant({ method: "gigachat", kind: "slow", ms: 300, times: 1 });
    const chat = (...roles: string[]) =>
      fetch(`${at.gigachat.api}/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({
          model: "GigaChat-2",
          messages: roles.map((role) => ({ role, content: "1" })),
        }),
      });
    const slow = chat("user");
    await expect.poll(() => services.visits().length).toBe(2);
    expect((await chat("user")).status).toBe(429);
    expect((await slow).status).toBe(200);
    expect((await chat("user", "system")).status).toBe(422);
    expect((await chat("user", "user")).status).toBe(422);
  });
});

function talkOf(name: string) {
  const talk = talkNamed(name);
  if (!talk) throw new Error(`no talk ${name}`);
  return talk;
}

function hear(audio: Buffer, model = "whisper-1") {
  const speech = createSpeech({ fetcher, url: at.stt, key: "stt-key", model });
  return speech.hear({ audio, mime: "audio/wav", language: null });
}

function plant(fault: object) {
  return fetch(`${url}/sandbox/api/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fault),
  });
}

function request(name: string) {
  const { system, user } = promptOf({
    business: { name: "Лілея", kind: "salon", language: "uk", zone: "Europe/Kyiv" },
    at: clock.now(),
    direction: "in",
    instruction: null,
    rubric: [],
    turns: talkOf(name).lines.map(([speaker, text], n) => ({
      speaker,
      startS: n * 4,
      endS: n * 4 + 3,
      text,
    })),
  });
  return { system, user, schema: answerSchema, maxTokens: 3000, deadlineMs: 10_000 };
}
