import * as fc from "fast-check";

export type Hooks = readonly { at_ms: number; body: unknown }[];

const letters = Array.from("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяABCDEFGHIJKLMNOPQRSTUVWXYZ");
const word = fc
  .array(fc.constantFrom(...letters), { minLength: 6, maxLength: 12 })
  .map((signs) => `Ж${signs.join("")}`);
const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 1, max: 9 }), { minLength: count, maxLength: count })
    .map((list) => list.join(""));
const hex = fc
  .array(fc.constantFrom(...Array.from("123456789bcdef")), { minLength: 40, maxLength: 40 })
  .map((signs) => signs.join(""));

/** Somebody who calls, with everything that a provider might tell of them. */
export const persona = fc.record({
  national: fc.uniqueArray(digits(9), { minLength: 12, maxLength: 12 }),
  names: fc.uniqueArray(word, { minLength: 8, maxLength: 8 }),
  ids: fc.uniqueArray(hex, { minLength: 8, maxLength: 8 }),
  secret: hex,
});
type Persona = typeof persona extends fc.Arbitrary<infer T> ? T : never;

const NAMES = /^(?:displayName|name|companyName|trunkName|\w*full_?name|employee|contact)$/i;

/** The hooks of a sample with this person's numbers, names and ids in them, and fields that nobody expects. */
export function personal(hooks: Hooks, who: Persona): { hooks: Hooks; secrets: string[] } {
  const given = new Map<string, string>();
  const secrets = new Set([who.secret]);
  const give = (kind: "national" | "names" | "ids", value: string): string => {
    const known = given.get(`${kind} ${value}`);
    if (known !== undefined) return known;
    const count = [...given.keys()].filter((key) => key.startsWith(kind)).length;
    const made = who[kind][count % who[kind].length] ?? "";
    given.set(`${kind} ${value}`, made);
    secrets.add(made);
    return made;
  };
  const text = (name: string, value: string): string => {
    if (NAMES.test(name)) return give("names", value);
    const phone = /^(\+?(?:380|7|8|0))(\d{9,10})$/.exec(value);
    if (phone)
      return (
        phone[1] + give("national", (phone[2] ?? "").slice(-9)).padStart(phone[2]?.length ?? 9, "9")
      );
    const id = /^((?:in|out)_)?([\da-f]{32,40})$/.exec(value);
    if (id) return (id[1] ?? "") + give("ids", id[2] ?? "").slice(0, id[2]?.length);
    return value;
  };
  const changed = (name: string, value: unknown): unknown => {
    if (typeof value === "string") return text(name, value);
    if (Array.isArray(value)) return value.map((item) => changed(name, item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([own, inner]) => [own, changed(own, inner)]),
    );
  };
  const more = (body: unknown) => ({
    ...Object(body),
    accountDomain: `${who.secret}.phonet.com.ua`,
    integration_key: who.secret,
    contact_full_name: give("names", "contact"),
    extra: { comment: [`зателефонувати ${who.names[0]}`, { token: who.secret }] },
  });
  const made = hooks.map(({ at_ms, body }) => ({ at_ms, body: more(changed("", body)) }));
  const hidden = [...secrets].map((secret) => secret.slice(0, 31));
  return { hooks: made, secrets: [...hidden, ...(who.names[0] ? [who.names[0]] : [])] };
}
