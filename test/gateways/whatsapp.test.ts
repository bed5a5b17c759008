import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { messageOf, templateOf } from "../../src/gateways/whatsapp-message.ts";
import { createWhatsapp, type WhatsappGateway } from "../../src/gateways/whatsapp.ts";
import { closeAll, fetcherFor, serve } from "./http-stand-in.ts";
import {
  NUMBER,
  openGraph,
  OTHER_NUMBER,
  PERSON,
  PHONE,
  TOKEN,
  USER,
  type Graph,
} from "./whatsapp-stand.ts";

const NOW = 1_795_000_000_000;
const key = { numberId: NUMBER, token: TOKEN };
const hello = messageOf({ text: "Вітаю!", buttons: [], choose: "Обрати" });
const byPhone = { to: { userId: null, waId: PHONE }, content: hello, callback: "17" };

let graph: Graph;
let gateway: WhatsappGateway;
beforeEach(async () => {
  graph = await openGraph({ now: NOW });
  gateway = createWhatsapp({ apiUrl: `${graph.apiUrl}/`, fetcher: fetcherFor() });
});
afterEach(async () => {
  await graph.close();
  await closeAll();
});

const letters = () => [...graph.world.letters.values()].filter(({ by }) => by === "business");
const came = () => [...graph.world.letters.values()].find(({ by }) => by === "customer")?.id ?? "";

describe("a message", () => {
  test("reaches a phone number or a user id, and carries what its statuses bring back", async () => {
    const sent = await gateway.send(key, byPhone);
    const byUser = { ...byPhone, to: { userId: USER, waId: PHONE }, callback: "18" };
    const again = await gateway.send(key, byUser);
    expect(letters()).toMatchObject([
      { person: PERSON, type: "text", content: { body: "Вітаю!" }, callback: "17" },
      { person: PERSON, callback: "18" },
    ]);
    expect([sent, again]).toEqual(letters().map(({ id }) => ({ ok: id })));
  });

  test("with buttons, with a list and by a template is taken as it is", async () => {
    const contents = [
      messageOf({ text: "Коли?", buttons: offers(3), choose: "Обрати" }),
      messageOf({ text: "Коли?", buttons: offers(10), choose: "Обрати" }),
      templateOf({ name: "visit_reminder", language: "uk" }, "завтра\n о 10:00"),
    ];
    for (const content of contents)
      expect(await gateway.send(key, { ...byPhone, content })).toHaveProperty("ok");
    expect(letters().map(({ type }) => type)).toEqual(["interactive", "interactive", "template"]);
  });

  test("that takes no user id goes to the number, where there is one", async () => {
    graph.services.plant({ method: "whatsapp", kind: "400", code: 131062, times: 1 });
    const both = { ...byPhone, to: { userId: USER, waId: PHONE } };
    expect(await gateway.send(key, both)).toHaveProperty("ok");
    graph.services.plant({ method: "whatsapp", kind: "400", code: 131062, times: 1 });
    const alone = { ...byPhone, to: { userId: USER, waId: null } };
    expect(await gateway.send(key, alone)).toMatchObject({ fault: { act: "phone" } });
  });
});

describe("what Meta says of a number", () => {
  test("is how people read it, by the right token only", async () => {
    expect(await gateway.number(key)).toEqual({ ok: { phone: "+380440000055", name: "Лілея" } });
    expect(await gateway.number({ ...key, token: "EAAwrong" })).toMatchObject({
      fault: { act: "stop", trouble: "revoked" },
    });
    expect(await gateway.number({ ...key, numberId: OTHER_NUMBER })).toMatchObject({
      fault: { act: "refused" },
      code: 100,
    });
  });

  test("a message is marked as read while somebody writes", async () => {
    const mark = { messageId: came(), typing: true };
    expect(await gateway.markRead(key, mark)).toEqual({ ok: { success: true } });
    expect(graph.world.letters.get(came())?.tick).toBe("read");
    const unknown = { messageId: "wamid.nobody", typing: false };
    expect(await gateway.markRead(key, unknown)).toMatchObject({ fault: { act: "refused" } });
  });
});

describe("an answer that is none", () => {
  test.each([
    ["lost", "ambiguous"],
    ["drop", "ambiguous"],
    ["malformed", "ambiguous"],
    ["html", "ambiguous"],
  ] as const)("%s leaves open whether Meta has it", async (kind, outcome) => {
    graph.services.plant({ method: "whatsapp", kind, times: 1 });
    expect(await gateway.send(key, byPhone)).toHaveProperty(outcome);
  });

  test("of a closed port or an unknown host says that nothing left", async () => {
    const port = await freePort();
    const closed = createWhatsapp({ apiUrl: `http://127.0.0.1:${port}`, fetcher: fetcherFor() });
    expect(await closed.send(key, byPhone)).toHaveProperty("unsent");
    const nowhere = createWhatsapp({ apiUrl: "http://graph.invalid", fetcher: fetcherFor() });
    expect(await nowhere.send(key, byPhone)).toHaveProperty("unsent");
  });

  test("of a gate before Meta leaves it open, too", async () => {
    const gate = await serve((_request, response) => {
      response.statusCode = 502;
      response.end("<html>Bad gateway</html>");
    });
    const behind = createWhatsapp({ apiUrl: gate.url, fetcher: fetcherFor() });
    expect(await behind.send(key, byPhone)).toHaveProperty("ambiguous");
  });
});

describe("Meta's own samples", () => {
  const sample = z.looseObject({ _http_status: z.int().default(200) });
  test.each([
    ["send-ok", { ok: "wamid.COMPOSEDOUT1" }],
    ["error-130429", { fault: { act: "later", of: "number" }, code: 130429 }],
    ["error-131000-unknown", { fault: { act: "later", of: "message" } }],
    [
      "error-131009-bad-param",
      {
        fault: { act: "refused" },
        details: "Button title length invalid. Min length: 1, Max length: 20",
      },
    ],
    ["error-131047", { fault: { act: "closed" } }],
    ["error-131056", { fault: { act: "later", of: "customer" } }],
    ["error-190-expired", { fault: { act: "stop", trouble: "revoked" } }],
  ])("%s", async (name, meant) => {
    const path = new URL(`../fixtures/whatsapp/responses/${name}.json`, import.meta.url);
    const { _http_status: status, ...body } = sample.parse(JSON.parse(readFileSync(path, "utf8")));
    const meta = await serve((_request, response) => {
      response.statusCode = status;
      response.end(JSON.stringify(body));
    });
    const answered = createWhatsapp({ apiUrl: meta.url, fetcher: fetcherFor() });
    expect(await answered.send(key, byPhone)).toMatchObject(meant);
  });
});

function offers(count: number): { title: string; data: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    title: `1${index}:00`,
    data: `u.1.${index}`,
  }));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address ? address.port : 0;
}
