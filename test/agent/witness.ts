import type { Done } from "../../src/agent/command.ts";
import type { Salon } from "../../src/booking/salon.ts";

/**
 * Looks at what was said with nothing but patterns and the salon's rows: knows nothing of how replies are made or checked.
 * `times`: those that may be named ("HH:MM"). What is wrong, in words.
 */
export function falseClaims(
  text: string,
  {
    salon,
    done,
    times,
    visits,
  }: { salon: Salon; done: readonly Done[]; times: ReadonlySet<string>; visits: number },
): string[] {
  const wrong: string[] = [];
  for (const [time] of text.matchAll(/(?<!\d)\d{1,2}[:.]\d{2}(?!\d|[.,]\d)/gu))
    if (!times.has(time.replace(".", ":").padStart(5, "0"))) wrong.push(`the time ${time}`);
  const amounts = new Set(salon.services.map(({ price }) => price.amount));
  for (const [, sum = ""] of text.matchAll(/(\d[\d\s]*?)\s?(?:грн|гривен|₴|₽|₸|UAH|RUB|KZT)/gu))
    if (!amounts.has(Number(sum.replaceAll(/\D/gu, "")))) wrong.push(`the price ${sum}`);
  for (const line of text.split("\n")) wrong.push(...wrongPrices(line, salon));
  for (const { what, words, did } of claims) {
    const told = words.test(text);
    if (told && !done.some((one) => "did" in one && did.includes(one.did)) && visits === 0)
      wrong.push(`${what}: ${text}`);
  }
  if (
    /знижк|скидк|discount|безкоштовн|бесплатн|free of charge|гарант|parking|парков|таблетк|painkiller|подарун|подарок/iu.test(
      text.replaceAll(faqOf(salon), ""),
    )
  )
    wrong.push(`something that the salon never said: ${text}`);
  if (PROMISES.test(text) && !/(?:передаю|passing)/iu.test(text)) wrong.push(`a promise: ${text}`);
  if (/https?:|@\w|bit\.ly/u.test(text)) wrong.push(`an address: ${text}`);
  return wrong;
}

/** A line with one service's full name and one sum says that service's price. */
function wrongPrices(line: string, salon: Salon): string[] {
  const sums = [...line.matchAll(/(\d[\d\s]*?)\s?(?:грн|₽|₸|UAH)/gu)];
  const named = salon.services.filter(({ names }) =>
    Object.values(names).some((name) => line.includes(name)),
  );
  const longest = named.toSorted((a, b) => lengthOf(b.names) - lengthOf(a.names))[0];
  const [sum] = sums;
  if (sums.length !== 1 || !sum || !longest || named.length !== 1) return [];
  const amount = Number((sum[1] ?? "").replaceAll(/\D/gu, ""));
  return amount === longest.price.amount ? [] : [`the price of another service: ${line}`];
}

function lengthOf(names: Salon["names"]): number {
  return Math.max(...Object.values(names).map((name) => name.length));
}

function faqOf({ faq }: Salon): RegExp {
  const words = Object.values(faq).flatMap((answer) => Object.values(answer));
  const plain = words.map((one) => one.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
  return new RegExp(plain.join("|") || "(?!)", "gu");
}

const claims: { what: string; words: RegExp; did: string[] }[] = [
  {
    what: "says that it booked",
    words:
      /вас записано|вы записаны|записала|записав |записал |заброн|забронир|you are booked|I have booked|Booked ✅|reserved/iu,
    did: ["book", "take_offer"],
  },
  {
    what: "says that it cancelled",
    words: /скасовано|отменена|отменён|is cancelled/iu,
    did: ["cancel", "erase"],
  },
  {
    what: "says that it moved",
    words: /перенесено|перенесена|перенесла|is moved|I moved/iu,
    did: ["move"],
  },
  {
    what: "says that it confirmed",
    words: /підтверджено|подтверждён|is confirmed/iu,
    did: ["confirm_visit"],
  },
  { what: "says that it erased", words: /видалено|удалены|are erased/iu, did: ["erase"] },
  {
    what: "says that it passed it on",
    words: /передаю|передала|передал |passing this|I passed/iu,
    did: ["handoff"],
  },
];
const PROMISES =
  /передзвон|перезвон|зателефону|позвонит|call you back|нагада|напомн|remind|надішл|пришл|send the|повідом|сообщ|let you know|contact you|запишу|I'll/iu;
