import type { CardStyle } from "../../src/business/chat.ts";
import type { Language } from "../../src/texts/language.ts";
import type { Expected } from "../calls/replay.ts";
import { finalKind, hasCard, isIncoming, isMissed } from "./expected.ts";
import type { Message, Request } from "./stand.ts";
import { saysMissed, titleOf, type Kind, type Title } from "./title.ts";

/** What a chat asked for, and which calls there were. */
export type Wish = {
  style: CardStyle;
  language: Language;
  buttons: boolean;
  thread: number | null;
  calls: readonly Expected[];
  /** Whether incoming calls were heard of while they went on. */
  rings: "due" | "none" | "maybe";
  /** The program was killed meanwhile, so that a message in flight may have left twice. */
  killed: boolean;
};

/** Everything that the bot ever put into the chat, with what was deleted, and the requests that led there. */
export type Seen = { messages: readonly Message[]; requests: readonly Request[] };

/** `extra`: how many messages stand beyond those due, which only a kill excuses. */
export type Verdict = { complaints: string[]; extra: number };

/** Holds what became of a chat against promises 1 and 2 and its card style. */
export function judgeChat(wish: Wish, seen: Seen): Verdict {
  const cards = seen.messages.map((message) => ({ message, title: titleOf(message.text) }));
  const chat: Chat = {
    ...wish,
    due: wish.calls.filter(hasCard),
    standing: cards.filter(({ message }) => !message.deleted),
    said: seen.requests.flatMap(saidBy),
  };
  const extra = Math.max(0, surplus(chat));
  const checks = [nothingElse, ownLanguage, ownPlace, aloud, buttons, neverMissed, finals, rings];
  const complaints = checks.flatMap((check) => check(chat, wish.killed ? extra : 0));
  const doubled = extra > 0 && !wish.killed ? [`${extra} more messages than calls have`] : [];
  return { complaints: [...complaints, ...doubled], extra };
}

type Card = { message: Message; title: Title | null };
type Said = { text: string; title: Title | null; edited: number | null; request: Request };
type Chat = Wish & { due: Expected[]; standing: Card[]; said: Said[] };
/** `excused`: how many messages may stand twice. */
type Check = (chat: Chat, excused: number) => string[];

const incomingKinds: readonly (Kind | undefined)[] = ["ring", "ended"];
const isFinal = ({ title }: { title: Title | null }): boolean =>
  title !== null && !incomingKinds.includes(title.kind);
const isRing = ({ title }: { title: Title | null }): boolean => incomingKinds.includes(title?.kind);
const isSend = ({ edited }: Said): boolean => edited === null;
const isTaken = ({ request }: Said): boolean => request.ok;

function saidBy(request: Request): Said[] {
  const { text, message_id: edited } = request.params;
  if (typeof text !== "string") return [];
  const target = typeof edited === "number" ? edited : null;
  return [{ text, title: titleOf(text), edited: target, request }];
}

function surplus({ style, standing, due }: Chat): number {
  const incoming = style === "two" ? due.filter(isIncoming).length : 0;
  const finalsOver = standing.filter(isFinal).length - due.length;
  const ringsOver = standing.filter(isRing).length - incoming;
  return Math.max(0, finalsOver) + Math.max(0, ringsOver);
}

const nothingElse: Check = ({ standing, said }) => [
  ...standing
    .filter(({ title }) => title === null)
    .map(({ message }) => `no card: ${message.text}`),
  ...said.filter(({ title }) => title === null).map(({ text }) => `no card was asked: ${text}`),
];

const ownLanguage: Check = ({ language, standing, said }) => {
  const shown = [...standing.map(({ message, title }) => ({ text: message.text, title })), ...said];
  return shown
    .filter(({ title }) => title !== null && title.language !== language)
    .map(({ text }) => `not in ${language}: ${text}`);
};

const ownPlace: Check = ({ thread, said }) =>
  said
    .filter(isSend)
    .filter(({ request }) => (request.params["message_thread_id"] ?? null) !== thread)
    .map(({ text }) => `not in its topic: ${text}`);

/** Nobody asked for silence here. */
const aloud: Check = ({ said }) =>
  said
    .filter(({ request }) => request.params["disable_notification"] === true)
    .map(({ text }) => `without sound: ${text}`);

/** They stand under the message that a call ends with, no longer under the one it began with. */
const buttons: Check = ({ buttons: wanted, standing }) =>
  standing
    .filter(
      ({ message, title }) =>
        (message.reply_markup !== undefined) !== (wanted && title?.kind !== "ended"),
    )
    .map(({ message }) => `${wanted ? "wrong" : "with"} buttons: ${message.text}`);

/** Promise 2, at any time and in every language. */
const neverMissed: Check = ({ said, standing, due }, excused) => {
  const told = said.filter(({ text }) => saysMissed(text));
  const misses = due.filter(isMissed).length;
  const sends = told.filter(isSend).filter(isTaken).length;
  const standingMissed = new Set(
    standing
      .filter(({ title }) => title?.kind === "missed")
      .map(({ message }) => message.message_id),
  );
  return [
    ...(misses === 0 ? told.map(({ text }) => `somebody answered: ${text}`) : []),
    ...(sends > misses + excused ? [`${sends} messages told of ${misses} missed calls`] : []),
    ...told
      .filter(({ edited }) => edited !== null && !standingMissed.has(edited))
      .map(({ text }) => `told for a while: ${text}`),
  ];
};

/** Promise 1: for each call one final message of its kind. */
const finals: Check = ({ style, standing, said, due, rings: heard }, excused) => {
  const kinds = [...new Set([...due.map(finalKind), ...standing.filter(isFinal).map(kindOf)])];
  const counted = kinds.flatMap((kind) => {
    const wanted = due.filter((call) => finalKind(call) === kind).length;
    const found = standing.filter(isFinal).filter((card) => kindOf(card) === kind).length;
    const right = found >= wanted && found <= wanted + (wanted > 0 ? excused : 0);
    return right ? [] : [`${found} messages of ${wanted} calls say ${kind}`];
  });
  const sends = said.filter(isSend).filter(isTaken).filter(isFinal);
  const sentAnew = sends.filter(({ title }) => title?.kind === "answered").length;
  const rang = sends.filter(({ title }) => title?.kind === "missed").length;
  const misses = due.filter(isMissed).length;
  return [
    ...counted,
    ...(sends.length > due.length + excused
      ? [`${sends.length} final messages were sent for ${due.length} calls`]
      : []),
    ...(style === "one" && heard === "due" && sentAnew > excused
      ? [`${sentAnew} answered calls got a second message`]
      : []),
    // An edit rings nobody.
    ...(style === "one" && rang < misses ? [`${rang} of ${misses} missed calls rang`] : []),
  ];
};

/** The message of an incoming call: what each style makes of it. */
const rings: Check = (chat, excused) => {
  const { standing, said } = chat;
  const asked = said.filter(isRing);
  const incoming = chat.due.filter(isIncoming).length;
  const sent = asked.filter(isSend).filter(isTaken).length;
  const left = standing.filter(({ title }) => title?.kind === "ring").length;
  const counted = [
    ...(sent > incoming + excused
      ? [`${sent} incoming messages were sent for ${incoming} calls`]
      : []),
    ...(chat.rings === "due" && chat.style !== "final" && sent < incoming
      ? [`${sent} of ${incoming} incoming messages`]
      : []),
    ...(left > excused ? [`${left} messages still ring`] : []),
  ];
  const silent = chat.style === "final" || chat.rings === "none";
  if (silent && asked.length > 0) return [`${asked.length} requests about a ringing call`];
  return chat.style === "two"
    ? [...counted, ...repliesOfTwo(chat, excused)]
    : [...counted, ...standsAlone(chat, excused)];
};

/** Each final message is the reply to its call's incoming one. */
function repliesOfTwo({ standing, rings: heard, due }: Chat, excused: number): string[] {
  if (excused > 0) return [];
  const ringing = standing.filter(isRing).map(({ message }) => message.message_id);
  const replied = standing
    .filter(isFinal)
    .flatMap(({ message }) => message.reply_to_message_id ?? []);
  const alike = ringing.toSorted(byNumber).join() === replied.toSorted(byNumber).join();
  const incoming = due.filter(isIncoming).length;
  return [
    ...(alike ? [] : [`replies to ${replied.join()} where ${ringing.join()} stand`]),
    ...(heard === "due" && ringing.length !== incoming
      ? [`${ringing.length} incoming messages stand for ${incoming} calls`]
      : []),
  ];
}

function standsAlone({ standing }: Chat, excused: number): string[] {
  const kept = standing.filter(isRing).length;
  return [
    ...(kept > excused ? [`${kept} incoming messages were left`] : []),
    ...standing
      .filter(({ message }) => message.reply_to_message_id !== undefined)
      .map(({ message }) => `replies to another message: ${message.text}`),
  ];
}

const kindOf = ({ title }: Card): Kind => title?.kind ?? "unknown";
const byNumber = (a: number, b: number): number => a - b;
