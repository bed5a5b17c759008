import { answerQuestion } from "../booking/question-service.ts";
import { dueParts } from "../booking/question.ts";
import type { Salon } from "../booking/salon.ts";
import { dateAt } from "../booking/wall-day.ts";
import { clientOf } from "../crm/client-service.ts";
import { askedVisits, type AskedVisit } from "../desk/question-service.ts";
import { dayToBook, serviceCalled } from "../desk/visit-question.ts";
import { timeOf } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { BOOKINGS } from "./booking-look.ts";
import { idIn } from "./input.ts";
import type { Answer, CabinetDeps, Visit } from "./visit.tsx";

const MOST = 50;

/** Somebody says that the visit is there already, or is not needed. */
export async function pressQuestion(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { form, visitor, now } = visit;
  const back = form.get("back") ?? "";
  const to = back.startsWith(`${BOOKINGS}?`) ? `${back}&` : `${BOOKINGS}?`;
  const answer = form.get("answer");
  const asked = await askedAbout(deps, visit, form.get("call"));
  if (!asked || (answer !== "booked" && answer !== "not_needed"))
    return { to: `${to}done=already` };
  const value = { id: asked.question.id, answer, by: visitor.personId, now } as const;
  const done = await answerQuestion(deps.db, visitor.business.id, value);
  return { to: `${to}done=${done ? "answered" : "already"}` };
}

/** What a call tells of the visit that is to be entered, as fields of its form. */
export async function askedFields(
  deps: CabinetDeps,
  visit: Visit,
  { salon, call }: { salon: Salon; call: string | null },
): Promise<Record<string, string>> {
  const asked = await askedAbout(deps, visit, call);
  if (!asked) return {};
  const { question, name, phone } = asked;
  const day = dayToBook(question, dateAt(visit.now, salon.zone));
  const { at } = dueParts(question.due);
  const service = serviceCalled(salon, question.service);
  const { clientId } = question;
  const known =
    clientId === null ? null : await clientOf(deps.db, visit.visitor.business.id, clientId);
  const who = known
    ? String(known.client.number)
    : [cleanName(name), phone].filter((part) => part !== null).join(" ");
  return {
    ...(who === "" ? {} : { client: who }),
    ...(service ? { service: service.slug } : {}),
    ...(day === null ? {} : { day, on: day }),
    ...(day === null || at === null ? {} : { time: timeOf("uk", at, salon.zone) }),
  };
}

/** The open question of a call. */
async function askedAbout(
  deps: CabinetDeps,
  { visitor, now }: Visit,
  call: string | null,
): Promise<AskedVisit | null> {
  const callId = idIn(call);
  if (callId === null) return null;
  const from = dateAt(now, visitor.business.timezone);
  const asked = await askedVisits(deps.db, visitor.business.id, { from, limit: MOST });
  return asked.find(({ question }) => question.callId === callId) ?? null;
}
