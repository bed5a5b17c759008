export type AddressProblem = "not_url" | "not_https" | "refused" | "too_long";

const MAX_ADDRESS = 2048;

/** An address without what names a person in it; that becomes a header. */
export type Address = { url: string; host: string; authorization: string | null };

/** Reads what a person typed or pasted; `https://` may be left out. */
export function readAddress(written: string): Address | null {
  const text = written.trim();
  if (text === "" || text.length > MAX_ADDRESS || /[\s\p{Cc}]/u.test(text)) return null;
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(full)) return null;
  const url = new URL(full);
  if (url.hostname === "") return null;
  const { username, password } = url;
  url.username = "";
  url.password = "";
  url.hash = "";
  const named = username !== "" || password !== "";
  const authorization = named ? basic(username, password) : null;
  return authorization === undefined ? null : { url: url.href, host: url.host, authorization };
}

/** As much of an address as may be shown: a path or a query is often the key itself. */
export function maskAddress(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return pathname === "/" && search === "" ? origin : `${origin}/…${url.slice(-4)}`;
}

/** RFC 7617, in UTF-8; undefined for what is no text. */
function basic(username: string, password: string): string | undefined {
  try {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;
  } catch {
    return undefined;
  }
}
