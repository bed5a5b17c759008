import type { Language } from "../texts/language.ts";
import { keyOf } from "./word-split.ts";

/**
 * What an answer may be about beside its facts. Words of a topic are free in a reply whose template is of that topic, too;
 * `kept`: a reply that leaves the topic out says something else.
 */
export type Topic = keyof typeof topics;

/** The topics of a word, given by its key. */
export function topicsOf(key: string): readonly Topic[] {
  return names.filter((name) => isIn(lists[name], key));
}

/** Whether a topic must be in the reply when it is in the template. */
export function isKept(topic: Topic): boolean {
  return KEPT.has(topic);
}

/** Words that state nothing: courtesies, joints of a sentence, asking and offering. */
export function isPlain(key: string, language: Language): boolean {
  return isIn(plain[language], key);
}

/** Words that make the opposite of a sentence, or say that something is not to be had. */
export function isContrary(key: string): boolean {
  return isIn(contrary, key);
}

/** Words of doing something with a visit, a message or somebody's data. */
export function isDeed(key: string): boolean {
  return isIn(deeds, key);
}

/** The words that name a visit without saying that anything was done with it. */
export function isVisit(key: string): boolean {
  return isIn(visits, key);
}

const topics = {
  time: "час|часу|часі|часом|годин*|время|времени|временем|time|times|slot|slots|hour",
  day: "день|дня|дню|дні|днів|днем|дата|дату|дати|дне|дней|дни|даты|дате|day|days|date|dates",
  service: "послуг*|процедур*|услуг*|service|services|treatment|treatments",
  master:
    "майст*|спеціаліст*|фахівц*|фахівець|мастер*|специалист*|команд*|master|masters|stylist|stylists|specialist|specialists|team",
  name: "ім'я|імені|ім'ям|звати|зовут|имя|имени|именем|звертатися|обращаться|name",
  phone: "номер*|телефон*|контакт*|phone|number|contact|contacts",
  price: "цін*|варт*|кошт*|цен*|стоит|стоят|стоимост*|сум*|price|prices|cost|costs|sum|pricing",
  free: "вільн*|доступн*|свободн*|зайнят*|занят*|free|available|availability|taken|busy|openings",
  open: "працю*|відкрит*|відчинен*|зачинен*|закрит*|вихідн*|графік*|розклад*|работа*|открыт*|закрыт*|выходн*|график*|расписан*|open|opening|closed|work|works|working|hours|schedule",
  address:
    "адрес*|знаходимос*|знаходиться|находимся|находится|розташован*|расположен*|address|located|location",
  human: "адміністратор*|администратор*|людин*|человек*|administrator|administrators|person|human",
} as const;

const deedWords =
  "запис*|запиш*|забронюв*|забронир*|заброню*|бронюв*|бронир*|бронь|бронь*|скасу*|скасо*|відмін*|отмен*|перенес*|перенос*|перенош*|перенест*|підтверд*|подтверд*|подтверж*|переда*|передзвон*|перезвон*|зателефон*|позвон*|подзвон*|нагад*|напомн*|надішл*|надсил*|пришл*|відправ*|отправ*|повідом*|сообщ*|видал*|удал*|трима*|держ*|покли*|позов*|позва*|оформ*|зроб*|сдела*|book*|reserv*|cancel*|move*|moving|reschedul*|confirm*|pass*|forward*|send*|sent|call*|remind*|notif*|hold*|held|keep*|kept|eras*|delet*|chang*|змін*|змин*|измен*|arrang*|done|added|add";
const visitWords =
  "запис|запису|записом|записи|записів|запись|записью|записей|візит*|визит*|visit|visits|appointment|appointments|booking|bookings";

const contraryWords =
  "не|ні|нет|немає|нема|нічого|ничего|ніхто|никто|нікого|никого|ніде|нигде|ніколи|никогда|жодн*|ни|без|зайнят*|занят*|зачинен*|закрит*|закрыт*|вихідн*|выходн*|минув|минула|минуло|прошёл|прошло|прошла|прошел|not|no|none|never|nobody|nothing|nowhere|neither|nor|cannot|can't|don't|doesn't|didn't|isn't|aren't|wasn't|weren't|won't|couldn't|wouldn't|haven't|hasn't|without|taken|busy|closed|full|fully|past|over|unavailable|unable|sold";

const plainWords: Record<Language, string> = {
  uk: "вітаю|вітаємо|привіт|добридень|добрий|доброго|добрі|добре|дякую|дякуємо|будь|ласка|прошу|просимо|перепрошую|вибачте|пробачте|жаль|шкода|прикро|гарного|гарний|чудово|чудовий|гаразд|звісно|звичайно|авжеж|залюбки|радо|раді|рада|приємно|охоче|ви|вас|вам|вами|ваш*|ми|нас|нам|нами|наш*|я|мене|мені|це|цей|цього|цьому|ця|цю|цих|ці|цим|той|того|там|тут|сюди|що|щоб|який|яка|яке|які|якого|якій|яку|яких|якому|якої|яким|коли|де|хто|кого|кому|ким|саме|якщо|чи|або|й|і|та|а|але|проте|на|у|в|о|об|до|з|із|зі|за|від|для|по|про|при|як|ще|вже|уже|також|теж|потім|тоді|зараз|поки|просто|трохи|ось|отже|же|ж|би|б|то|тож|можу|можемо|можна|можете|маю|маємо|мають|має|є|бути|буде|підкажіть|скажіть|напишіть|оберіть|обирайте|виберіть|вибирайте|уточніть|назвіть|вкажіть|залиште|зручн*|зручно|зручніше|комфортно|підходить|підійде|підійдуть|влаштує|влаштовує|бажаєте|бажано|хотіли|хочете|хотілося|цікавить|цікавлять|потрібно|потрібна|потрібен|пропоную|пропонуємо|запропонувати|допомогти|підібрати|обрати|вибрати|дізнатися|знайти|подивитися|варіант|варіанти|варіантів|інший|інша|інше|інші|іншого|іншу|іншій|якийсь|найближч*|ближч*|вибір|який-небудь|серед|зокрема|салон|салоні|салону|сьогоднішній|хвилинку|разом|свій|своє|свою|свої|давайте|поруч|ці|такі|такий|така|таке|таку|тому|всі|усі|весь|все|усе|список|перелік",
  ru: "здравствуйте|привет|добрый|доброго|добрая|хорошо|хорошего|спасибо|благодарю|пожалуйста|прошу|просим|извините|простите|сожалению|жаль|отлично|прекрасно|конечно|разумеется|удовольствием|рады|рада|приятно|охотно|вы|вас|вам|вами|ваш*|мы|нас|нам|нами|наш*|я|меня|мне|это|этот|этого|этому|эта|эту|этих|эти|этом|этой|тот|того|там|тут|сюда|что|чтобы|какой|какая|какое|какие|какого|какую|каких|каком|какому|когда|где|кто|кого|кому|кем|именно|если|ли|или|и|а|но|однако|на|у|в|во|о|об|до|с|со|к|ко|из|за|от|для|по|про|при|как|еще|ещё|уже|также|тоже|потом|тогда|сейчас|пока|просто|немного|вот|итак|же|бы|б|то|так|могу|можем|можно|можете|имею|имеем|есть|быть|будет|подскажите|скажите|напишите|выберите|выбирайте|уточните|назовите|укажите|оставьте|удобн*|удобно|удобнее|комфортно|подходит|подойдет|подойдёт|подойдут|устроит|устраивает|желаете|хотели|хотите|хотелось|интересует|интересуют|нужно|нужна|нужен|предлагаю|предлагаем|предложить|помочь|подобрать|выбрать|узнать|найти|посмотреть|вариант|варианты|вариантов|другой|другая|другое|другие|другого|другую|ближайш*|выбор|среди|салон|салоне|салона|минутку|вместе|свой|своё|свое|свою|свои|давайте|рядом|такие|такой|такая|такое|такую|поэтому|все|всё|весь|список|перечень",
  en: "hello|hi|good|morning|evening|afternoon|welcome|thanks|thank|please|sorry|afraid|unfortunately|sure|certainly|course|of|happy|glad|great|lovely|nice|pleasure|you|your|yours|we|us|our|ours|i|i'm|i'd|me|my|it|it's|its|this|these|that|that's|those|there|there's|here|here's|what|which|when|where|who|whom|how|if|or|and|but|so|then|though|however|on|in|at|to|for|from|with|by|about|of|off|the|a|an|as|also|too|just|now|yet|still|already|right|is|are|am|be|been|being|was|have|has|we've|i've|we're|you're|you'd|do|does|can|could|may|might|would|should|shall|let|let's|tell|say|write|choose|pick|select|specify|name|leave|share|like|prefer|suits|suit|works|convenient|comfortable|fits|fit|want|wish|interested|need|offer|offering|suggest|help|find|see|look|know|option|options|choice|another|other|others|else|different|one|ones|any|some|following|nearest|next|closest|salon|team|moment|list|below|together|own|such|all|near|nearby|each|both|exactly|particular|kindly|possible|them|they|their",
};

/** What a template names and a reply must not leave out. */
const KEPT: ReadonlySet<Topic> = new Set<Topic>([
  "service",
  "master",
  "name",
  "phone",
  "open",
  "human",
]);

type List = { whole: ReadonlySet<string>; stems: readonly string[] };

const lists: Record<Topic, List> = {
  time: listOf(topics.time),
  day: listOf(topics.day),
  service: listOf(topics.service),
  master: listOf(topics.master),
  name: listOf(topics.name),
  phone: listOf(topics.phone),
  price: listOf(topics.price),
  free: listOf(topics.free),
  open: listOf(topics.open),
  address: listOf(topics.address),
  human: listOf(topics.human),
};
const names: readonly Topic[] = [
  "time",
  "day",
  "service",
  "master",
  "name",
  "phone",
  "price",
  "free",
  "open",
  "address",
  "human",
];
const plain: Record<Language, List> = {
  uk: listOf(plainWords.uk),
  ru: listOf(plainWords.ru),
  en: listOf(plainWords.en),
};
const contrary = listOf(contraryWords);
const deeds = listOf(deedWords);
const visits = listOf(visitWords);

function listOf(words: string): List {
  const all = words.split("|");
  return {
    whole: new Set(all.filter((word) => !word.endsWith("*")).map(keyOf)),
    stems: all.filter((word) => word.endsWith("*")).map((word) => keyOf(word.slice(0, -1))),
  };
}

function isIn({ whole, stems }: List, key: string): boolean {
  return whole.has(key) || stems.some((stem) => key.startsWith(stem));
}
