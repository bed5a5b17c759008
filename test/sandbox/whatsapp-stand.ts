import { createHmac } from "node:crypto";
import { memoryJournal, type Journal } from "../../src/sandbox/journal.ts";
import { createSandbox } from "../../src/sandbox/server.ts";
import { createServices } from "../../src/sandbox/service-log.ts";
import { createWhatsapp } from "../../src/sandbox/whatsapp.ts";
import { serve } from "./stand.ts";

export const NUMBER = "106540352242922";
const SECRET = "test_app_secret";
const TOKEN = "EAAtokenofthenumber";

export type Posted = { body: string; signature: string; at: number };
export type GraphAnswer = { status: number; body: object };

export type WhatsappStand = Awaited<ReturnType<typeof openWhatsapp>>;

/** The WhatsApp stand-in with one number, and a receiver of its webhooks that answers as it is told. */
export async function openWhatsapp({ journal = memoryJournal }: { journal?: Journal } = {}) {
  let now = 1_795_000_000_000;
  const clock = { now: () => now };
  const posted: Posted[] = [];
  const answers: number[] = [];
  const services = createServices({ clock, log: () => {} });
  const whatsapp = createWhatsapp({
    journal,
    clock,
    services,
    nameOf: (person) => (person === 1 ? "Анна" : undefined),
    log: () => {},
    tell: () => {},
    gapMs: 5,
  });
  const sandbox = createSandbox({
    journal: memoryJournal,
    clock,
    services,
    extra: whatsapp.routers,
  });
  await whatsapp.load();
  const listener = sandbox.callback();
  const server = await serve((request, response) => void listener(request, response));
  const receiver = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const signature = String(request.headers["x-hub-signature-256"]);
      posted.push({ body, signature, at: now });
      response.statusCode = answers.shift() ?? 200;
      response.end();
    });
  });
  const control = async <T>(path: string, body?: object): Promise<T> => {
    const response = await fetch(`${server.url}/sandbox/api/${path}`, body && postOf(body));
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    const value: T = text === "" ? {} : JSON.parse(text);
    return value;
  };
  await control("whatsapp/apps", { secret: SECRET, url: `${receiver.url}/hook` });
  await control("whatsapp/numbers", {
    id: NUMBER,
    phone: "380440000101",
    name: "Лілея",
    token: TOKEN,
  });
  return {
    posted,
    /** Statuses that the receiver answers with, in their order; then 200. */
    answers,
    url: receiver.url,
    control,
    graph: async (path: string, body?: object, token = TOKEN): Promise<GraphAnswer> => {
      const options = body === undefined ? {} : postOf(body);
      const response = await fetch(`${server.url}/sandbox/whatsapp/v26.0/${path}`, {
        ...options,
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      });
      return { status: response.status, body: await response.json() };
    },
    resume: () => whatsapp.resume(),
    pass: (ms: number) => void (now += ms),
    isSigned: ({ body, signature }: Posted) =>
      signature === `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
    async close() {
      await whatsapp.close();
      await sandbox.close();
      await server.close();
      await receiver.close();
    },
  };
}

function postOf(body: object) {
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}
