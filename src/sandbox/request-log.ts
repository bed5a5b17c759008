import type { Params } from "./check.ts";
import { isUpload } from "./upload.ts";
import type { World } from "./world.ts";

/** One Bot API request as it was seen; the token is never shown. */
export type Seen = {
  n: number;
  at: number;
  bot: number | null;
  method: string;
  params: Params;
  ok: boolean;
  error_code?: number;
  description?: string;
  ms: number;
};

const KEPT = 20_000;

export type RequestLog = ReturnType<typeof createRequestLog>;

/** The last 20,000 requests. */
export function createRequestLog(world: World) {
  let seen: Seen[] = [];
  let n = 0;
  return {
    add(entry: Omit<Seen, "n">): void {
      n += 1;
      const line: Seen = { n, ...entry, params: shown(entry.params) };
      seen.push(line);
      if (seen.length > KEPT * 1.25) seen = seen.slice(-KEPT);
      world.events.emit("request", line);
    },
    after: (from: number): Seen[] => seen.slice(-KEPT).filter((entry) => entry.n > from),
    clear(): void {
      seen = [];
    },
  };
}

function shown(params: Params): Params {
  const files = Object.entries(params).filter(([, value]) => isUpload(value));
  if (files.length === 0) return params;
  const sizes = files.map(([name, value]) => [
    name,
    isUpload(value) ? { file: value.name, size: value.bytes.length } : null,
  ]);
  return { ...params, ...Object.fromEntries(sizes) };
}
