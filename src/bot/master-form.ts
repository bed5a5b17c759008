import { addMaster, changeMaster } from "../booking/master-service.ts";
import type { MasterFields, MasterWrong } from "../booking/price-list.ts";
import { listServices } from "../booking/price-service.ts";
import { may } from "../business/role.ts";
import type { WorkingHours } from "../business/working-hours.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { ask, form } from "./form.ts";
import { todayOf } from "./holiday-screen.ts";
import { parseHours } from "./hours.ts";
import { showMaster } from "./master-show.ts";
import { readBreaks, readDaysOff, readMaster } from "./master-words.ts";
import { html } from "./say.ts";
import { tell } from "./screen.ts";
import { readNames } from "./service-words.ts";
import { retestSoon } from "./trial-again.ts";

type Asked = Extract<Action, { do: "master_ask" }>["what"];
type State = { businessId: string; what: Asked | "new"; masterId: number | null };

/** Takes a new master, or another name, hours, breaks or days off of one. */
export const masterForm = form<State>("master", async (ctx, state, answer) => {
  const { language } = ctx.desk;
  const member = await actingFor(ctx, state.businessId);
  if (!member || !may(member.role, "settings")) {
    await tell(ctx, "bot-no-right", { who: whoMay(language, "settings") });
    return null;
  }
  const { what, masterId } = state;
  const refusal =
    what === "new" || masterId === null
      ? await makeMaster(ctx, member, answer)
      : await patched(ctx, member, { what, masterId, answer });
  if (refusal === null) return null;
  await ask(ctx, refusal);
  return state;
});

/** Makes a master of what was written and shows them; otherwise says what is wrong. A new one does every service. */
export async function makeMaster(
  ctx: DeskContext,
  member: Acting,
  answer: string,
): Promise<string | null> {
  const { deps, language } = ctx.desk;
  const { business } = member;
  const read = readMaster(answer, business.language);
  if (read === null) return html(language, "master-name-bad");
  if ("wrong" in read) return wrongText(language, { id: "master-hours-bad", word: read.wrong });
  const services = await listServices(deps.db, business.id, { archived: false });
  const made = await addMaster(deps.db, business.id, {
    names: read.names,
    services: services.map(({ id }) => id),
    hours: read.hours ?? business.workingHours ?? noHours,
    breaks: [],
    daysOff: [],
  });
  if ("refused" in made) return refusedText(language, { refused: made.refused, word: answer });
  await retestSoon(ctx, member);
  await showMaster(ctx, member, { masterId: made.master.id, said: "master-done-new" });
  return null;
}

const noHours: WorkingHours = {
  mon: null,
  tue: null,
  wed: null,
  thu: null,
  fri: null,
  sat: null,
  sun: null,
};

type Read = { change: Partial<MasterFields> } | { id: TextId; word: string };
type Answered = { answer: string; member: Acting; now: number };

const takes: Record<Asked, (answered: Answered) => Read> = {
  name: ({ answer, member }) => {
    const names = readNames(answer, member.business.language);
    return names ? { change: { names } } : { id: "master-name-bad", word: answer };
  },
  hours: ({ answer }) => {
    const read = parseHours(answer);
    if ("wrong" in read) return { id: "master-hours-bad", word: read.wrong };
    return { change: { hours: read.hours } };
  },
  breaks: ({ answer }) => {
    const read = readBreaks(answer);
    if ("wrong" in read) return { id: "master-breaks-bad", word: read.wrong };
    return { change: { breaks: read.breaks } };
  },
  days_off: ({ answer, member, now }) => {
    const read = readDaysOff(answer, todayOf(member.business, now));
    if ("wrong" in read) return { id: "master-days-bad", word: read.wrong };
    if ("past" in read) return { id: "master-days-past", word: read.past };
    return { change: { daysOff: read.days } };
  },
};

async function patched(
  ctx: DeskContext,
  member: Acting,
  { what, masterId, answer }: { what: Asked; masterId: number; answer: string },
): Promise<string | null> {
  const { deps, language } = ctx.desk;
  const read = takes[what]({ answer, member, now: deps.clock.now() });
  if ("id" in read) return wrongText(language, read);
  const value = { masterId, change: read.change };
  const done = await changeMaster(deps.db, member.business.id, value);
  if ("refused" in done && done.refused !== "gone")
    return refusedText(language, { refused: done.refused, word: answer });
  await retestSoon(ctx, member);
  await showMaster(ctx, member, { masterId });
  return null;
}

const refusals: Partial<Record<MasterWrong | "gone", TextId>> = {
  same_name: "master-same-name",
  hours: "master-hours-bad",
  breaks: "master-breaks-bad",
  days_off: "master-days-bad",
};

function refusedText(
  language: Language,
  { refused, word }: { refused: MasterWrong | "gone"; word: string },
): string {
  return wrongText(language, { id: refusals[refused] ?? "master-name-bad", word });
}

function wrongText(language: Language, { id, word }: { id: TextId; word: string }): string {
  return html(language, id, { word: word.trim().slice(0, 60) });
}
