import { notificationTemplate } from "../telephony/novofon2-template.ts";
import { wallText } from "./novofon-signature.ts";
import type { PlotCall, PlotLeg } from "./pbx-plot.ts";
import type { Cast, Step } from "./pbx-step.ts";
import type { NovofonAccount } from "./provider-accounts.ts";
import { linkTo, recordAfterMs } from "./recording-link.ts";

/** A phone rings this long after the call reached the cabinet. */
const WAITING_AFTER_MS = 800;
const LOST_BEFORE_END_MS = 100;

type Values = Record<string, string>;

/** Novofon 2.0 sends our own template for every type of notification, unsigned. */
export function novofon2Steps(
  calls: readonly PlotCall[],
  account: NovofonAccount,
  cast: Cast,
): Step[] {
  return calls.flatMap((call, n) => {
    const session = String(Number.parseInt((cast.ids[n] ?? "").slice(0, 8) || "0", 16));
    const about = {
      call_session_id: session,
      virtual_phone_number: cast.line.number.replace("+", ""),
      contact_phone_number: call.caller.number?.replace("+", "") ?? "",
      contact_full_name: call.caller.name ?? "",
    };
    const said = (type: string, atMs: number, values: Values): Step =>
      notification(type, atMs, { ...about, ...values }, { account, cast });
    return [
      said("Входящий звонок", call.startsAt, {}),
      ...call.legs.flatMap((leg) => talk(leg, said, cast.speed)),
      ...ending(call, said, { link: linkTo(cast, cast.ids[n] ?? "", session), speed: cast.speed }),
    ];
  });
}

type Say = (type: string, atMs: number, values: Values) => Step;

function talk(leg: PlotLeg, said: Say, speed: number): Step[] {
  const { answeredAt, leftAt } = leg;
  const about = { ...employee(leg), direction: "in" };
  const waiting = leg.ringsAt + Math.round(WAITING_AFTER_MS / speed);
  const steps = [said("Ожидание ответа", waiting, about)];
  if (answeredAt === null) return steps;
  steps.push(said("Начало разговора", answeredAt, about));
  if (leftAt === null) return steps;
  const length = { talk_time_duration: seconds(leftAt - answeredAt) };
  return [...steps, said("Завершение разговора", leftAt, { ...about, ...length })];
}

function ending(
  { startsAt, endsAt, legs }: PlotCall,
  said: Say,
  { link, speed }: { link: string; speed: number },
): Step[] {
  if (endsAt === null) return [];
  const taken = legs.filter((leg) => leg.answeredAt !== null);
  const [first, last] = [taken[0], taken.at(-1)];
  const total = seconds(endsAt - startsAt);
  if (!first || !last) {
    const wait = { wait_time_duration: total };
    const end = { ...wait, talk_time_duration: "0", total_time_duration: total, direction: "in" };
    const lostAt = endsAt - Math.round(LOST_BEFORE_END_MS / speed);
    return [said("Потерянный звонок", lostAt, wait), said("Завершение звонка", endsAt, end)];
  }
  const answeredAt = first.answeredAt ?? 0;
  const end = {
    ...employee(last),
    direction: "in",
    wait_time_duration: seconds(answeredAt - startsAt),
    talk_time_duration: String(Math.max(1, Number(seconds(endsAt - answeredAt)))),
    total_time_duration: total,
    is_transfer: String(taken.length > 1),
    last_talked_employee_id: employee(last)["employee_id"] ?? "",
  };
  const record = {
    ...employee(last),
    file_link: link,
    file_duration: end.talk_time_duration,
  };
  return [
    said("Завершение звонка", endsAt, end),
    said("Записанный разговор", endsAt + Math.round(recordAfterMs.novofon2 / speed), record),
  ];
}

function employee({ employee: { ext, name } }: PlotLeg): Values {
  return {
    employee_full_name: name,
    employee_id: `7586${ext}`,
    extension_phone_number: ext,
  };
}

/** What the cabinet does not know of a notification it leaves empty. */
function notification(
  type: string,
  atMs: number,
  values: Values,
  { account, cast }: { account: NovofonAccount; cast: Cast },
): Step {
  const at = cast.startAt + atMs;
  const time = `${wallText(at, account.timezone)}.${String(at % 1000).padStart(3, "0")}`;
  const all: Values = { ...values, notification_name: type, notification_time: time };
  return {
    atMs,
    name: type,
    body: notificationTemplate.replace(/\{\{(\w+)\}\}/g, (_, name: string) => all[name] ?? ""),
    headers: { "content-type": "application/json" },
  };
}

function seconds(ms: number): string {
  return String(Math.round(ms / 1000));
}
