import type { Salon } from "../booking/salon.ts";
import { isNear } from "./word-distance.ts";
import type { Reading } from "./word-reading.ts";
import { keyOf, split } from "./word-split.ts";

/** The business's own answers that a message asks for: by the topics it names, or by the words of an answer's key. */
export function readTopicKeys(
  { tokens }: Reading,
  topics: ReadonlySet<string>,
  { faq }: Pick<Salon, "faq">,
): string[] {
  const said = tokens.filter(({ kind, key }) => kind === "word" && key.length > 2).slice(0, 100);
  return Object.keys(faq).filter((name) => {
    if ([...topics].some((topic) => isTopic(name, topic))) return true;
    const words = split(name.replaceAll("_", " ")).tokens.filter(({ key }) => key.length > 2);
    return words.length > 0 && words.every(({ key }) => said.some((one) => fits(one.key, key)));
  });
}

function isTopic(name: string, topic: string): boolean {
  const plain = keyOf(name.toLowerCase().replace(/[^\p{L}]/gu, ""));
  return (
    plain === keyOf(topic) ||
    plain.startsWith(keyOf(topic)) ||
    (others[topic] ?? []).includes(plain)
  );
}

/** Other keys that business files use for the same topic; keys. */
const others: Record<string, readonly string[]> = {
  parking: ["car", "cars", "парковка", "паркинг"],
  payment: ["pay", "card", "cards", "cash", "оплата", "карта"],
  wifi: ["internet", "вифи", "ваифаи"],
  kids: ["children", "child", "дети", "дити"],
  pets: ["dogs", "animals", "тварини", "животные"],
  discount: ["discounts", "promo", "sale", "акции", "скидки", "знижки"],
  certificate: ["giftcard", "gift", "gifts", "voucher", "сертификат", "сертификати"],
};

function fits(said: string, key: string): boolean {
  const least = Math.min(5, key.length);
  if (said.slice(0, least) === key.slice(0, least)) return Math.abs(said.length - key.length) < 4;
  return key.length > 5 && isNear(said, key, 1);
}
