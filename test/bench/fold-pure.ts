import type * as Fold from "../../src/calls/fold.ts";
import type * as Phonet from "../../src/telephony/phonet.ts";
import { phonetBody, type PhonetEvent } from "./hook.ts";

export type FoldedPure = { perSecond: number };

const { dist }: { dist: string } = JSON.parse(process.argv[2] ?? "");
const { fold }: typeof Fold = await import(`${dist}/calls/fold.js`);
const { parse }: typeof Phonet = await import(`${dist}/telephony/phonet.js`);

const FOR_MS = 3000;
const windows = { settleMs: 10_000, ringingMs: 180_000, talkingMs: 14_400_000 };
const dialAt = 1_773_133_200_000;
const ring = { uuid: "a".repeat(32), phone: "+380671110001", dialAt, bridgeAt: dialAt + 12_000 };
const heard: [PhonetEvent, number][] = [
  ["call.dial", 0],
  ["call.bridge", 12_000],
  ["call.hangup", 107_000],
];
const events = heard.flatMap(([event, after]) => {
  const at = dialAt + after;
  const parsed = parse(JSON.parse(phonetBody(event, ring, at)), {
    arrivedAt: at + 120,
    country: "UA",
  });
  if (!("events" in parsed)) throw new Error(`${event} was not read`);
  return parsed.events;
});

measure(500);
process.stdout.write(`${JSON.stringify({ perSecond: measure(FOR_MS) } satisfies FoldedPure)}\n`);

function measure(forMs: number): number {
  const begun = performance.now();
  let folded = 0;
  while (performance.now() - begun < forMs) {
    for (let n = 0; n < 1000; n += 1)
      folded += fold(events, windows, dialAt + 200_000).state === "ended" ? events.length : 0;
  }
  return (folded / (performance.now() - begun)) * 1000;
}
