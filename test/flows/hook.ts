import type { Dialect, Sequence } from "../calls/replay.ts";
import type { Random } from "./random.ts";
import { posting, type Body } from "./tenant.ts";

/** One hook of a case and how it is written. */
export type Hook = { body: Body; raw?: string; query?: string; way: Way };
type Way = "json" | "form" | "query";

const ways: Partial<Record<Dialect, readonly Way[]>> = {
  novofon: ["json", "form"],
  flat: ["json", "form", "query"],
};
/** The flat payload has an address of its own; every other event comes to that of its provider. */
const FLAT = "/api/call-summary/webhook/novofon/";

/** A hook in one of the ways in which its senders write it. */
export function drawHook(
  dialect: Dialect,
  said: Omit<Sequence["events"][number], "at_ms">,
  random: Random,
): Hook {
  const among = ways[dialect] ?? [];
  return { ...said, way: among[random.below(among.length)] ?? "json" };
}

type Address = { dialect: Dialect; path: string; secret: string };

/** The request that brings a hook to its address. */
export function requestOf(base: string, { dialect, path, secret }: Address, hook: Hook): Request {
  const door = dialect === "flat" ? FLAT + (path.split("/").at(-1) ?? "") : path;
  const query = hook.query ?? (hook.way === "query" ? formOf(hook.body) : null);
  if (query !== null) return new Request(`${base}${door}?${query}`);
  if (hook.raw !== undefined) return new Request(`${base}${door}`, written(hook.raw));
  if (dialect === "phonet" || dialect === "novofon")
    return new Request(
      `${base}${door}`,
      posting(dialect, { secret }, hook.body, hook.way === "form"),
    );
  return new Request(
    `${base}${door}`,
    hook.way === "form"
      ? { method: "POST", body: new URLSearchParams(formOf(hook.body)) }
      : written(JSON.stringify(hook.body)),
  );
}

function written(body: string): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body };
}

function formOf(body: Body): string {
  const fields = Object.entries(body).map(([name, value]) => [
    name,
    typeof value === "string" || typeof value === "number" ? String(value) : "",
  ]);
  return new URLSearchParams(fields).toString();
}
