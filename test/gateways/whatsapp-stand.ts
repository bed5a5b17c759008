import Koa from "koa";
import { memoryJournal } from "../../src/sandbox/journal.ts";
import { createServices, type Services } from "../../src/sandbox/service-log.ts";
import { createWhatsapp, type Whatsapp } from "../../src/sandbox/whatsapp.ts";
import { serve } from "./http-stand-in.ts";

export const NUMBER = "106540352242922";
export const OTHER_NUMBER = "106540352242923";
export const TOKEN = `EAA${"t".repeat(40)}`;
export const OTHER_TOKEN = `EAA${"o".repeat(40)}`;
export const PERSON = 1;
export const PHONE = "380670000001";
export const USER = "UA.13491208655302741918";

/** The strict stand-in of the Graph API on a free port, with a number and a person who has just written to it. */
export async function openGraph(time: { now: number }): Promise<Graph> {
  const clock = { now: () => time.now };
  const services: Services = createServices({ clock, log: () => {} });
  const whatsapp = createWhatsapp({
    journal: memoryJournal,
    clock,
    services,
    nameOf: () => "Оксана",
    log: () => {},
    tell: () => {},
  });
  await whatsapp.load();
  const app = new Koa();
  for (const router of whatsapp.routers) app.use(router.routes());
  const listener = app.callback();
  const { url } = await serve((request, response) => void listener(request, response));
  const { world } = whatsapp;
  const numbers = [
    { id: NUMBER, phone: "380440000055", name: "Лілея", token: TOKEN },
    { id: OTHER_NUMBER, phone: "380440000056", name: "Другі", token: OTHER_TOKEN },
  ];
  const control = async (path: string, body: object): Promise<void> => {
    const response = await fetch(`${url}sandbox/api/whatsapp/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  for (const number of numbers) await control("numbers", number);
  await control("people", { person: PERSON, name: "Оксана", phone: PHONE, user_id: USER });
  await control("say", { person: PERSON, text: "Добрий день", number: NUMBER });
  return {
    apiUrl: `${url}sandbox/whatsapp/v26.0`,
    world,
    services,
    control,
    close: () => whatsapp.close(),
  };
}

export type Graph = {
  apiUrl: string;
  world: Whatsapp["world"];
  services: Services;
  control: (path: string, body: object) => Promise<void>;
  /** Its port is closed by `closeAll` of http-stand-in. */
  close: () => Promise<void>;
};
