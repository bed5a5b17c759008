import { businessOf } from "../business/business-service.ts";
import { reference } from "../business/button-service.ts";
import { membersOf } from "../business/member-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import { personOf } from "../business/person-service.ts";
import type { Tx } from "../db/client.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { changeRow, parkWaiting, type EndpointRow } from "./endpoint-store.ts";
import type { Checkup } from "./health.ts";

/** Writes how an endpoint does, switches it off when its time has come, and tells who has to know; the caller holds its row. */
export async function keepHealth(
  tx: Tx,
  businessId: string,
  value: { row: EndpointRow; checkup: Checkup; now: number; botId: number | null },
): Promise<void> {
  const { row, checkup, now, botId } = value;
  const { health, off, warn } = checkup;
  if (!differs(row, checkup)) return;
  await changeRow(tx, businessId, {
    endpointId: row.id,
    set: {
      failures: health.failures,
      failingSince: dateOf(health.failingSince),
      givenUp: health.givenUp,
      warned: health.warned,
      openUntil: dateOf(health.openUntil),
      succeededAt: dateOf(health.succeededAt),
      ...(off === null ? {} : { active: false, offReason: off, offAt: new Date(now) }),
    },
  });
  if (off !== null) await parkWaiting(tx, businessId, { endpointId: row.id, reason: "missed" });
  const said = off ?? (warn === null ? null : "warned");
  if (said === null || !row.active || botId === null) return;
  await tell(tx, businessId, { row, said, percent: warn ?? 100, now, botId });
}

const MINUTE = 60_000;

/** The moment of the last success is worth a write each minute. */
function differs(row: EndpointRow, { health, off }: Checkup): boolean {
  const succeeded = row.succeededAt?.getTime() ?? null;
  const moved = (health.succeededAt ?? 0) - (succeeded ?? 0) >= MINUTE;
  return (
    off !== null ||
    moved ||
    row.failures !== health.failures ||
    row.givenUp !== health.givenUp ||
    row.warned !== health.warned ||
    (row.failingSince?.getTime() ?? null) !== health.failingSince ||
    (row.openUntil?.getTime() ?? null) !== health.openUntil
  );
}

type Said = "gone" | "failing" | "warned";

/** The owners are told, and whose own the endpoint is; once for each step of one bad time. */
async function tell(
  tx: Tx,
  businessId: string,
  value: { row: EndpointRow; said: Said; percent: number; now: number; botId: number },
): Promise<void> {
  const { row, said, percent, now, botId } = value;
  const business = await businessOf(tx, businessId);
  const members = await membersOf(tx, businessId);
  const to = members.filter(({ role, personId }) => role === "owner" || personId === row.personId);
  const posted: Notice[] = [];
  for (const { personId } of business ? to : []) {
    const person = await personOf(tx, personId);
    if (!person) continue;
    const about = {
      name: escapeName(row.name),
      host: escapeName(row.host),
      percent: String(percent),
    };
    posted.push({
      key: `webhook:${row.id}:${said}:${percent}:${(row.failingSince ?? new Date(now)).getTime()}:${personId}`,
      botId,
      telegramId: personId,
      threadId: null,
      html: text(person.language, `webhook-health-${said}`, about),
      keyboard: await keysOf(tx, businessId, { row, said, language: person.language }),
      silent: said === "warned",
      replyTo: null,
    });
  }
  await postNotices(tx, businessId, { posted, now });
}

/** The screens behind these are the bot's. */
async function keysOf(
  tx: Tx,
  businessId: string,
  { row, said, language }: { row: EndpointRow; said: Said; language: Language },
): Promise<{ text: string; callback_data: string }[][]> {
  const endpointId = row.id;
  const key = async (id: TextId, action: object) => ({
    text: text(language, id),
    callback_data: await reference(tx, businessId, action),
  });
  const log = await key("console-open-log", {
    do: "webhook_log",
    endpointId,
    before: null,
    bad: false,
  });
  if (said === "warned") return [[log]];
  return [
    [await key("console-retry-all", { do: "webhook_revive", endpointId })],
    [await key("console-keep", { do: "webhook_keep", endpointId })],
    [log],
  ];
}

function dateOf(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
