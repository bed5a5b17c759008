import { keyOf } from "./word-split.ts";

/** First names in the forms that people call each other by, with those that documents show; keys are made of them. */
const short = `
саша саня шура сашка: александр александра олександр олександра
леша алеша леха: алексей олексий
лена леночка оленка аленка алена ленка: елена олена
ира ирочка иринка ирка: ирина
оля олечка олька олюня: олга
катя катюша катерина катруся катька: екатерина катерина
наташа ната наталка наталя: наталия наталя наталья
таня танюша танечка тетянка: татяна тетяна
света светик свитланка светочка: светлана свитлана
аня анюта нюта ганя ганна анечка анна: анна ганна
маша машенька маричка маруся: мария марья
юля юлечка юлка: юлия
настя настенька настуня: анастасия
димa дима димон дмитрик: дмитрий дмитро
женя женечка: евгений евгения евген
вика викуся викуля: виктория виктор
соня софа софийка софья: софия софья
тема артемка: артем
костя костик: константин костянтин
сережа серега серж сергийко: сергей сергий
миша мишаня мишко: михаил михайло
коля колян миколка: николай микола
паша павлик павло: павел павло
вова володя вовчик: владимир володимир
люда людочка: людмила
люба любочка: любов
надя надийка надюша: надежда надия
галя галинка: галина
лиза: елизавета
даша: дария дарина
ксюша оксанка ксеня: оксана ксения
рита: маргарита
тоня: антонина
толя: анатолий анатолий
боря: борис
гриша: григорий
рома: роман
макс: максим
влад: владислав владислава
ярик: ярослав
стас: станислав
вася: василий василь
петя петрик: петр петро
ваня иванко: иван
юра: юрий
андрюша: андрей андрий
инна иннуся: инна
марго: маргарита
лера: валерия
валя: валентина валентин
зоя: зоя
`;

/** More first names, so that a bare one is known for a name. */
const common = `олег игор игорь глеб тимур арсен аркадий артур вадим валерий виталий вячеслав геннадий давид данил данило даниил денис егор эдуард захар илья илля кирилл кирило лев леонид матвей матвий назар никита остап руслан святослав степан тарас федор филипп эмил ян
алина алиса алла альбина ангелина арина валерия варвара вера вероника виолетта диана жанна злата карина кира кристина лариса лилия маргарита марина марта милана мирослава нина раиса регина снежана сабина тамара ульяна уляна яна ярослава эмма эвелина камила аида алия асель айгерим айгуль гулнара дана динара жанар лаура мадина сауле данияр даулет нурлан арман ерлан бекзат айдар руслан азамат
anna emma john james mary michael kate jane olivia alex david robert peter paul tom sarah laura lisa mark maria daniel george helen nick andrew victoria sofia sophie oleh taras olena natalia iryna ihor andrii emily lucy jack harry oliver max ben sam julia irina elena olga`;

const documents = new Map<string, string[]>();
for (const line of short.trim().split("\n")) {
  const [from = "", to = ""] = line.split(":");
  const full = to.trim().split(/\s+/).map(keyOf);
  for (const one of from.trim().split(/\s+/)) documents.set(keyOf(one), full);
}
const known = new Set([
  ...documents.keys(),
  ...[...documents.values()].flat(),
  ...common.trim().split(/\s+/).map(keyOf),
]);

/** What a pet form stands for, as keys: "лена" is "елена" or "олена". A case ending may hang on it. */
export function fullNames(key: string): readonly string[] {
  const direct = documents.get(key);
  if (direct) return direct;
  for (const stem of cases(key))
    for (const ending of ["а", "я"]) {
      const full = documents.get(stem + ending);
      if (full) return full;
    }
  return [];
}

/** Whether it is a first name that people bear, in any case. */
export function isFirstName(key: string): boolean {
  return (
    known.has(key) ||
    cases(key).some(
      (stem) =>
        known.has(stem) ||
        known.has(`${stem}а`) ||
        known.has(`${stem}я`) ||
        known.has(`${stem}и`) ||
        known.has(`${stem}ия`),
    )
  );
}

/** Whether a word is a name in one of its cases: "Олени" of "Олена", "Артёму" of "Артём". Keys. */
export function isCaseOf(written: string, name: string): boolean {
  if (written === name) return true;
  const stem = bare(name);
  if (stem.length < 2 || (stem.length < 3 && written[0] !== name[0])) return false;
  return written.startsWith(stem) && endings.has(written.slice(stem.length));
}

const endings = new Set(
  "|а|я|и|у|ю|е|о|ои|еи|ою|ею|ом|ем|ови|еви|ию|ием|иеи|ии|ия|ие|ье|ью|s"
    .split("|")
    .map((ending) => keyOf(ending)),
);

function bare(name: string): string {
  return name.length > 2 && /[аеиоуюя]$/u.test(name)
    ? name.replace(/(?:ия|ии|ея|[аеиоуюя])$/u, "")
    : name;
}

function cases(key: string): string[] {
  return ["ою", "ею", "ои", "еи", "ом", "ем", "ови", "еви", "у", "ю", "и", "е", "а", "я"]
    .filter((ending) => key.length - ending.length >= 2 && key.endsWith(ending))
    .map((ending) => key.slice(0, -ending.length));
}
