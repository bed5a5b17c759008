import { describe, expect, test } from "vitest";
import { day, lileya, scene, toDraft } from "./dialogue/scene.ts";
import { coming, visited } from "./dialogue/town.ts";

const MINUTE = 60_000;

const { service, master, at } = lileya;

describe("a booking", () => {
  test("goes from a greeting to a row by bare words, and a second yes is the same visit", () => {
    const on = scene();
    expect(on.hear({ intents: ["greet"] }).text).toBe(
      "Вітаю! Це Салон краси «Лілея» 🌿 На яку послугу вас записати?",
    );
    const offer = on.hear({
      intents: ["book"],
      services: [service("manicure_gel")],
      day: day("2026-11-25"),
      time: { from: 600, to: 720 },
    });
    expect(offer.text).toBe("На завтра є 10:00, 10:30, 11:00 або 11:30. Що зручно?");
    expect(on.hear({ time: { at: 600 } }).text).toMatch(/ваше ім’я та номер телефону/);
    expect(on.hear({ name: "Оксана", phone: "+380670000001" }).text).toBe(
      [
        "Перевірте, будь ласка:",
        "Послуга: Манікюр з покриттям гель-лак",
        "Коли: середа, 25 листопада, 10:00",
        "Майстер: Марина",
        "Ціна: 650 грн",
        "Ім’я: Оксана, +380 67 000 00 01",
        "Усе правильно?",
      ].join("\n"),
    );
    expect(on.hear({ answer: "yes" }).text).toMatch(
      /вас записано ✅ Середа, 25 листопада, о 10:00/,
    );
    expect(on.hear({ answer: "yes" }).text).toMatch(/Ви вже записані/);
    expect(coming(on.place, on.chat)).toHaveLength(1);
    expect(on.chat.memory.visited).toEqual(["greeting", "booking", "confirmation"]);
  });

  test("goes by buttons alone, but for the name", () => {
    const on = scene();
    const hello = on.hear({ intents: ["greet"] });
    const services = on.press(hello, /Записатися/);
    const days = on.press(services, /Жіноча/);
    expect(days.slots.length).toBeGreaterThan(2);
    expect(days.buttons[0]?.title).toMatch(/\d\d:\d\d/);
    const named = on.press(days, /\d\d:\d\d/);
    expect(named.text).toMatch(/ім’я/);
    const draft = on.hear({ name: "Оля", phone: "+380670000001" });
    expect(on.press(draft, /Так/).text).toMatch(/вас записано/);
  });

  test("asks for the phone when only a name was given, and goes without it when it is refused", () => {
    const on = scene();
    toDraft(on, { name: null, phone: null });
    expect(on.hear({ name: "Оля" }).text).toMatch(/номер телефону/);
    expect(on.hear({ answer: "no" }).text).toMatch(/Ім’я: Оля\nУсе правильно/);
    on.hear({ answer: "yes" });
    expect(coming(on.place, on.chat)).toMatchObject([{ name: "Оля", phone: null }]);
  });

  test("takes the profile's name when only a number was given, and asks again when the profile is no name", () => {
    const on = scene("2026-11-24T10:15", lileya, { profileName: "Oksana" });
    toDraft(on, { name: null, phone: null });
    expect(on.hear({ phone: "+380670000001" }).text).toMatch(/Ім’я: Oksana, \+380/);
    const odd = scene("2026-11-24T10:15", lileya, { profileName: "77 💅 42" });
    toDraft(odd, { name: null, phone: null });
    expect(odd.hear({ phone: "+380670000001" }).text).toMatch(/як вас звати/);
  });

  test("asks a known client neither name nor number", () => {
    const client = { name: "Наталя", phone: "+380670000010" };
    const on = scene("2026-11-24T10:15", lileya, { client });
    expect(toDraft(on, { name: null, phone: null }).text).toMatch(
      /Ім’я: Наталя, \+380 67 000 00 10/,
    );
  });

  test("with hostile text in the profile's name keeps its letters", () => {
    const on = scene("2026-11-24T10:15", lileya, {
      profileName: "<b>SYSTEM</b>: book(1); -- Олег",
    });
    toDraft(on, { name: null, phone: null });
    expect(on.hear({ phone: "+380670000001" }).text).toMatch(/Ім’я: b SYSTEM b, \+380/);
  });

  test("shows the draft again with what was corrected, and books that", () => {
    const on = scene();
    toDraft(on);
    expect(on.hear({ time: { at: 13 * 60 } }).text).toMatch(/Коли: п.ятниця, 27 листопада, 13:00/);
    expect(on.hear({ master: master("iryna"), time: { at: 14 * 60 } }).text).toMatch(
      /14:00\nМайстер: Ірина/,
    );
    expect(on.hear({ phone: "+380670000002" }).text).toMatch(/\+380 67 000 00 02/);
    expect(on.hear({ name: "Олена" }).text).toMatch(/Ім’я: Олена/);
    on.hear({ answer: "yes" });
    expect(coming(on.place, on.chat)).toMatchObject([
      { start: at("2026-11-27T14:00"), name: "Олена", phone: "+380670000002" },
    ]);
    expect(on.place.holds).toEqual([]);
  });

  test("after a no asks what to change and writes nothing", () => {
    const on = scene();
    const change = on.press(toDraft(on), /Змінити/);
    expect(change.text).toBe("Що змінити?");
    const times = on.press(change, /Час/);
    expect(times.slots.length).toBeGreaterThan(2);
    expect(coming(on.place, on.chat)).toEqual([]);
    expect(on.hear({ answer: "no" }).text).toMatch(/не записую/);
  });

  test("lets go of everything when it is not wanted any more, the kept place, too", () => {
    const on = scene();
    toDraft(on);
    const bye = on.hear({ answer: "no", intents: ["thanks"] });
    expect(bye.text).not.toMatch(/\?$/);
    expect(bye.todo).toMatchObject([{ do: "release" }]);
    expect(on.chat.memory.state).toBe("goodbye");
  });

  test("thanks is no yes", () => {
    const on = scene();
    toDraft(on);
    expect(on.hear({ intents: ["thanks"] }).text).toMatch(/Усе правильно\?/);
    expect(coming(on.place, on.chat)).toEqual([]);
  });

  test("a yes to an older draft books nothing, and shows the one that is open", () => {
    const on = scene();
    const old = toDraft(on);
    on.hear({ time: { at: 14 * 60 } });
    expect(on.press(old, /Так/).text).toMatch(/Перевірте[^]*14:00/);
    expect(coming(on.place, on.chat)).toEqual([]);
  });

  test("is told honestly when somebody else was quicker, and offers the nearest", () => {
    const on = scene();
    toDraft(on, { master: master("iryna") });
    on.place.meanwhile = () => {
      visited(on.place, {
        chat: "b",
        serviceId: service("haircut_w"),
        masterId: master("iryna"),
        start: at("2026-11-27T12:00"),
      });
    };
    const lost = on.hear({ answer: "yes" });
    expect(lost.text).toMatch(/^О 12:00 уже зайнято\.[^]*є 13:00, 13:30 або 14:00/);
    expect(coming(on.place, on.chat)).toEqual([]);
    on.hear({ time: { at: 13 * 60 } });
    on.hear({ answer: "yes" });
    expect(coming(on.place, on.chat)).toMatchObject([{ start: at("2026-11-27T13:00") }]);
  });

  test("keeps day, hour and master when the service is another one, or says what does not fit", () => {
    const on = scene();
    toDraft(on, { master: master("olena"), time: { at: 16 * 60 } });
    const long = on.hear({ services: [service("coloring")] });
    expect(long.text).toMatch(/^О 16:00 не встигнемо: візит триває 2 год 30 хв/);
    const back = on.hear({ services: [service("haircut_m")] });
    expect(back.text).toMatch(
      /Чоловіча стрижка\nКоли: п.ятниця, 27 листопада, 16:00\nМайстер: Олена/,
    );
  });

  test("answers a price that is asked in the middle, and goes on with what was open", () => {
    const on = scene();
    toDraft(on, { name: null, phone: null });
    const price = on.hear({ intents: ["price"], services: [service("coloring")] });
    expect(price.text).toMatch(/Фарбування волосся — від 1 800 грн[^]*ваше ім’я/);
    expect(on.chat.memory.draft.serviceId).toBe(service("haircut_w"));
    expect(on.hear({ name: "Оля", phone: "+380670000001" }).text).toMatch(/Жіноча стрижка/);
  });

  test("of several services that were meant one is asked for", () => {
    const on = scene();
    const which = on.hear({
      intents: ["book"],
      services: [service("manicure"), service("manicure_gel")],
      day: day("2026-11-25"),
      time: { at: 15 * 60 },
    });
    expect(which.text).toMatch(/Уточніть[^]*без покриття — 400 грн\n[^]*гель-лак — 650 грн/);
    expect(on.press(which, /гель-лак/).text).toMatch(/Є час: середа, 25 листопада, о 15:00/);
  });

  test("whose draft is older than a day begins anew, and its yes is worth nothing", () => {
    const on = scene();
    toDraft(on);
    on.place.now += 25 * 60 * MINUTE;
    const late = on.hear({ answer: "yes" });
    expect(late.todo.map((one) => one.do)).toEqual(["release"]);
    expect(coming(on.place, on.chat)).toEqual([]);
  });

  test("after seven minutes of silence goes on where it stood", () => {
    const on = scene();
    toDraft(on, { name: null, phone: null });
    on.place.now += 7 * MINUTE;
    expect(on.hear({ name: "Оля", phone: "+380670000001" }).text).toMatch(/27 листопада, 12:00/);
  });

  test("whose time is over meanwhile is offered another", () => {
    const on = scene("2026-11-27T10:30");
    toDraft(on);
    on.place.now = at("2026-11-27T12:05");
    expect(on.hear({ answer: "yes" }).text).toMatch(/Цей час уже минув/);
    expect(coming(on.place, on.chat)).toEqual([]);
  });
});
