import { hook, recordIdOf } from "./novofon-script.ts";
import { wallText } from "./novofon-signature.ts";
import type { PlotCall } from "./pbx-plot.ts";
import type { Cast, Step } from "./pbx-step.ts";
import { phonetSteps } from "./phonet-script.ts";
import type { Account, NovofonAccount } from "./provider-accounts.ts";
import { recordAfterMs } from "./recording-link.ts";

const PICKED_UP_MS = 3_000;
const ANSWERED_MS = 8_000;
const OVER_MS = 33_000;

/** The call that a member asked for: their phone rings first, then the client's, who answers. */
export function callbackPlot({ caller, employees }: Cast): PlotCall {
  const [employee] = employees;
  const leg = { ringsAt: 0, answeredAt: ANSWERED_MS, leftAt: OVER_MS };
  return {
    caller,
    outgoing: true,
    startsAt: 0,
    endsAt: OVER_MS,
    legs: employee ? [{ employee, ...leg }] : [],
  };
}

/** Its hooks. Phonet tells one outgoing call; Novofon tells two legs with one id, the first with its sides swapped. */
export function callbackSteps(account: Account, cast: Cast): Step[] {
  return account.provider === "phonet"
    ? phonetSteps([callbackPlot(cast)], account, cast)
    : novofonLegs(account, cast);
}

function novofonLegs(
  account: NovofonAccount,
  { caller, employees, line, startAt, ids }: Cast,
): Step[] {
  const [id = ""] = ids;
  const ext = employees[0]?.ext ?? "";
  const number = caller.number ?? "";
  const about = { call_start: wallText(startAt, account.timezone), pbx_call_id: `out_${id}` };
  const first = { ...about, caller_id: "0", internal: number, destination: ext };
  const second = {
    ...about,
    caller_id: line.number.replace("+", ""),
    internal: ext,
    destination: number,
  };
  const end = {
    duration: String((OVER_MS - ANSWERED_MS) / 1000),
    disposition: "answered",
    status_code: "16",
  };
  const record = { call_id_with_rec: recordIdOf(startAt, id) };
  const legs = [{ calltype: "callback_leg1" }, { calltype: "callback_leg2" }] as const;
  return [
    hook(300, { event: "NOTIFY_OUT_START", ...first, ...legs[0] }, account),
    hook(PICKED_UP_MS, { event: "NOTIFY_OUT_START", ...second, ...legs[1] }, account),
    hook(
      OVER_MS,
      { event: "NOTIFY_OUT_END", ...first, ...end, is_recorded: "0", ...legs[0] },
      account,
    ),
    hook(
      OVER_MS + 100,
      { event: "NOTIFY_OUT_END", ...second, ...end, is_recorded: "1", ...record, ...legs[1] },
      account,
    ),
    hook(
      OVER_MS + recordAfterMs.novofon,
      { event: "NOTIFY_RECORD", pbx_call_id: about.pbx_call_id, ...record },
      account,
    ),
  ];
}
