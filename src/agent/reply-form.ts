import type { Language } from "../texts/language.ts";

/** What is wrong with the form of a reply, whatever it says. */
export function formFaults(reply: string, template: string, language: Language): string[] {
  const most = 2 * template.length + 200;
  return [
    ...(reply.trim() === "" ? ["it is empty"] : []),
    ...(reply.length > most ? [`it is longer than ${most} signs`] : []),
    ...(hasMarkup(reply, template) ? ["it has markup or signs that nobody types"] : []),
    ...(isAsking(reply) === isAsking(template)
      ? []
      : [isAsking(template) ? "it asks nothing" : "it asks something"]),
    ...(questions(reply) > Math.max(1, questions(template)) ? ["it asks twice"] : []),
    ...(isOther(reply, template, language) ? ["it is in another language"] : []),
    ...(pictures(reply).length > Math.max(1, pictures(template).length)
      ? ["it has more than one emoji"]
      : []),
  ];
}

const MARKUP = /[*_`~#|<>{}\\^=]|\]\(|\[|\]|&[a-z]+;/u;
/** Control and direction signs, numbers of other alphabets, ticks that stand for something done. */
const STRANGE = /(?![\n\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}]|(?![0-9])\p{N}|[✅✔☑✓👍🆗💯]/u;

function hasMarkup(reply: string, template: string): boolean {
  const strange = (sign: string): boolean =>
    (MARKUP.test(sign) || STRANGE.test(sign)) && !template.includes(sign);
  return Array.from(reply).some(strange) || (/\]\(/.test(reply) && !/\]\(/.test(template));
}

function isAsking(text: string): boolean {
  return questions(text) > 0;
}

function questions(text: string): number {
  return text.match(/\?+/gu)?.length ?? 0;
}

function pictures(text: string): string[] {
  return text.match(/\p{Extended_Pictographic}/gu) ?? [];
}

const OTHERS: Record<Language, RegExp> = {
  uk: /[ыэёъa-z]/iu,
  ru: /[іїєґa-z]/iu,
  en: /(?![a-z])\p{L}/iu,
};

/** Letters of another language, but in words of the template. */
function isOther(reply: string, template: string, language: Language): boolean {
  const known = new Set(wordsOf(template));
  return wordsOf(reply).some((word) => !known.has(word) && OTHERS[language].test(word));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}@.]+/gu) ?? [];
}
