import type { ListedMaster } from "../booking/master-service.ts";
import type {
  MasterFields,
  MasterWrong,
  ServiceFields,
  ServiceWrong,
} from "../booking/price-list.ts";
import type { ListedService } from "../booking/price-service.ts";
import { wholeWeek, type Words } from "../booking/salon.ts";
import { parseHours, workText } from "../bot/hours.ts";
import { readBreaks, readDaysOff } from "../bot/master-words.ts";
import { readMinutes, readPrice, readSynonyms } from "../bot/service-words.ts";
import type { Language } from "../texts/language.ts";
import { languages } from "../texts/language.ts";
import { wrongsOf, type Wrongs } from "./care-edit.ts";

const MOST_BUFFER = 120;

/** A service as the fields of its form; null: a new one. */
export function serviceFields(
  service: ListedService | null,
  masters: readonly { slug: string; services: readonly number[] }[],
): URLSearchParams {
  const fields = new URLSearchParams({
    minutes: service ? String(service.durationMin) : "",
    buffer: String(service?.bufferMin ?? 0),
    price: service ? String(service.price.amount) : "",
    synonyms: service?.synonyms.join(", ") ?? "",
  });
  nameFields(fields, service?.names ?? {});
  if (service?.price.kind === "from") fields.set("from", "on");
  for (const { slug, services } of masters)
    if (service === null || services.includes(service.id)) fields.append("who", slug);
  return fields;
}

export function readServiceForm(
  form: URLSearchParams,
  currency: string,
): { fields: ServiceFields } | { wrongs: Wrongs } {
  const durationMin = readMinutes(form.get("minutes") ?? "");
  const bufferMin = readMinutes(form.get("buffer") || "0");
  const price = readPrice(form.get("price") ?? "", currency);
  const wrongs = wrongsOf([
    ["minutes", durationMin === null ? serviceWrongs.duration.wrong : null],
    ["buffer", bufferMin === null || bufferMin > MOST_BUFFER ? serviceWrongs.buffer.wrong : null],
    ["price", price === null ? serviceWrongs.price.wrong : null],
  ]);
  if (wrongs || durationMin === null || bufferMin === null || price === null)
    return { wrongs: wrongs ?? {} };
  const kind = form.has("from") ? "from" : price.kind;
  return {
    fields: {
      names: namesIn(form),
      durationMin,
      bufferMin,
      price: { ...price, kind },
      synonyms: readSynonyms(form.get("synonyms") ?? ""),
    },
  };
}

/** At which field a refusal stands. */
export function serviceRefused(refused: ServiceWrong): Wrongs {
  const { field, wrong } = serviceWrongs[refused];
  return { [field]: wrong };
}

const serviceWrongs = {
  name: { field: "name-uk", wrong: { id: "web-care-wrong-name" } },
  same_name: { field: "name-uk", wrong: { id: "web-care-wrong-same-name" } },
  duration: { field: "minutes", wrong: { id: "web-care-wrong-duration" } },
  buffer: { field: "buffer", wrong: { id: "web-care-wrong-buffer" } },
  price: { field: "price", wrong: { id: "web-care-wrong-price" } },
} as const;

/** A master as the fields of their form; null: a new one. */
export function masterFields(
  master: ListedMaster | null,
  about: { services: readonly ListedService[]; language: Language; today: string },
): URLSearchParams {
  const { services, language, today } = about;
  const coming = master?.daysOff.filter((date) => date >= today) ?? [];
  const fields = new URLSearchParams({
    hours: master ? workText(language, master.hours) : "",
    breaks: master?.breaks.map((one) => one.join("-")).join(", ") ?? "",
    daysOff: coming.map(shortDate).join(", "),
  });
  nameFields(fields, master?.names ?? {});
  for (const { id, slug } of services)
    if (master === null || master.services.includes(id)) fields.append("what", slug);
  return fields;
}

export function readMasterForm(
  form: URLSearchParams,
  about: { services: readonly ListedService[]; today: string },
): { fields: MasterFields } | { wrongs: Wrongs } {
  const written = (form.get("hours") ?? "").trim();
  const hours = written === "" ? { hours: wholeWeek({}) } : parseHours(written);
  const breaks = readBreaks(form.get("breaks") ?? "");
  const off = readDaysOff(form.get("daysOff") ?? "", about.today);
  const offWrong = "wrong" in off ? off.wrong : "past" in off ? off.past : null;
  const wrongs = wrongsOf([
    ["hours", "wrong" in hours ? wordly("web-care-wrong-hours", hours.wrong) : null],
    ["breaks", "wrong" in breaks ? wordly("web-care-wrong-breaks", breaks.wrong) : null],
    ["daysOff", offWrong === null ? null : wordly("web-care-wrong-days-off", offWrong)],
  ]);
  if (wrongs || !("hours" in hours) || !("breaks" in breaks) || !("days" in off))
    return { wrongs: wrongs ?? {} };
  const wanted = new Set(form.getAll("what"));
  return {
    fields: {
      names: namesIn(form),
      hours: hours.hours,
      breaks: breaks.breaks,
      daysOff: off.days,
      services: about.services.filter(({ slug }) => wanted.has(slug)).map(({ id }) => id),
    },
  };
}

/** At which field a refusal stands. */
export function masterRefused(refused: MasterWrong, form: URLSearchParams): Wrongs {
  const typed = (name: string): string => (form.get(name) ?? "").slice(0, 60);
  const wrongs: Record<MasterWrong, Wrongs> = {
    name: { "name-uk": { id: "web-care-wrong-name" } },
    same_name: { "name-uk": { id: "web-care-wrong-same-name" } },
    hours: { hours: wordly("web-care-wrong-hours", typed("hours")) },
    breaks: { breaks: wordly("web-care-wrong-breaks", typed("breaks")) },
    days_off: { daysOff: wordly("web-care-wrong-days-off", typed("daysOff")) },
    services: { "name-uk": { id: "web-care-wrong-name" } },
  };
  return wrongs[refused];
}

type Unread = "web-care-wrong-hours" | "web-care-wrong-breaks" | "web-care-wrong-days-off";

function wordly(id: Unread, word: string): Wrongs[string] {
  return { id, args: { word: word.slice(0, 60) } };
}

function nameFields(fields: URLSearchParams, names: Words): void {
  for (const language of languages) fields.set(`name-${language}`, names[language] ?? "");
}

function namesIn(form: URLSearchParams): Words {
  const names: Words = {};
  for (const language of languages) {
    const name = (form.get(`name-${language}`) ?? "").trim();
    if (name !== "") names[language] = name;
  }
  return names;
}

/** "2026-12-25" as people write it. */
function shortDate(date: string): string {
  const [year, month, day] = date.split("-");
  return `${day}.${month}.${year}`;
}
