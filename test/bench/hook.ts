/** A Phonet call with the fields that its public fixtures have; times are epoch ms. */
export type Ring = { uuid: string; phone: string; dialAt: number; bridgeAt: number | null };

export type PhonetEvent = "call.dial" | "call.bridge" | "call.hangup";

/** The body of one hook of an incoming call that one employee answers. */
export function phonetBody(event: PhonetEvent, ring: Ring, serverTime: number): string {
  return JSON.stringify({
    event,
    accountDomain: "bench.phonet.com.ua",
    uuid: ring.uuid,
    parentUuid: null,
    dialAt: ring.dialAt,
    bridgeAt: event === "call.dial" ? null : ring.bridgeAt,
    serverTime,
    lgDirection: 4,
    leg: { id: 36, ext: "101", displayName: "Іван Петренко", type: 1 },
    leg2: null,
    otherLegs: [{ id: null, name: ring.phone, num: ring.phone, companyName: null, url: null }],
    trunkNum: "+380440000100",
    trunkName: "Основна лінія",
  });
}

/** A number of its own for each call of a run. */
export function phoneOf(n: number): string {
  return `+38067${String(1_000_000 + (n % 9_000_000))}`;
}

/** 32 hex digits as Phonet writes them. */
export function uuidOf(random: Uint8Array): string {
  return Buffer.from(random).toString("hex");
}
