import type { TokenView } from "../business/hook-token.ts";
import type { Door } from "./dialect.ts";
import { dialectOf, fieldsOf } from "./judge.ts";
import { markLinks, type Body } from "./link-mark.ts";

/** A hook as it is kept, and the link to a recording that was taken out of it; null: there was none. */
export function takeLink(
  body: Body & { encoding?: string | null; now: number },
  { door, token }: { door: Door; token: TokenView },
): { kept: Body; link: string | null } {
  const context = { arrivedAt: body.now, country: token.country, zone: token.zone };
  const fieldsIn = (one: Body): unknown =>
    fieldsOf({ ...one, encoding: body.encoding ?? null }, door);
  const kept = markLinks(body, {
    fieldsOf: fieldsIn,
    said: (fields) => dialectOf(door, fields).parse(fields, context),
  });
  // Nothing was marked, so that there is no link.
  if (kept === body) return { kept, link: null };
  const fields = fieldsIn(body);
  return {
    kept,
    link: fields === undefined ? null : (dialectOf(door, fields).link?.(fields) ?? null),
  };
}
