import { wordsIn } from "./quote-word.ts";

/** Days that words name in any of the three languages, under one name each. */
export function daysIn(text: string): Set<string> {
  return sensesIn(text, dayWords);
}

/** What is said to have been done. */
export function deedsIn(text: string): Set<string> {
  return sensesIn(text, deedWords);
}

/** The number of a month by its name's sense, for dates that are written in digits. */
export function monthsIn(text: string): number[] {
  return [...daysIn(text)].flatMap((sense) => {
    const number = /^month(\d+)$/.exec(sense)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

function sensesIn(text: string, table: readonly (readonly [string, RegExp])[]): Set<string> {
  const plain = wordsIn(text).map((word) => word.plain);
  return new Set(
    table.filter(([, pattern]) => plain.some((word) => pattern.test(word))).map(([sense]) => sense),
  );
}

const dayWords: readonly (readonly [string, RegExp])[] = [
  ["today", /^(?:сьогодн|сегодн|today$|tonight$)/],
  ["tomorrow", /^(?:завтра|tomorrow$)/],
  ["after tomorrow", /^(?:післязавтра|послезавтра|позавтра)/],
  ["yesterday", /^(?:вчора|учора|вчера|yesterday$)/],
  ["weekday1", /^(?:понеділ|понедель|monday)/],
  ["weekday2", /^(?:вівтор|вторник|tuesday)/],
  ["weekday3", /^(?:серед[аиіу]$|сред[аеуы]$|wednesday)/],
  ["weekday4", /^(?:четвер(?:$|г|зі)|thursday)/],
  ["weekday5", /^(?:пятниц|friday)/],
  ["weekday6", /^(?:субот|суббот|saturday)/],
  ["weekday7", /^(?:неділ|воскресен|sunday)/],
  ["weekend", /^(?:вихідн|выходн|weekend)/],
  ["week", /^(?:тижд|тижн|недел[яюеиь]|week)/],
  ["month", /^(?:місяц|месяц|month)/],
  ["month1", /^(?:січ(?:ень|н)|январ|january)/],
  ["month2", /^(?:лют(?:ий|ого|ому)$|феврал|february)/],
  ["month3", /^(?:берез(?:ень|н)|март|march$)/],
  ["month4", /^(?:квіт(?:ень|н[яі])|апрел|april)/],
  ["month5", /^(?:трав(?:ень|н[яі])|ма[йяе]$)/],
  ["month6", /^(?:черв(?:ень|н[яі])|июн|june)/],
  ["month7", /^(?:лип(?:ень|н[яі])|июл|july)/],
  ["month8", /^(?:серп(?:ень|н[яі])|август|august)/],
  ["month9", /^(?:верес(?:ень|н[яі])|сентябр|september)/],
  ["month10", /^(?:жовт(?:ень|н[яі])|октябр|october)/],
  ["month11", /^(?:листопад|ноябр|november)/],
  ["month12", /^(?:груд(?:ень|н[яі])|декабр|december)/],
  ["morning", /^(?:зранку|вранці|уранці|ран(?:ок|ку)|утр|morning)/],
  ["evening", /^(?:вечір|вечор|вечер|ввечері|увечері|evening)/],
];

const deedWords: readonly (readonly [string, RegExp])[] = [
  [
    "booked",
    /^(?:записав|записал|записан|заброньован|забронюва|забронирова|зарезерв|домови(?:в|л)|погодил|договорил|узгодил|согласова|підтверджен|підтверди(?:в|л)|подтвердил|подтвержд|призначил|назначил|booked|reserved|agreed|confirmed|scheduled|arranged)/,
  ],
  [
    "paid",
    /^(?:сплатил|сплати(?:в|ла|ли)|сплачен|оплатил|оплати(?:в|ла|ли)|оплачен|заплати(?:в|л)|внес(?:ла|ли|ли)?$|передплат|предоплат|paid|prepaid)/,
  ],
  [
    "sold",
    /^(?:купи(?:в|л)|куплен|придба(?:в|ла|ли|но)|приобре(?:л|т)|продан|продал|bought|purchased|sold|ordered|замови(?:в|л)|замовлен|заказал|заказан)/,
  ],
  ["won", /^(?:вигран|выигран|won$|вигра(?:в|л)|выигра)/],
  ["cancelled", /^(?:скасова|скасува|відмін|отмен|cancel|canceled)/],
  ["refunded", /^(?:поверну(?:ли|то|в|ла)|вернул|возвращ|refund)/],
  ["moved", /^(?:перенес|перенос|resched|postpon)/],
];
