import { randomBytes } from "node:crypto";
import { giveEntry } from "../../src/business/session-service.ts";
import { isUnavailable, type Database } from "../../src/db/client.ts";
import { cabinetRouters, type CabinetDoors } from "../../src/cabinet/route.ts";
import { createTail } from "../../src/events/tail-service.ts";
import { createWeb, listen } from "../../src/web/server.ts";
import { keyring, NOW } from "../business/tenants.ts";

type Answer = { status: number; headers: Headers; text: string };
export type Cabinet = Awaited<ReturnType<typeof openCabinet>>;

/** The cabinet over HTTP on a database of the test's own; the clock is the test's. */
export async function openCabinet(db: Database, more: Partial<CabinetDoors> = {}) {
  const failed: unknown[] = [];
  const time = { now: NOW };
  const web = await listen(
    createWeb({
      routers: cabinetRouters({
        db,
        now: () => time.now,
        random: (count) => new Uint8Array(randomBytes(count)),
        secure: false,
        isUnavailable,
        failed: (error) => failed.push(error),
        botToken: "1:test",
        botName: () => "frontdesk_bot",
        sandbox: false,
        desk: () => {
          throw new Error("this test gives the cabinet no desk");
        },
        webhooks: {
          endpoints: { keyring, random: randomBytes, problemOfTarget: () => null },
          sendTest: () => Promise.resolve({ refused: "not_found" }),
        },
        live: { tail: createTail({ db, failed: (error) => failed.push(error), pollMs: 50 }) },
        ...more,
      }),
      before: [],
      trustProxy: true,
      isUnavailable,
      failed: (error) => failed.push(error),
    }),
    { host: "127.0.0.1", port: 0 },
  );
  const url = `http://127.0.0.1:${web.port}`;
  return { url, time, failed, browser: () => browser(url), close: () => web.close() };
}

/** A link for a member, as the bot gives it. */
export async function linkFor(
  db: Database,
  member: { businessId: string; personId: number; now?: number },
): Promise<string> {
  const code = randomBytes(24).toString("base64url");
  const { personId, now = NOW } = member;
  await giveEntry(db, member.businessId, { personId, code, now });
  return `/dashboard/enter/${code}`;
}

export type Browser = ReturnType<typeof browser>;

/** Keeps its cookies and follows nothing by itself. */
export function browser(url: string) {
  const jar = new Map<string, string>();
  let csrf = "";
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url + path, {
      redirect: "manual",
      ...init,
      headers: { ...(cookie === "" ? {} : { cookie }), ...headersOf(init) },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      jar.set(name, value);
    }
    const text = await answer.text();
    csrf = /x-csrf&quot;:&quot;([\w-]+)&quot;/.exec(text)?.[1] ?? csrf;
    return { status: answer.status, headers: answer.headers, text };
  };
  return {
    jar,
    csrf: () => csrf,
    get: (path: string, headers: Record<string, string> = {}) => ask(path, { headers }),
    /** Sends a form with the token of the last page that had one. */
    post: (
      path: string,
      fields: Record<string, string | string[]> = {},
      headers: Record<string, string> = {},
    ) => ask(path, { method: "POST", body: formOf({ csrf, ...fields }), headers }),
    /** Comes in by a link and looks at the first page. */
    enter: async (path: string) => {
      await ask(path, { method: "POST", body: formOf({}) });
      return ask("/dashboard", {});
    },
  };
}

function formOf(fields: Record<string, string | string[]>): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) form.append(name, one);
  return form;
}

function headersOf({ headers }: RequestInit): Record<string, string> {
  return Object.fromEntries(new Headers(headers));
}
