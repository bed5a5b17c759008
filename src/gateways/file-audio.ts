import type { Fetcher, HttpAnswer, HttpFailure } from "./http.ts";

/** What came of asking for a recording's bytes. */
export type Loaded =
  | { bytes: Buffer; type: string | null }
  /** Not there, or not yet. */
  | { missing: true }
  | { refused: "key" }
  | { tooLarge: true }
  /** An address that is not asked, or that leads elsewhere. */
  | { blocked: string }
  | { unreachable: string };

const DEADLINE_MS = 60_000;
const MOST_BYTES = 100 * 1024 * 1024;

/** How long and how large an answer with sound may be. */
export const AUDIO_LIMITS = { deadlineMs: DEADLINE_MS, maxBytes: MOST_BYTES };

/** Fetches sound by its link; `trusted` only where the link leads to the server's own setting. */
export async function loadAudio(
  fetcher: Fetcher,
  { url, trusted }: { url: string; trusted: boolean },
): Promise<Loaded> {
  const headers = { accept: "audio/*, */*;q=0.5", "accept-encoding": "identity" };
  return toLoaded(await fetcher.request({ url, headers, trusted, ...AUDIO_LIMITS }));
}

export function toLoaded(answer: HttpAnswer | HttpFailure): Loaded {
  if ("failed" in answer) return fromFailure(answer);
  const { status } = answer;
  if (status === 404 || status === 410) return { missing: true };
  if (status === 401 || status === 403) return { refused: "key" };
  if (status !== 200) return { unreachable: `http_${status}` };
  const type = answer.headers["content-type"];
  return { bytes: answer.body, type: typeof type === "string" ? type : null };
}

function fromFailure({ failed }: HttpFailure): Loaded {
  if (failed === "too_large") return { tooLarge: true };
  const blocked = failed === "bad_url" || failed === "address" || failed === "redirect";
  return blocked ? { blocked: failed } : { unreachable: failed };
}
