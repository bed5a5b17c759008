import { signedText, signNovofon, wallText } from "./novofon-signature.ts";
import type { PlotCall } from "./pbx-plot.ts";
import type { Cast, Step } from "./pbx-step.ts";
import type { NovofonAccount } from "./provider-accounts.ts";
import { recordAfterMs } from "./recording-link.ts";

const NORMAL_CLEARING = "16";
/** A phone rings this long after the call reached the PBX (captured traffic: 0.7–0.9 s). */
const INTERNAL_AFTER_MS = 800;

type Fields = Record<string, string>;

/** Novofon v1 keeps one pbx_call_id for the whole call: START, INTERNAL for each phone that rings, ANSWER, END, RECORD. */
export function novofonSteps(
  calls: readonly PlotCall[],
  account: NovofonAccount,
  cast: Cast,
): Step[] {
  return calls.flatMap((call, n) => {
    const about = aboutCall(call, cast.ids[n] ?? "", account, cast);
    return [
      hook(call.startsAt, { event: "NOTIFY_START", ...about.call }, account),
      ...call.legs.flatMap((leg) => [
        hook(
          leg.ringsAt + Math.round(INTERNAL_AFTER_MS / cast.speed),
          { event: "NOTIFY_INTERNAL", ...about.call, internal: leg.employee.ext },
          account,
        ),
        ...(leg.answeredAt === null
          ? []
          : [hook(leg.answeredAt, answer(about.call, leg.employee.ext), account)]),
      ]),
      ...ending(call, about, account, cast.speed),
    ];
  });
}

/** One signed form as Novofon posts it. */
export function hook(atMs: number, fields: Fields, account: NovofonAccount): Step {
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "user-agent": "Zadarma API v1",
  };
  const signature = account.secret
    ? { signature: signNovofon(signedText(fields), account.secret) }
    : {};
  return {
    atMs,
    name: fields["event"] ?? "",
    body: new URLSearchParams(fields).toString(),
    headers: { ...headers, ...signature },
  };
}

/** The number of a recording, which the statistics carry as well. */
export function recordIdOf(startsAt: number, id: string): string {
  return `${Math.floor(startsAt / 1000)}.${Number.parseInt(id.slice(0, 5) || "0", 16)}`;
}

type About = {
  call: { call_start: string; pbx_call_id: string; caller_id: string; called_did: string };
  recordId: string;
};

function aboutCall(call: PlotCall, id: string, account: NovofonAccount, cast: Cast): About {
  const startsAt = cast.startAt + call.startsAt;
  return {
    call: {
      call_start: wallText(startsAt, account.timezone),
      pbx_call_id: `in_${id}`,
      caller_id: call.caller.number ?? "anonymous",
      // captured traffic writes the caller with a plus and the called number without
      called_did: cast.line.number.replace("+", ""),
    },
    recordId: recordIdOf(startsAt, id),
  };
}

function answer({ caller_id, call_start, pbx_call_id }: About["call"], ext: string): Fields {
  return {
    event: "NOTIFY_ANSWER",
    caller_id,
    destination: ext,
    call_start,
    pbx_call_id,
    internal: ext,
  };
}

function ending(call: PlotCall, about: About, account: NovofonAccount, speed: number): Step[] {
  if (call.endsAt === null) return [];
  const taken = call.legs.filter((leg) => leg.answeredAt !== null);
  const first = taken[0];
  const record = { pbx_call_id: about.call.pbx_call_id, call_id_with_rec: about.recordId };
  const last = (taken.at(-1) ?? call.legs.at(-1))?.employee.ext ?? "";
  const end = {
    event: "NOTIFY_END",
    ...about.call,
    internal: first?.employee.ext ?? last,
    duration: first
      ? String(Math.max(1, Math.round((call.endsAt - (first.answeredAt ?? 0)) / 1000)))
      : "0",
    disposition: first ? "answered" : "cancel",
    last_internal: last,
    status_code: NORMAL_CLEARING,
    is_recorded: first ? "1" : "0",
  };
  if (!first) return [hook(call.endsAt, end, account)];
  return [
    hook(call.endsAt, { ...end, call_id_with_rec: about.recordId }, account),
    hook(
      call.endsAt + Math.round(recordAfterMs.novofon / speed),
      { event: "NOTIFY_RECORD", ...record },
      account,
    ),
  ];
}
