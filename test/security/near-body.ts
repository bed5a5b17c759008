import type { Random } from "../flows/random.ts";

type Nudge = (value: unknown, random: Random) => unknown;

const STEPS = [1, -1, 0.5, 1e3, -1e3, 1e12];

/** What a careless program, an older version or a curious person makes of one value. */
const NUDGES: readonly Nudge[] = [
  (value) => (typeof value === "number" ? String(value) : Number(value)),
  (value) => (typeof value === "string" ? [value] : { value }),
  () => null,
  () => "",
  (value) => !value,
  (value, random) =>
    typeof value === "number" ? value + (STEPS[random.below(STEPS.length)] ?? 1) : value,
  (value) => (typeof value === "number" ? -value : `-${String(value)}`),
  (value, random) => String(value).slice(0, random.below(12)),
  (value, random) => String(value).repeat(1 + random.below(40)),
  (value) => ` ${String(value)}\t`,
  (value) => `${String(value)}\0`,
  (value) => `\u202e${String(value)}\u200b`,
  (value) => encodeURIComponent(String(value).toWellFormed()),
  (value) => Buffer.from(String(value)).toString("base64"),
  (value) => Buffer.from(String(value)).toString("latin1"),
  (value) => String(value).toUpperCase(),
  (value) => String(value).normalize("NFD"),
  (value) =>
    String(value).replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  (value) => String(value).replace(/^\+/, "00"),
  (value) => `${String(value)}\ud83d`,
  (value) => `<b>${String(value)}</b>&amp;`,
  (value) => String(value).replaceAll("-", "/").replaceAll(":", "."),
];

/** A sample with one value nudged, left out, doubled or exchanged with another; it stays what it is said to be. */
export function nearly(sample: unknown, random: Random): unknown {
  const places = placesIn(sample);
  const place = places[random.below(Math.max(places.length, 1))];
  if (place === undefined) return sample;
  const nudge = NUDGES[random.below(NUDGES.length)] ?? String;
  const draw = random.below(10);
  const { holder, name } = place;
  if (draw === 0) Reflect.deleteProperty(holder, name);
  else if (draw === 1) Reflect.set(holder, `${name}_`, holder[name]);
  else if (draw === 2) {
    const other = places[random.below(places.length)] ?? place;
    const kept = holder[name];
    holder[name] = other.holder[other.name];
    other.holder[other.name] = kept;
  } else holder[name] = nudge(holder[name], random);
  return sample;
}

/** JSON that says the same in another way: spaces, escapes, a mark of its order of bytes, a name twice. */
export function otherwise(value: unknown, random: Random): string {
  const text = JSON.stringify(value) ?? "";
  const ways = [
    () => text,
    () => text,
    () => JSON.stringify(value, null, "\t"),
    () => `\ufeff${text}`,
    () => `  ${text}\r\n`,
    () =>
      text.replaceAll(
        /[\u0080-\uffff]/g,
        (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
      ),
    () => text.replace(/^\{("[^"]+"):/, "{$1:null,$1:"),
    () => text.replace(/\}$/, ',"more":[{}]}'),
  ];
  return (ways[random.below(ways.length)] ?? (() => text))();
}

type Place = { holder: Record<string, unknown>; name: string };

/** Every place in a value where something plain stands. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder: Record<string, unknown> = Object.assign(value);
  return Object.keys(holder).flatMap((name): Place[] => {
    const inner = placesIn(holder[name]);
    return inner.length > 0 ? inner : [{ holder, name }];
  });
}
