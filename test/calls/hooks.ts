import type { CallEvent } from "../../src/calls/call.ts";
import * as novofon from "../../src/telephony/novofon.ts";
import * as phonet from "../../src/telephony/phonet.ts";
import type { Parsed } from "../../src/telephony/parsed.ts";
import { T0 } from "./replay.ts";

/** A Phonet hook in seconds from T0: what happened when on whose leg. */
export type Leg = {
  uuid?: string;
  parent?: string | null;
  ext?: string;
  type?: 1 | 2 | 4;
  way?: 1 | 2 | 4;
  peer?: string;
  dial?: number;
  bridge?: number | null;
  heard?: number;
  serverTime?: number | null;
};

export const dial = (at: number, leg: Leg = {}): CallEvent =>
  hook("call.dial", at, { dial: at, ...leg });
export const bridge = (at: number, leg: Leg = {}): CallEvent =>
  hook("call.bridge", at, { bridge: at, ...leg });
export const hangup = (at: number, leg: Leg = {}): CallEvent => hook("call.hangup", at, leg);

/** A Novofon hook that arrives some seconds after T0, of a call that began at T0. */
export function say(event: string, heard: number, fields: Record<string, string> = {}): CallEvent {
  const call = { pbx_call_id: "in_1", call_start: "2026-03-10 12:00:00" };
  const sides = event.includes("OUT_")
    ? { caller_id: "74950001122", internal: "102", destination: "+79260002222" }
    : { caller_id: "+79161110001", called_did: "74950001122" };
  const body = { event: `NOTIFY_${event}`, ...call, ...sides, ...fields };
  return only(novofon.parse(body, { arrivedAt: T0 + heard * 1000 }));
}

function hook(event: string, at: number, leg: Leg): CallEvent {
  const { uuid = "a1", parent = null, ext = "101", type = 1, way = 4, peer, heard = at } = leg;
  const body = {
    event,
    uuid,
    parentUuid: parent,
    dialAt: clock(leg.dial ?? 0),
    bridgeAt: clock(leg.bridge),
    serverTime: leg.serverTime === undefined ? clock(at) : clock(leg.serverTime),
    lgDirection: way,
    leg: { id: 1, ext, type, displayName: `Name ${ext}` },
    leg2: peer ? { ext: peer } : null,
    otherLegs: way === 1 ? null : [{ name: "Оксана", num: "+380671110001" }],
    trunkNum: "+380440000100",
  };
  return only(phonet.parse(body, { arrivedAt: T0 + heard * 1000 }));
}

function clock(s: number | null | undefined): number | null {
  return typeof s === "number" ? T0 + s * 1000 : null;
}

function only(parsed: Parsed): CallEvent {
  if ("events" in parsed && parsed.events[0]) return parsed.events[0];
  throw new Error(JSON.stringify(parsed));
}
