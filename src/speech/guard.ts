import { isSilent, type Levels } from "../lib/wav-level.ts";
import type { Piece } from "./part.ts";

/** Whisper's own thresholds: above the one and below the other it would have told silence itself (openai/whisper, transcribe.py). */
const NO_SPEECH = 0.6;
const UNSURE = -1;
/** Times of whisper are off by as much. */
const MARGIN_S = 1;
const MOST_REPEATS = 3;
const SHORT_WORDS = 5;

/** Without what models invent over silence and noise; `levels` of the channel, null where nobody measured. */
export function guard(pieces: readonly Piece[], levels: Levels | null): Piece[] {
  const spoken = pieces.filter((piece) => !isInvented(piece, levels));
  return withoutLoops(spoken.map((piece) => ({ ...piece, text: withoutLoop(piece.text) })));
}

/** A text by its words alone, to compare by. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isInvented(
  { startS, endS, text, noSpeech, logprob }: Piece,
  levels: Levels | null,
): boolean {
  const words = wordsOf(text).join(" ");
  if (words === "" || isSoundName(text)) return true;
  if (levels && isSilent(levels, startS - MARGIN_S, endS + MARGIN_S)) return true;
  const doubted = noSpeech !== undefined && noSpeech > NO_SPEECH;
  if (doubted && (farewells.has(words) || (logprob !== undefined && logprob < UNSURE))) return true;
  return credits.some((credit) => credit.test(words));
}

/** "[музыка]", "(Silence)", "*ringing*": the name of a sound, not speech. */
function isSoundName(text: string): boolean {
  const inner = /^\s*[[(*♪]+\s*(.*?)\s*[\])*♪]+[\s.…]*$/u.exec(text)?.[1];
  const name = inner === undefined ? null : wordsOf(inner).join(" ");
  return name !== null && (name === "" || sounds.has(name));
}

const sounds = listed(`
  музыка, музика, music, тишина, тиша, silence, blank audio, no speech, гудки, гудок,
  ringing, beep, beeping, dial tone, звонок, дзвінок, шум, noise, static, смех, сміх,
  laughter, аплодисменты, оплески, applause, спокойная музыка, динамичная музыка,
  звонок телефона, телефонный звонок, inaudible
`);

/** Said in many talks, and invented over silence: the model's own doubt decides. */
const farewells = listed(`
  дякую, дякую за увагу, до побачення, спасибо, спасибо за внимание, до свидания, пока,
  thank you, thank you very much, thanks, bye, bye bye, you, okay, so
`);

/** What Whisper learned from the ends of films and clips: the whole of a piece, never a part of it. */
const credits = [
  /^продолжение следует$/,
  /^продовження (?:слідує|далі|буде)$/,
  /^(?:перевод и )?субтитры (?:с?делал|создавал|создал|подогнал|предоставил|подготовил|добавил) \p{L}+$/u,
  /^субтитры от \p{L}+$/u,
  /^(?:субтитры|субтитри|subtitles|captions) (?:by|від|from)? ?(?:the )?(?:створені )?(?:спільнотою )?amara org(?: community)?$/,
  /^(?:transcription|subtitles|captions) by \p{L}+(?: \p{L}+)?$/u,
  /^спасибо за субтитры \p{L}+ \p{L}+$/u,
  /^редактор субтитров(?: \p{L}+){1,2}(?: корректор(?: \p{L}+){1,2})?$/u,
  /^корректор \p{L} \p{L}+$/u,
  /^(?:всем |всім )?(?:дякую|дякуємо|спасибо|благодарю)(?: вам| всем| всім)? за (?:просмотр|перегляд)(?: до (?:новых встреч|встречи|зустрічі))?$/,
  /^(?:thank you|thanks)(?: (?:so|very) much)? for watching(?: this video)?(?: (?:and )?see you (?:next time|soon))?$/,
  /^(?:не забудьте |не забывайте )?(?:подписаться|подписывайтесь|подпишитесь|підписуйтесь|підпишіться) на (?:мой |наш |мій )?канал(?: и ставьте лайки?)?$/,
  /^(?:по)?ставьте лайки?(?: и (?:подписывайтесь|подпишитесь) на канал)?$/,
  /^(?:please )?(?:like and )?subscribe(?: to (?:my|our|the) channel)?$/,
  /^don t forget to (?:like and )?subscribe$/,
];

function listed(names: string): ReadonlySet<string> {
  return new Set(names.split(",").map((name) => name.trim()));
}

/** The same short sentence again and again is a model that runs in a circle: it was heard once. */
function withoutLoop(text: string): string {
  const sentences = text.split(/(?<=[.!?…])\s+/);
  const kept = once(sentences, (sentence) => sentence);
  return kept.length === sentences.length ? text : kept.join(" ");
}

function withoutLoops(pieces: readonly Piece[]): Piece[] {
  return once(pieces, (piece) => piece.text);
}

function once<T>(list: readonly T[], textOf: (one: T) => string): T[] {
  const keys = list.map((one) => wordsOf(textOf(one)));
  const kept: T[] = [];
  for (let at = 0; at < list.length;) {
    const words = keys[at] ?? [];
    const end = keys.findIndex((other, place) => place > at && other.join(" ") !== words.join(" "));
    const count = (end === -1 ? list.length : end) - at;
    const short = words.length > 0 && words.length <= SHORT_WORDS;
    // A number may be told digit by digit.
    const loops = count > MOST_REPEATS && short && !/\d/.test(words.join());
    kept.push(...list.slice(at, loops ? at + 1 : at + count));
    at += count;
  }
  return kept;
}
