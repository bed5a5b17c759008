import { describe, expect, test } from "vitest";
import { known, samples } from "./dialogue/fixture.ts";
import { heard } from "./dialogue/heard.ts";
import { chatOf, coming, town, turn, visited } from "./dialogue/town.ts";

const { fixtures } = samples();
const kyiv = fixtures["salon_kyiv"];
if (!kyiv) throw new Error("the sample has no salon");
const { salon, service, master, at } = known(kyiv);
const day = (date: string) => ({ from: date, to: date, past: false });

describe("a dialogue", () => {
  test("goes from a greeting to a booking by bare words", () => {
    const place = town(salon, at("2026-11-24T10:15"));
    const chat = chatOf(place, "a");
    const hello = turn(place, chat, heard({ intents: ["greet"] }));
    expect(hello.text).toMatch(/Вітаю! Це Салон краси «Лілея» 🌿/);
    const offer = turn(
      place,
      chat,
      heard({
        intents: ["book"],
        services: [service("manicure_gel")],
        day: day("2026-11-25"),
        time: { from: 540, to: 720 },
      }),
    );
    expect(offer.text).toBe("На завтра є 10:00, 10:30, 11:00 або 11:30. Що зручно?");
    const asked = turn(place, chat, heard({ time: { at: 600 } }));
    expect(asked.text).toMatch(/ваше ім’я та номер телефону/);
    const draft = turn(place, chat, heard({ name: "Оксана", phone: "+380670000001" }));
    expect(draft.text).toBe(
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
    const booked = turn(place, chat, heard({ answer: "yes" }));
    expect(booked.text).toMatch(/вас записано ✅/);
    const again = turn(place, chat, heard({ answer: "yes" }));
    expect(again.text).toMatch(/Ви вже записані/);
    expect(coming(place, chat)).toHaveLength(1);
    expect(chat.memory.visited).toEqual(["greeting", "booking", "confirmation"]);
  });

  test("of two visits asks which one before it cancels", () => {
    const place = town(salon, at("2026-11-25T09:30"));
    const chat = chatOf(place, "a");
    visited(place, {
      chat: "a",
      serviceId: service("pedicure_gel"),
      masterId: master("maryna"),
      start: at("2026-11-30T10:00"),
    });
    visited(place, {
      chat: "a",
      serviceId: service("haircut_w"),
      masterId: master("olena"),
      start: at("2026-12-02T10:00"),
    });
    const which = turn(place, chat, heard({ intents: ["cancel"] }));
    console.log(which);
    const sure = turn(place, chat, heard({ services: [service("pedicure_gel")] }));
    console.log(sure.text, sure.buttons);
    const done = turn(place, chat, heard({ answer: "yes" }));
    console.log(done.text);
    expect(coming(place, chat).map(({ serviceId }) => serviceId)).toEqual([service("haircut_w")]);
  });
});
