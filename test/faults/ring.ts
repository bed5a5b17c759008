import type { Random } from "../flows/random.ts";
import type { Body, Provider } from "../flows/tenant.ts";

/** One hook of a call, some time after the one before it. */
export type Step = { name: string; body: Body; waitMs: number };
/** An incoming call as a provider tells of it. */
export type Script = { key: string; phone: string; answered: boolean; steps: Step[] };

/** An incoming call that somebody answers or nobody does; `serial` keeps its number apart from all others. */
export function drawScript(
  provider: Provider,
  wish: { random: Random; serial: number; now: number },
): Script {
  return provider === "phonet" ? phonetScript(wish) : novofonScript(wish);
}

type Wish = { random: Random; serial: number; now: number };

const STEP_MS = 600;
/** The zone of every account in these tests: UTC+3 all year. */
const ZONE_MS = 3 * 3_600_000;

function phonetScript({ random, serial, now }: Wish): Script {
  const key = random.hex(32);
  const phone = `+38067${numberOf(random, serial)}`;
  const answered = random.below(10) < 7;
  const [dialAt, bridgeAt] = [now - 20_000, now - 10_000];
  const body = (event: string): Body => ({
    event,
    uuid: key,
    parentUuid: null,
    dialAt,
    bridgeAt: answered && event !== "call.dial" ? bridgeAt : null,
    serverTime: { "call.dial": dialAt, "call.bridge": bridgeAt }[event] ?? now,
    lgDirection: 4,
    leg: { id: 1, ext: "101", type: 1, displayName: "Олена" },
    otherLegs: [{ num: phone }],
    trunkNum: "+380440000100",
  });
  const names = answered
    ? ["call.dial", "call.bridge", "call.hangup"]
    : ["call.dial", "call.hangup"];
  const steps = names.map((name) => ({ name, body: body(name), waitMs: random.below(STEP_MS) }));
  return { key, phone, answered, steps };
}

function novofonScript({ random, serial, now }: Wish): Script {
  const key = `in_${random.hex(40)}`;
  const phone = `+7916${numberOf(random, serial)}`;
  const answered = random.below(10) < 7;
  const start = new Date(now - 20_000 + ZONE_MS).toISOString().slice(0, 19).replace("T", " ");
  const call = { call_start: start, pbx_call_id: key, caller_id: phone };
  const called = { called_did: "74950001122" };
  const end = answered
    ? { duration: "95", disposition: "answered", status_code: "16" }
    : { duration: "0", disposition: "busy", status_code: "17" };
  const bodies: Record<string, Body> = {
    NOTIFY_START: { ...call, ...called },
    NOTIFY_INTERNAL: { ...call, ...called, internal: "101" },
    ...(answered ? { NOTIFY_ANSWER: { ...call, destination: "101", internal: "101" } } : {}),
    NOTIFY_END: {
      ...call,
      ...called,
      internal: "101",
      ...end,
      last_internal: "101",
      is_recorded: "0",
    },
  };
  const steps = Object.entries(bodies).map(([name, body]) => ({
    name,
    body: { event: name, ...body },
    waitMs: random.below(STEP_MS),
  }));
  return { key, phone, answered, steps };
}

/** Seven digits that no other call of the run has. */
function numberOf(random: Random, serial: number): string {
  return `${random.digits(3)}${String(serial % 10_000).padStart(4, "0")}`;
}
