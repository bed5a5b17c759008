import { phrases, type Phrase } from "./phrase.ts";
import { gapAt, keyAt, type Reading } from "./word-reading.ts";

/** Yes, no or perhaps; `weak`: said with words that are often said to something else, such as "хорошо". */
export type Answer = { answer: "yes" | "no" | "maybe"; weak: boolean };

/** What a message answers to a question that was asked. `russian`: its other words are, so that "так" is only a particle. */
export function readAnswer(reading: Reading, { russian }: { russian: boolean }): Answer | null {
  if (reading.tokens.length === 0) return signs(reading.tail);
  const found = words.find(reading).filter((phrase) => counts(reading, phrase, russian));
  const has = (name: string): boolean => found.some((phrase) => phrase.name === name);
  if (has("agree")) return { answer: "yes", weak: true };
  const yes = has("yes");
  if (has("no")) return denied(reading, found, yes);
  if (has("maybe")) return { answer: "maybe", weak: false };
  if (yes && isLimited(reading)) return { answer: "maybe", weak: false };
  if (yes) return { answer: "yes", weak: false };
  if (has("fine")) return { answer: "yes", weak: true };
  const before = gapAt(reading, 0);
  return signs(reading.tail) ?? (/\s$/.test(before) ? signs(before) : null);
}

/** Whether a word is one of an answer: no name. */
export function isAnswerWord(key: string): boolean {
  return words.knows(key);
}

const words = phrases({
  yes: "!так, !да, !ага, !угу, !yes, !yep, !yeah, !yup, !sure, !вірно, !верно, правильно, правильна, підтверджую, подтверждаю, confirm, confirmed, correct, !згодна, !згоден, згодні, согласна, согласен, согласны, конечно, канешно, звісно, звичайно, авжеж, absolutely, definitely, !точно, =все ок/вірно/верно/правильно, =of course, =book it, =go ahead, =please do, записуйте, записывайте, бронюйте, бронируйте, оформляйте, оформлюйте, удаляйте, видаляйте, !дадада, !тактак, еге, авжешь, =все супер",
  fine: "!ок, !окей, !ок, !ok, !okay, !okey, !oki, !окі, !добре, !хорошо, !харашо, гаразд, !ладно, !норм, нормально, давайте, !давай, підходить, подходит, підійде, подойдет, подойдёт, влаштовує, влаштує, устраивает, устроит, !пойдет, !пойдёт, !піде, чудово, отлично, прекрасно, !супер, !great, !good, !fine, perfect, !works, =sounds good, =lets do, !cool, !idealno, ідеально, идеально, зручно, удобно",
  no: "!ні, !нє, !нет, !неа, !не, !no, !nope, !nah, =не надо/потрібно/треба/нужно/хочу/хочемо/буду/будем/підходить/подходит/підійде/подойдет/згодна/згоден/согласна/согласен/вірно/верно/правильно/так/то/зараз/сейчас/підтверджую/подтверждаю/цікаво/интересно/актуально/варто/стоит/зручно/удобно/можу/могу/зможу/смогу/влаштовує/устраивает, =не отменяй*/отменяйте/отмінюйте/відміняй*/скасовуй*/удаляй*/видаляй*/переносьте, неправильно, неверно, невірно, передумал*, відмовля*, отказыва*, =no thanks/thank, =not now/really/interested/correct/right, dont, wrong",
  maybe:
    "=не знаю, !може, можливо, !може, =может быть, !может, возможно, мабуть, напевно, наверное, наверно, maybe, perhaps, подумаю, подумаем, подумати, =not sure, =не впевнена/впевнений/уверена/уверен, dunno, =dont know, =do not know, =i guess, почекай*, подожд*, зачекай*, хвилинк*, минутк*, секунд*, подума*, сомнева*, вагаюс*",
  agree:
    "=нет/нема/no проблем/problem/problems/worries, =не против/проти, =почему/чому/чого нет/ні/бы/б, =why not, =no objections",
});

const PARTICLES = new Set(["так", "та"]);
const BARE = new Set(["ни", "не", "нет", "неа", "no", "nope", "nah", "може", "может"]);
const FILLERS = new Set(
  "ой|а|ну|та|да|ладно|жаль|шкода|спасибо|дякую|тогда|тоди|ок|океи|хорошо|добре|извините|вибачте|пробачте|sorry|oh|well|ok|okay|thanks|нажал|сожалению|к|вообще|блин|уже|вже".split(
    "|",
  ),
);

function counts(reading: Reading, { name, from, to }: Phrase, russian: boolean): boolean {
  const key = keyAt(reading, from);
  if (
    name === "yes" &&
    PARTICLES.has(key) &&
    russian &&
    reading.tokens.length > 1 &&
    !isStart(reading, from)
  )
    return false;
  if (
    (name === "yes" || name === "fine") &&
    ["не", "not", "isnt", "нет", "ни"].includes(keyAt(reading, from - 1)) &&
    gapAt(reading, from) === " "
  )
    return false;
  if (!BARE.has(key) || to - from > 1) return true;
  // "не в среду", "no polish", "сегодня нет времени".
  if (key === "не" || key === "no") {
    const next = reading.taken[to];
    if (key === "не" && to < reading.tokens.length && gapAt(reading, to) === " ") return false;
    if (next === "service" && gapAt(reading, to) === " ") return false;
  }
  if (name === "maybe") return isStart(reading, from) || to >= reading.tokens.length;
  return isStart(reading, from) || isEnd(reading, to);
}

function isStart(reading: Reading, place: number): boolean {
  for (let before = place; before > 0; before -= 1) {
    if (/[,.!?;\n—-]/u.test(gapAt(reading, before))) return true;
    if (!FILLERS.has(keyAt(reading, before - 1))) return false;
  }
  return true;
}

function isEnd(reading: Reading, place: number): boolean {
  return place >= reading.tokens.length || /[.!\n]/.test(gapAt(reading, place));
}

/** "нет, все верно" is a yes, "да нет" and "ладно, не надо" are none. */
function denied(reading: Reading, found: readonly Phrase[], yes: boolean): Answer {
  const first = found.reduce((a, b) => (b.from < a.from ? b : a));
  const right = found.some(({ name, from }) => name === "yes" && RIGHT.has(keyAt(reading, from)));
  if (first.name === "no" && BARE.has(keyAt(reading, first.from)) && right)
    return { answer: "yes", weak: false };
  if (yes && first.name === "yes" && !["да", "та"].includes(keyAt(reading, first.from)))
    return { answer: "maybe", weak: false };
  return { answer: "no", weak: false };
}

const RIGHT = new Set(["верно", "вирно", "правилно", "все"]);

/** "так, але…", "yes, but…": no yes to what was shown. */
function isLimited({ tokens }: Reading): boolean {
  return tokens.some(({ key }) => BUT.has(key));
}

const BUT = new Set(["але", "но", "but", "тилки", "толко", "однак", "однако", "only", "except"]);

function signs(text: string): Answer | null {
  const seen = text.trim();
  if (/^\+{1,3}[!.]?$/.test(seen) || /^(?:👍|👌|✅|✔|💯|🆗|🤝|🙌)/u.test(seen))
    return { answer: "yes", weak: false };
  if (/^(?:👎|❌|🚫|🙅)/u.test(seen) || seen === "-") return { answer: "no", weak: false };
  return null;
}
