import type { Language } from "../texts/language.ts";
import type { Reading } from "./word-reading.ts";

/** The language of a message by its letters and its small words; null when they do not say. Names and places of facts are left out. */
export function guessLanguage({ tokens, taken }: Reading): Language | null {
  const score: Record<Language, number> = { uk: 0, ru: 0, en: 0 };
  for (const [place, { raw, kind }] of tokens.entries()) {
    if (kind === "number" || taken[place] === "master" || taken[place] === "name") continue;
    const word = raw.toLowerCase().replace(/[’ʼ`´′‘]/g, "'");
    if (NEUTRAL.has(word)) continue;
    if (/[іїєґ]/u.test(word)) score.uk += 2;
    else if (/[ыэёъ]/u.test(word)) score.ru += 2;
    for (const language of order) if (small[language].has(word)) score[language] += 1;
    if (/^[a-z']{4,}$/.test(word) && taken[place] !== "service") score.en += 0.5;
  }
  const [best, next] = order.toSorted((a, b) => score[b] - score[a]);
  if (best === undefined || next === undefined || score[best] < 1 || score[best] === score[next])
    return null;
  return best;
}

const order: readonly Language[] = ["uk", "ru", "en"];

/** People of every language write them. */
const NEUTRAL = new Set(
  "так|да|ні|нет|ок|окей|ok|okay|спасибо|дякую|спс|пока|привет|hi|hello|yes|no|bye|stop|стоп".split(
    "|",
  ),
);

const small: Record<Language, ReadonlySet<string>> = {
  uk: new Set(
    "що|щоб|та|або|чи|мене|мені|я|ви|вас|вам|є|й|на|до|у|в|це|цей|ця|цю|той|як|коли|де|скільки|хочу|можна|запишіть|запишить|треба|потрібно|дуже|дякую|будь|ласка|добрий|доброго|вітаю|завтра|зранку|ввечері|після|наступного|тижня|майстра|мій|моя|мою|буду|прийду|ще|вже|тоді|зараз|скасувати|перенести|запис|коштує|робите|послуги|підійде|подзвоніть|година|годину|годині|хто|якщо|немає|без|людина|п'ятницю|п'ятниця|середу|субота|вівторок|четвер|від|під|над|при|про|звати|тел|привіт|гарного|все|усе|вірно|хвилин|днів|дня|покриттям|тижні|місяць|пізно|рано|жодного|навіщо|чому|чого|звісно|гаразд|шкода|зможу|зможете|хотів|хотіла|записатися|записатись|нігті|волосся|сьогодні|післязавтра|п'ята|шоста|о|об".split(
      "|",
    ),
  ),
  ru: new Set(
    "что|чтобы|или|меня|мне|я|вы|вас|вам|и|на|до|у|в|это|этот|эта|эту|тот|как|когда|где|сколько|хочу|можно|запишите|записаться|записатся|запись|надо|нужно|нужна|очень|пожалуйста|здравствуйте|здраствуйте|добрый|завтра|утром|вечером|после|следующей|недели|мастера|мой|моя|мою|буду|приду|еще|уже|тогда|сейчас|отменить|отмените|перенести|перенесите|стоит|делаете|услуги|подойдет|позвоните|час|часов|часа|кто|если|нет|без|человек|пятницу|пятница|среду|суббота|субботу|вторник|понедельник|четверг|от|под|над|при|про|зовут|тел|хорошего|все|верно|минут|дней|дня|покрытием|неделе|месяц|поздно|почему|конечно|ладно|жаль|смогу|сможете|хотел|хотела|ногти|волосы|сегодня|послезавтра|не|ну|блин|давайте|хорошо|к|с|со|же|бы|ли|маникюр|стрижку|бороду|чистку|будет|будете|вместе|надо|отменой|удалите|больше|пишите|мои|данные|удаляйте|свободно|место|есть|какой|какая|какие|болит|спасибо".split(
      "|",
    ),
  ),
  en: new Set(
    "i|i'm|im|i'd|i'll|you|your|my|me|is|are|am|was|the|a|an|and|or|on|at|in|to|for|with|what|when|where|who|how|much|many|do|does|did|can|could|would|will|want|need|like|have|has|book|booking|appointment|cancel|move|reschedule|tomorrow|today|next|this|week|morning|evening|afternoon|please|thanks|thank|not|don't|it|that|time|available|anyone|any|price|cost|open|pm|am|o'clock|monday|tuesday|wednesday|thursday|friday|saturday|sunday|haircut|good|see|sure|after|before|from|then|name".split(
      "|",
    ),
  ),
};
