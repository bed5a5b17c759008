import { Readable } from "node:stream";
import type { Provider } from "../flows/tenant.ts";
import type { Own } from "./door.ts";

/** What a provider does wrong with one recording. */
export type Case = {
  name: string;
  provider: Provider;
  /** Which of its requests is answered wrongly: the one for a link (Novofon) or the one for the file. */
  at: "ask" | "file";
  /** How often; the answers after that are right. */
  times: number;
  answer: () => Own;
  /** What its card says in the end; null: nothing of the recording. */
  ends: RegExp | null;
  /** How often it may be asked for. */
  most: number;
};

type Wrong = {
  name: string;
  answer: () => Own;
  /** For good, or once. */
  always?: { ends: RegExp; most: number };
  once?: true;
};

const DONE = /Суть:/;
const NOT_AUDIO = /Замість запису АТС надіслала щось інше/;
const PROVIDER_DOWN = /АТС не відповідає/;
const PROVIDER_KEY = /АТС не прийняла ключ/;
const TOO_LARGE = /Запис завеликий/;
const NO_RECORDING = /Запису немає/;

const QUICK = 4;
const MEGABYTE = 1024 ** 2;
const LARGE_MB = 300;
const LOGIN = "<!doctype html><html><head><title>Sign in</title></head></html>".repeat(9);
const PDF = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(4000, "x")]);

const wrongs: readonly Wrong[] = [
  {
    name: "a page",
    answer: () => own(LOGIN, "text/html"),
    always: { ends: NOT_AUDIO, most: QUICK },
  },
  {
    name: "a page that is called sound",
    answer: () => own(LOGIN, "audio/mpeg"),
    always: { ends: NOT_AUDIO, most: QUICK },
  },
  {
    name: "a document",
    answer: () => own(PDF, "application/pdf"),
    always: { ends: NOT_AUDIO, most: QUICK },
  },
  {
    name: "zero bytes",
    answer: () => own("", "audio/wav"),
    always: { ends: NOT_AUDIO, most: QUICK },
  },
  {
    name: "300 MB with their length",
    answer: () => large({ "content-length": String(LARGE_MB * MEGABYTE) }),
    always: { ends: TOO_LARGE, most: 1 },
  },
  { name: "300 MB without it", answer: () => large({}), always: { ends: TOO_LARGE, most: 1 } },
  {
    name: "502",
    answer: () => own("<html></html>", "text/html", 502),
    always: { ends: PROVIDER_DOWN, most: 13 },
    once: true,
  },
  {
    name: "429",
    answer: () => own("{}", "application/json", 429),
    always: { ends: PROVIDER_DOWN, most: 13 },
  },
  {
    name: "403",
    answer: () => own("{}", "application/json", 403),
    always: { ends: PROVIDER_KEY, most: 2 },
  },
  { name: "an expired link", answer: () => own("gone", "text/plain", 410), once: true },
  { name: "a hanging answer", answer: hanging, once: true },
];

/** Every wrong answer from each provider, and the recording that is not ready. */
export const cases: readonly Case[] = [
  ...(["novofon", "phonet"] as const).flatMap((provider) =>
    wrongs.flatMap(({ name, answer, always, once }): Case[] => [
      ...(always
        ? [{ name, provider, at: "file" as const, times: Infinity, answer, ...always }]
        : []),
      ...(once
        ? [
            {
              name: `${name} once`,
              provider,
              at: "file" as const,
              times: 1,
              answer,
              ends: DONE,
              most: 4,
            },
          ]
        : []),
    ]),
  ),
  notReady({ provider: "novofon", at: "ask", times: Infinity, ends: NO_RECORDING, most: 8 }),
  notReady({ provider: "novofon", at: "ask", times: 2, ends: DONE, most: 3 }),
  // Phonet tells of no recordings, so that one that never comes may never have been.
  notReady({ provider: "phonet", at: "file", times: Infinity, ends: null, most: 8 }),
  notReady({ provider: "phonet", at: "file", times: 2, ends: DONE, most: 3 }),
];

/** What a link in a hook may lead to, as the stand-in plays it, and the talk that it is played with. */
export const linkCases = [
  { name: "a link that has expired", talk: "visit", kind: "404", ends: /Запису в АТС уже немає/ },
  { name: "a link to a page", talk: "callback", kind: "html", ends: NOT_AUDIO },
  { name: "a link to zero bytes", talk: "booking", kind: "empty", ends: NOT_AUDIO },
  { name: "a link to a file that breaks off", talk: "wrong", kind: "cut", ends: NOT_AUDIO },
  { name: "a link that is refused", talk: "manicure", kind: "403", ends: PROVIDER_KEY },
] as const;

function notReady(more: Pick<Case, "provider" | "at" | "times" | "ends" | "most">): Case {
  return {
    name: more.times === Infinity ? "never ready" : "not ready yet",
    answer: notFound,
    ...more,
  };
}

function notFound(): Own {
  return own('{"status":"error","message":"File not found"}', JSON_TYPE, 404);
}

const JSON_TYPE = "application/json";

function own(body: string | Buffer, type: string, status = 200): Own {
  return { status, headers: { "content-type": type }, body: Buffer.from(body) };
}

/** Sound without an end, but for its end. */
function large(headers: Record<string, string>): Own {
  const head = Buffer.from("RIFF\0\0\0\0WAVEfmt ");
  const parts = function* (): Generator<Buffer> {
    yield head;
    for (let sent = head.length; sent < LARGE_MB * MEGABYTE; sent += MEGABYTE)
      yield Buffer.alloc(Math.min(MEGABYTE, LARGE_MB * MEGABYTE - sent), 1);
  };
  const body = Readable.from(parts());
  return { status: 200, headers: { "content-type": "audio/wav", ...headers }, body };
}

/** The head of an answer, and never the rest. */
function hanging(): Own {
  const body = new Readable({ read: () => {} });
  return { status: 200, headers: { "content-type": "audio/wav" }, body };
}
