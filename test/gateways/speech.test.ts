import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createSpeech } from "../../src/gateways/speech.ts";
import { closeAll, fetcherFor, serve } from "./http-stand-in.ts";
import { speechStandIn, type Reply } from "./speech-stand-in.ts";

afterEach(closeAll);

const sound = {
  audio: Buffer.from("RIFF\r\n--x\r\n\0\xff", "latin1"),
  mime: "audio/wav",
  language: "ru",
};
const nothing = { language: null, durationS: null, segments: [], text: "" };

describe("what is asked", () => {
  test("whisper is asked for times, by the letter of OpenAI's endpoint", async () => {
    const stand = await speechStandIn(() => ({ body: sample("verbose-json") }));
    const heard = await speechAt(stand.url).hear({ ...sound, prompt: "Салон. Ольга, Ірина." });
    expect(stand.refused).toEqual([]);
    expect(stand.asked).toEqual([
      {
        authorization: "Bearer sk-canary",
        fields: {
          model: "whisper-1",
          language: "ru",
          prompt: "Салон. Ольга, Ірина.",
          response_format: "verbose_json",
          temperature: "0",
          "timestamp_granularities[]": "segment",
        },
        file: { name: "call.wav", type: "audio/wav", bytes: sound.audio },
      },
    ]);
    expect(heard).toMatchObject({ heard: { language: "ru", segments: [{ startS: 0 }, {}] } });
  });

  test("a server of one model and no key is told neither", async () => {
    const stand = await speechStandIn(() => ({ body: sample("whisper-cpp-inference-json") }));
    await speechAt(stand.url, { key: null, model: null }).hear({ ...sound, language: null });
    expect(stand.asked[0]).toMatchObject({ authorization: null });
    expect(Object.keys(stand.asked[0]?.fields ?? {})).toEqual([
      "response_format",
      "temperature",
      "timestamp_granularities[]",
    ]);
  });

  test.each([
    ["gpt-4o-transcribe", { response_format: "json", language: "ru", prompt: "Ольга" }],
    ["gpt-4o-mini-transcribe", { response_format: "json", language: "ru", prompt: "Ольга" }],
    ["gpt-transcribe", { response_format: "json", "languages[]": "ru" }],
    [
      "gpt-4o-transcribe-diarize",
      { response_format: "diarized_json", chunking_strategy: "auto", language: "ru" },
    ],
  ])("%s is asked for what it knows", async (model, fields) => {
    const stand = await speechStandIn(() => ({ body: { text: "так" } }));
    await speechAt(stand.url, { model }).hear({ ...sound, prompt: "Ольга" });
    expect(stand.refused).toEqual([]);
    const { temperature: _, ...asked } = stand.asked[0]?.fields ?? {};
    expect(asked).toEqual({ model, ...fields });
  });

  test("a model that turns out to know no times is asked once more, and never again for them", async () => {
    const stand = await speechStandIn(() => ({ body: { text: "так" } }));
    const speech = speechAt(stand.url, { model: "a-model-without-times" });
    expect(await speech.hear(sound)).toEqual({ heard: { ...nothing, text: "так" } });
    expect(await speech.hear(sound)).toEqual({ heard: { ...nothing, text: "так" } });
    expect(stand.refused).toHaveLength(1);
    expect(stand.asked).toHaveLength(2);
  });

  test.each([
    ["audio/mpeg", "call.mp3"],
    ["audio/x-wav", "call.wav"],
    ["audio/ogg; codecs=opus", "call.ogg"],
    ["audio/x-m4a", "call.m4a"],
    ["audio/webm", "call.webm"],
    ["audio/flac", "call.flac"],
    ["application/octet-stream", "call.mp3"],
  ])("a file of %s is called %s", async (mime, name) => {
    const stand = await speechStandIn(() => ({ body: { text: "" } }));
    await speechAt(stand.url).hear({ ...sound, mime });
    expect(stand.asked[0]?.file?.name).toBe(name);
  });

  test("more than 25 MB is not sent at all", async () => {
    const stand = await speechStandIn(() => ({ body: { text: "" } }));
    const speech = speechAt(stand.url);
    expect(await speech.hear({ ...sound, audio: Buffer.alloc(25_000_001) })).toEqual({
      failed: "too_large",
    });
    expect(await speech.hear({ ...sound, audio: Buffer.alloc(25_000_000) })).toEqual({
      heard: nothing,
    });
    expect(stand.asked).toHaveLength(1);
  });
});

describe("what goes wrong", () => {
  const published: [string, object][] = [
    ["401 invalid_api_key", { failed: "stt_key" }],
    ["429 rate_limit_exceeded", { retry: 2000, cause: "stt_busy" }],
    ["429 insufficient_quota", { failed: "stt_balance" }],
    ["400 context_length_exceeded", { failed: "stt_refused" }],
    ["404 model_not_found", { failed: "stt_refused" }],
    ["413", { failed: "too_large" }],
    ["500", { retry: 5000, cause: "stt_down" }],
    ["503", { retry: 5000, cause: "stt_down" }],
    ["402 402", { failed: "stt_balance" }],
    ["429 429", { retry: 20_000, cause: "stt_busy" }],
    ["200 502", { retry: 5000, cause: "stt_down" }],
  ];

  test("every published error has its case here", () => {
    expect([...errors().keys()]).toEqual(published.map(([name]) => name));
  });

  test.each(published)("%s", async (name, outcome) => {
    const reply = errors().get(name);
    const stand = await speechStandIn(() => reply ?? { body: "" });
    expect(await speechAt(stand.url).hear(sound)).toEqual(outcome);
    expect(stand.asked).toHaveLength(1);
  });

  test.each<[string, Reply, object]>([
    ["403", { status: 403, body: {} }, { failed: "stt_key" }],
    ["422", { status: 422, body: { detail: [] } }, { failed: "stt_refused" }],
    ["408", { status: 408, body: "" }, { retry: 5000, cause: "stt_down" }],
    ["a web page", { body: "<html>welcome</html>" }, { retry: 5000, cause: "stt_down" }],
    ["half an answer", { body: '{"text": "та' }, { retry: 5000, cause: "stt_down" }],
    ["another answer", { body: { ok: true } }, { retry: 5000, cause: "stt_down" }],
    ["an empty answer", { status: 204, body: "" }, { retry: 5000, cause: "stt_down" }],
    [
      "less than a tenth of a second",
      { status: 400, body: { error: { code: "audio_too_short", message: "…" } } },
      { heard: nothing },
    ],
    [
      "a pause until a date, by the server's clock",
      {
        status: 429,
        headers: {
          date: "Sat, 21 Nov 2026 10:00:00 GMT",
          "retry-after": "Sat, 21 Nov 2026 10:01:30 GMT",
        },
        body: {},
      },
      { retry: 90_000, cause: "stt_busy" },
    ],
    [
      "a pause of a day",
      { status: 503, headers: { "retry-after": "86400" }, body: {} },
      { retry: 3_600_000, cause: "stt_down" },
    ],
    [
      "a redirect",
      { status: 302, headers: { location: "https://evil.example/" }, body: "" },
      { failed: "stt_refused" },
    ],
  ])("%s", async (_name, reply, outcome) => {
    const stand = await speechStandIn(() => reply);
    expect(await speechAt(stand.url).hear(sound)).toEqual(outcome);
  });

  test("a server that is away, or breaks off, is asked again later", async () => {
    const away = await serve(() => {});
    await away.close();
    const down = { retry: 5000, cause: "stt_down" };
    expect(await speechAt(`${away.url}v1`).hear(sound)).toEqual(down);
    const broken = await serve((request) => request.socket.destroy());
    expect(await speechAt(`${broken.url}v1`).hear(sound)).toEqual(down);
  });
});

function speechAt(url: string, options: { key?: string | null; model?: string | null } = {}) {
  return createSpeech({
    fetcher: fetcherFor(),
    url,
    key: "sk-canary",
    model: "whisper-1",
    ...options,
  });
}

const errorShape = z.array(
  z.object({
    status: z.number(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z
      .object({ error: z.looseObject({ code: z.union([z.string(), z.number()]).nullable() }) })
      .optional(),
    body_text: z.string().optional(),
  }),
);

/** The published errors by status and code. */
function errors(): Map<string, Reply> {
  const rows = ["errors", "openrouter-errors"].flatMap((name) => errorShape.parse(sample(name)));
  return new Map(
    rows.map(({ status, headers, body, body_text: text }) => [
      `${status} ${String(body?.error.code ?? "")}`.trim(),
      { status, body: body ?? text ?? "", ...(headers ? { headers } : {}) },
    ]),
  );
}

function sample(name: string): unknown {
  const text = readFileSync(new URL(`../fixtures/speech/${name}.json`, import.meta.url), "utf8");
  const body: unknown = JSON.parse(text);
  return body;
}
