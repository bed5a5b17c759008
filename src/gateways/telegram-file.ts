import { Api, GrammyError, HttpError } from "grammy";
import { createFetcher } from "./http.ts";
import { clientOptions, type BotAddress } from "./telegram.ts";

/** A file's bytes; `gone`: Telegram has it no longer; `unreachable`: it may answer later. */
export type Fetched = { bytes: Buffer } | { failed: "too_large" | "gone" | "unreachable" };

/** Fetches a file that somebody sent to the bot (Bot API, getFile: at most 20 MB). The address holds the token and never leaves here. */
export async function fetchFile(
  address: BotAddress,
  { fileId, maxBytes }: { fileId: string; maxBytes: number },
): Promise<Fetched> {
  const api = new Api(address.token, { ...clientOptions(address), timeoutSeconds: 20 });
  const path = await api.getFile(fileId).then(
    ({ file_path, file_size = 0 }) => (file_size > maxBytes ? "too_large" : (file_path ?? null)),
    (error: unknown) => {
      if (error instanceof GrammyError)
        return error.description.includes("too big") ? "too_large" : null;
      if (error instanceof HttpError) return "unreachable";
      throw error;
    },
  );
  if (path === null) return { failed: "gone" };
  if (path === "too_large" || path === "unreachable") return { failed: path };
  const fetcher = createFetcher({ allow: [], proxy: address.proxy ?? null });
  try {
    const answer = await fetcher.request({
      url: `${address.apiRoot}/file/bot${address.token}/${path}`,
      trusted: true,
      proxied: true,
      maxBytes,
    });
    if ("failed" in answer)
      return { failed: answer.failed === "too_large" ? "too_large" : "unreachable" };
    return answer.status === 200 ? { bytes: answer.body } : { failed: "gone" };
  } finally {
    await fetcher.close();
  }
}
