import { describe, expect, test } from "vitest";
import { almaty, heard, kyiv, moscow } from "./hint.ts";

describe("services", () => {
  const list: [string, string][] = [
    ["манікюр з гель-лаком", "manicure_gel"],
    ["маникур с гель лаком", "manicure_gel"],
    ["маникюр с покрытием", "manicure_gel"],
    ["маникюр с шеллаком", "manicure_gel"],
    ["gel manicure", "manicure_gel"],
    ["гель-лак", "manicure_gel"],
    ["шелак", "manicure_gel"],
    ["маникюр без покрытия", "manicure"],
    ["манікюр без покриття", "manicure"],
    ["класичний манікюр", "manicure"],
    ["обычный маникюр", "manicure"],
    ["manicure without polish", "manicure"],
    ["маникюр", "manicure manicure_gel"],
    ["манікюр", "manicure manicure_gel"],
    ["манкюр", "manicure manicure_gel"],
    ["manicure", "manicure manicure_gel"],
    ["нігті", "manicure manicure_gel pedicure_gel"],
    ["ногти", "manicure manicure_gel pedicure_gel"],
    ["nails", "manicure manicure_gel pedicure_gel"],
    ["педикюр", "pedicure_gel"],
    ["на педикюр з гель-лаком", "pedicure_gel"],
    ["pedicure", "pedicure_gel"],
    ["стрижка", "haircut_w"],
    ["подстричься", "haircut_w"],
    ["підстригтися", "haircut_w"],
    ["жіноча стрижка", "haircut_w"],
    ["женскую стрижку", "haircut_w"],
    ["чоловіча стрижка", "haircut_m"],
    ["чоловічу стрижку", "haircut_m"],
    ["мужская стрижка", "haircut_m"],
    ["men's haircut", "haircut_m"],
    ["подстричь мужа", "haircut_m"],
    ["фарбування", "coloring"],
    ["фарбування волосся", "coloring"],
    ["покраситься", "coloring"],
    ["покраска волос", "coloring"],
    ["hair coloring", "coloring"],
    ["окрашивание бровей", "brows"],
    ["фарбування брів", "brows"],
    ["брови", "brows"],
    ["brow tint", "brows"],
    ["не маникюр, а педикюр", "pedicure_gel"],
    ["подстричь сына", "haircut_w haircut_m"],
    ["запишите мужа на педикюр", "pedicure_gel"],
    ["подстичься", "haircut_w"],
    ["фарбуваня", "coloring"],
    ["педікюр", "pedicure_gel"],
    ["cтрижкa", "haircut_w"],
  ];

  test.each(list)("%s", (text, slugs) => {
    expect(slugsOf(kyiv.salon, text)).toBe(slugs);
  });

  test.each([
    ["стрижка", "haircut"],
    ["постричься", "haircut"],
    ["борода", "beard"],
    ["на бороду", "beard"],
    ["стрижка + борода", "combo"],
    ["стрижку и бороду", "combo"],
    ["стрижка с бородой", "combo"],
    ["комплекс", "combo"],
    ["детская стрижка", "kids"],
    ["подстричь ребёнка", "kids"],
    ["сыну подстричься", "kids"],
    ["kids haircut", "kids"],
    ["haircut and beard", "combo"],
  ])("a barber's: %s", (text, slugs) => {
    expect(slugsOf(moscow.salon, text)).toBe(slugs);
  });

  test.each([
    ["болит зуб", "consult"],
    ["очень болят зубы", "consult"],
    ["на осмотр", "consult"],
    ["консультацию", "consult"],
    ["чистка", "cleaning"],
    ["чистку зубов", "cleaning"],
    ["проф чистка", "cleaning"],
    ["поставить пломбу", "caries"],
    ["кариес", "caries"],
    ["лечение кариеса", "caries"],
    ["teeth cleaning", "cleaning"],
  ])("a dentist's: %s", (text, slugs) => {
    expect(slugsOf(almaty.salon, text)).toBe(slugs);
  });

  test.each([
    ["Делаете наращивание ресниц?", "наращивание ресниц"],
    ["ламінування брів", "ламінування брів"],
    ["наращивание ногтей", "наращивание ногтей"],
    ["скільки коштує масаж?", "масаж"],
    ["do you do massage?", "massage"],
    ["дитяча стрижка", "дитяча стрижка"],
    ["стрижка собаки", "стрижка собаки"],
    ["окрашивание ресниц", "окрашивание ресниц"],
    ["пірсинг робите?", "пірсинг"],
  ])("not on the list: %s", (text, phrase) => {
    expect(heard(text)).toMatchObject({ services: [], unknownService: phrase });
  });

  test("what the list does not have is told beside what it has", () => {
    const { services, unknownService } = heard("маникюр и наращивание ресниц");
    expect(services).toEqual([kyiv.service["manicure"], kyiv.service["manicure_gel"]]);
    expect(unknownService).toBe("наращивание ресниц");
    expect(heard("женская стрижка", { salon: moscow.salon })).toMatchObject({
      services: [],
      unknownService: "женская стрижка",
    });
    expect(heard("чистка лица", { salon: almaty.salon })).toMatchObject({
      services: [],
      unknownService: "чистка лица",
    });
  });

  test.each([
    "можно с собакой?",
    "всё отлично",
    "годині о сьомій",
    "хочу записатися",
    "салон краси",
    "красиво",
    "можно к вам?",
    "на завтра",
    "дякую",
    "скільки коштує?",
    "гарно",
    "до побачення",
    "мене звати Марина",
    "ваш графік",
  ])("none: %s", (text) => {
    expect(heard(text)).toMatchObject({ services: [], unknownService: null });
  });

  test("of those that were offered first", () => {
    const offered = {
      slots: [],
      visits: [],
      services: [kyiv.service["manicure"] ?? 0, kyiv.service["manicure_gel"] ?? 0],
    };
    const slugs = (text: string): (string | undefined)[] =>
      heard(text, { asked: "service", offered }).services.map(
        (id) => kyiv.salon.services.find((one) => one.id === id)?.slug,
      );
    expect(slugs("з гель-лаком")).toEqual(["manicure_gel"]);
    expect(slugs("з покриттям")).toEqual(["manicure_gel"]);
    expect(slugs("без покриття")).toEqual(["manicure"]);
    expect(slugs("звичайний")).toEqual(["manicure"]);
    expect(slugs("другий")).toEqual(["manicure_gel"]);
    expect(slugs("перший варіант")).toEqual(["manicure"]);
    expect(slugs("педикюр")).toEqual(["pedicure_gel"]);
  });

  test("what is wanted together with the service so far is the one that is both", () => {
    const draft = {
      serviceId: moscow.service["haircut"] ?? 0,
      masterId: null,
      day: null,
      time: null,
      slot: null,
      holdId: null,
      name: null,
      phone: null,
    };
    const some = { salon: moscow.salon, draft };
    expect(heard("а сколько будет вместе с бородой?", some).services).toEqual([
      moscow.service["combo"],
    ]);
    expect(heard("и бороду тоже", some).services).toEqual([moscow.service["combo"]]);
    expect(heard("нет, только бороду", some).services).toEqual([moscow.service["beard"]]);
  });
});

function slugsOf(salon: typeof kyiv.salon, text: string): string {
  return heard(text, { salon })
    .services.map((id) => salon.services.find((one) => one.id === id)?.slug)
    .join(" ");
}
