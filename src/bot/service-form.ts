import { addService, changeService } from "../booking/price-service.ts";
import type { ServiceFields, ServiceWrong } from "../booking/price-list.ts";
import type { Price, Words } from "../booking/salon.ts";
import { may } from "../business/role.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { ask, form } from "./form.ts";
import { html } from "./say.ts";
import { tell } from "./screen.ts";
import { showService } from "./service-show.ts";
import { readMinutes, readNames, readPrice, readService, readSynonyms } from "./service-words.ts";
import { retestSoon } from "./trial-again.ts";

type Asked = Extract<Action, { do: "service_ask" }>["what"];
/** A new service as far as it is known. */
export type NewService = { names: Words | null; minutes: number | null; price: Price | null };
type State = { businessId: string } & ({ fresh: NewService } | { serviceId: number; what: Asked });

/** Takes a new service, or another name, length, price or words of one. */
export const serviceForm = form<State>("service", async (ctx, state, answer) => {
  const { language } = ctx.desk;
  const member = await actingFor(ctx, state.businessId);
  if (!member || !may(member.role, "settings")) {
    await tell(ctx, "bot-no-right", { who: whoMay(language, "settings") });
    return null;
  }
  if ("fresh" in state) {
    const next = await takeNew(ctx, member, { fresh: state.fresh, answer });
    return next && { businessId: state.businessId, fresh: next };
  }
  const read = takes[state.what](answer, member);
  const refusal =
    "wrong" in read
      ? wrongText(ctx, member, { wrong: read.wrong, word: answer })
      : await changed(ctx, member, { ...state, change: read.change, answer });
  if (refusal === null) return null;
  await ask(ctx, refusal);
  return state;
});

/** What was written of a new service: what is missing is asked for; null when it is made. */
export async function takeNew(
  ctx: DeskContext,
  member: Acting,
  { fresh, answer }: { fresh: NewService; answer: string },
): Promise<NewService | null> {
  const { business } = member;
  const known = readMore(fresh, { answer, business });
  if ("wrong" in known) {
    await ask(ctx, wrongText(ctx, member, { wrong: known.wrong, word: answer }));
    return fresh;
  }
  const { names, minutes, price } = known;
  if (names === null) {
    await ask(ctx, html(ctx.desk.language, "service-ask-new"));
    return known;
  }
  const service = names[business.language] ?? Object.values(names)[0] ?? "";
  if (minutes === null || price === null) {
    const missing = minutes === null ? "service-ask-minutes" : "service-ask-price";
    await ask(ctx, html(ctx.desk.language, missing, { service }));
    return known;
  }
  const fields = { names, durationMin: minutes, bufferMin: 0, price, synonyms: [] };
  const made = await addService(ctx.desk.deps.db, business.id, fields);
  if ("service" in made) {
    await retestSoon(ctx, member);
    await showService(ctx, member, { serviceId: made.service.id, said: "service-done-new" });
    return null;
  }
  const { refused } = made;
  const wrong = refused === "gone" ? "name" : refused;
  await ask(ctx, wrongText(ctx, member, { wrong, word: wrong === "same_name" ? service : answer }));
  return forgotten(known, wrong);
}

type Business = Acting["business"];

/** The answer to the first thing that is missing: a whole line where that is the name. */
function readMore(
  fresh: NewService,
  { answer, business }: { answer: string; business: Business },
): NewService | { wrong: ServiceWrong } {
  if (fresh.names === null) {
    const read = readService(answer);
    const names = read && readNames(read.name, business.language);
    if (!names) return { wrong: "name" };
    return { names, minutes: read.minutes ?? fresh.minutes, price: read.price ?? fresh.price };
  }
  if (fresh.minutes === null) {
    const minutes = readMinutes(answer);
    return minutes === null || minutes < 5 || minutes > 720
      ? { wrong: "duration" }
      : { ...fresh, minutes };
  }
  const price = readPrice(answer, business.currency);
  return price === null ? { wrong: "price" } : { ...fresh, price };
}

/** What cannot be kept is asked for anew. */
function forgotten(fresh: NewService, wrong: ServiceWrong): NewService {
  if (wrong === "duration") return { ...fresh, minutes: null };
  if (wrong === "price") return { ...fresh, price: null };
  return { ...fresh, names: null };
}

type Read = { change: Partial<ServiceFields> } | { wrong: ServiceWrong };

const takes: Record<Asked, (answer: string, member: Acting) => Read> = {
  name: (answer, { business }) => {
    const names = readNames(answer, business.language);
    return names ? { change: { names } } : { wrong: "name" };
  },
  minutes: (answer) => {
    const durationMin = readMinutes(answer);
    return durationMin === null ? { wrong: "duration" } : { change: { durationMin } };
  },
  price: (answer, { business }) => {
    const price = readPrice(answer, business.currency);
    return price === null ? { wrong: "price" } : { change: { price } };
  },
  synonyms: (answer) => ({ change: { synonyms: readSynonyms(answer) } }),
  buffer: (answer) => {
    const bufferMin = readMinutes(answer);
    return bufferMin === null || bufferMin > 120 ? { wrong: "buffer" } : { change: { bufferMin } };
  },
};

/** Keeps the change and shows it, or says why not. */
async function changed(
  ctx: DeskContext,
  member: Acting,
  value: { serviceId: number; change: Partial<ServiceFields>; answer: string },
): Promise<string | null> {
  const { serviceId, change, answer } = value;
  const { db } = ctx.desk.deps;
  const done = await changeService(db, member.business.id, { serviceId, change });
  if ("refused" in done && done.refused !== "gone")
    return wrongText(ctx, member, { wrong: done.refused, word: answer });
  await retestSoon(ctx, member);
  await showService(ctx, member, { serviceId });
  return null;
}

const wrongs = {
  name: "service-name-bad",
  duration: "service-minutes-bad",
  buffer: "service-buffer-bad",
  price: "service-price-bad",
  same_name: "service-same-name",
} as const;

function wrongText(
  { desk }: DeskContext,
  { business }: Acting,
  { wrong, word }: { wrong: ServiceWrong; word: string },
): string {
  const args = { word: word.trim().slice(0, 60), currency: business.currency };
  return html(desk.language, wrongs[wrong], args);
}
