/** The demo salon's price list and people as a business file: what `/import` would take. Hours are its masters'. */
export const demoSalon = {
  id: "lileya",
  type: "salon",
  name: { uk: "Лілея", ru: "Лилея", en: "Lileya" },
  address: {
    uk: "Київ, вул. Верхній Вал, 12",
    ru: "Киев, ул. Верхний Вал, 12",
    en: "12 Verkhnii Val St, Kyiv",
  },
  phone: "+380440000100",
  languages: ["uk", "ru", "en"],
  default_language: "uk",
  slot_step_min: 30,
  min_lead_min: 60,
  horizon_days: 45,
  free_cancel_hours: 3,
  services: [
    service("cut", ["Жіноча стрижка", "Женская стрижка", "Women's haircut"], 60, 700, [
      "стрижка",
      "підстригтися",
      "подстричься",
      "haircut",
    ]),
    service("cut_men", ["Чоловіча стрижка", "Мужская стрижка", "Men's haircut"], 45, 450, [
      "чоловіча",
      "мужская",
    ]),
    service("colour", ["Фарбування волосся", "Окрашивание волос", "Hair colouring"], 150, "1800", [
      "пофарбуватися",
      "покраситься",
      "покраска",
    ]),
    service("manicure", ["Манікюр", "Маникюр", "Manicure"], 60, 400, [
      "класичний манікюр",
      "обычный маникюр",
    ]),
    service(
      "manicure_gel",
      ["Манікюр з гель-лаком", "Маникюр с гель-лаком", "Gel manicure"],
      90,
      650,
      ["гель-лак", "шелак", "шеллак", "покриття", "покрытие"],
    ),
    service("brows", ["Корекція брів", "Коррекция бровей", "Brow shaping"], 45, 450, ["брови"]),
  ],
  masters: [
    {
      id: "iryna",
      name: { uk: "Ірина", ru: "Ирина", en: "Iryna" },
      services: ["cut", "cut_men", "colour"],
      hours: week("10:00", "19:00", ["mon", "tue", "thu", "fri", "sat"]),
      breaks: [["14:00", "15:00"]],
    },
    {
      id: "maryna",
      name: { uk: "Марина", ru: "Марина", en: "Maryna" },
      services: ["manicure", "manicure_gel"],
      hours: week("09:00", "17:00", ["mon", "tue", "wed", "thu", "fri"]),
      breaks: [["13:00", "13:30"]],
    },
    {
      id: "sofiia",
      name: { uk: "Софія", ru: "София", en: "Sofiia" },
      services: ["manicure", "manicure_gel", "brows"],
      hours: week("12:00", "20:00", ["tue", "wed", "thu", "fri", "sat", "sun"]),
      breaks: [["16:00", "16:30"]],
    },
  ],
  clients: [
    { id: "oksana", name: "Оксана К.", phone: "+380670000001", telegram_id: 100_000_004 },
    { id: "svitlana", name: "Світлана", phone: "+380670000011" },
    { id: "viktoriia", name: "Вікторія", phone: "+380670000013" },
  ],
  faq: {
    parking: {
      uk: "Безкоштовна парковка у дворі",
      ru: "Бесплатная парковка во дворе",
      en: "Free parking in the courtyard",
    },
    payment: { uk: "Готівка або картка", ru: "Наличные или карта", en: "Cash or card" },
  },
};

/** Who of them comes for what in the next days: `skip` free places are left before the visit. */
export const demoVisits = [
  { client: "svitlana", service: "manicure_gel", skip: 3 },
  { client: "viktoriia", service: "cut", skip: 1 },
  { client: "svitlana", service: "colour", skip: 4 },
  { client: "viktoriia", service: "brows", skip: 6 },
] as const;

type Names = [uk: string, ru: string, en: string];

function service(
  id: string,
  [uk, ru, en]: Names,
  minutes: number,
  price: number | string,
  synonyms: string[],
) {
  return {
    id,
    name: { uk, ru, en },
    duration_min: minutes,
    price: { amount: Number(price), kind: typeof price === "string" ? "from" : "fixed" },
    synonyms,
  };
}

function week(from: string, to: string, days: readonly string[]) {
  return Object.fromEntries(days.map((day) => [day, [from, to]]));
}
