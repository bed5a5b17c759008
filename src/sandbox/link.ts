export type Link = { url: string } | { wrong: string };

/** An address as Telegram takes it in links and buttons (tdlib: LinkManager::check_link, parse_url). */
export function readLink(given: string, httpsOnly = false): Link {
  const wrong = (reason: string): Link => ({ wrong: `URL '${given}' is invalid: ${reason}` });
  const internal = /^(tg|ton|tonsite):(?:\/\/)?(.*)$/is.exec(given);
  const address = internal?.[2] ?? given;
  const url = parseUrl(address);
  if ("wrong" in url) return wrong(url.wrong);
  if (httpsOnly && (internal !== null || url.protocol !== "https"))
    return wrong("Only HTTPS links are allowed");
  if (internal?.[1] !== undefined) {
    if (!/^[a-z0-9_.-]+$/i.test(url.host)) return wrong("Unallowed characters in URL host");
    return {
      url: `${internal[1].toLowerCase()}://${url.host}${url.rest.replace(/^\/(?=\?|$)/, "")}`,
    };
  }
  if (!url.host.includes(".") && !url.host.startsWith("[")) return wrong("Wrong HTTP URL");
  return {
    url: `${url.protocol}://${url.host}${url.port === null ? "" : `:${url.port}`}${url.rest}`,
  };
}

/** The person a `tg://user?id=` link points at. */
export function linkedPerson(address: string): number | null {
  const id = /^tg:(?:\/\/)?user\?id=(\d{1,15})$/i.exec(address)?.[1];
  return id === undefined ? null : Number(id);
}

type Url = { protocol: string; host: string; port: number | null; rest: string };

export function parseUrl(given: string, otherwise = "http"): Url | { wrong: string } {
  const scheme = /^([^:/?#@[\]]*):\/\//.exec(given)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https")
    return { wrong: "Unsupported URL protocol" };
  const address = scheme === undefined ? given : given.slice(scheme.length + 3);
  const authority = /^[^/?#]*/.exec(address)?.[0] ?? "";
  const [, before = "", port] = /^(.*?)(?::([^:\]@]*))?$/s.exec(authority) ?? [];
  const number = port === undefined ? null : Number(/^\d+$/.test(port) ? port : 0);
  if (number !== null && (number < 1 || number > 65_535))
    return { wrong: "Wrong port number specified in the URL" };
  const host = before.slice(before.lastIndexOf("@") + 1);
  if (host === "") return { wrong: "URL host is empty" };
  if (!/^(\[[0-9a-f:.]+\]|[\p{L}\p{N}._~!$&'()*+,;=%-]+)$/iu.test(host))
    return { wrong: "Disallowed character in URL host" };
  const rest = address.slice(authority.length).trimEnd().replaceAll(" ", "%20");
  return {
    protocol: scheme ?? otherwise,
    host,
    port: number,
    rest: rest.startsWith("/") ? rest : `/${rest}`,
  };
}
