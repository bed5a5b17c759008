import type { PlotCall, PlotLeg } from "./pbx-plot.ts";
import type { Cast, Step } from "./pbx-step.ts";
import type { PhonetAccount } from "./provider-accounts.ts";

const INCOMING = 4;
const OUTGOING = 2;
const EMPLOYEE = 1;

type Said = { leg: PlotLeg; parent: string | null; uuid: string; call: PlotCall };

/** Phonet tells a dial, a bridge and a hangup of every leg; a leg is tied to the first one by parentUuid. */
export function phonetSteps(
  calls: readonly PlotCall[],
  account: PhonetAccount,
  cast: Cast,
): Step[] {
  const ids = cast.ids.map((id) => id.slice(0, 32));
  let used = 0;
  return calls.flatMap((call) => {
    const root = ids[used] ?? "";
    return call.legs.flatMap((leg, n) => {
      const said: Said = { leg, call, uuid: ids[used++] ?? "", parent: n === 0 ? null : root };
      return [
        hook("call.dial", leg.ringsAt, said, account, cast),
        ...(leg.answeredAt === null
          ? []
          : [hook("call.bridge", leg.answeredAt, said, account, cast)]),
        ...(leg.leftAt === null ? [] : [hook("call.hangup", leg.leftAt, said, account, cast)]),
      ];
    });
  });
}

function hook(
  event: string,
  atMs: number,
  { leg, call, uuid, parent }: Said,
  account: PhonetAccount,
  cast: Cast,
): Step {
  const at = (ms: number) => cast.startAt + ms;
  const bridged = event !== "call.dial" && leg.answeredAt !== null;
  const body = {
    event,
    accountDomain: account.domain,
    uuid,
    parentUuid: parent,
    dialAt: at(leg.ringsAt),
    bridgeAt: bridged ? at(leg.answeredAt ?? 0) : null,
    serverTime: at(atMs),
    lgDirection: call.outgoing ? OUTGOING : INCOMING,
    leg: {
      id: 900 + Number(leg.employee.ext),
      ext: leg.employee.ext,
      displayName: leg.employee.name,
      type: EMPLOYEE,
    },
    leg2: null,
    otherLegs: otherLegs(call),
    trunkNum: cast.line.number,
    trunkName: cast.line.name,
  };
  return {
    atMs,
    name: event,
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  };
}

/** An unknown caller's name is the number again, as in Phonet's own bodies; a hidden caller has no entry. */
function otherLegs({ caller }: PlotCall): object[] {
  if (caller.number === null) return [];
  return [
    {
      id: null,
      name: caller.name ?? caller.number,
      num: caller.number,
      companyName: null,
      url: null,
    },
  ];
}
