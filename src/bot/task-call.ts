import { notedCall } from "../calls/message-service.ts";
import { clientsByPhones } from "../crm/client-service.ts";
import { createTask } from "../crm/task-service.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { tell } from "./screen.ts";
import { askTask } from "./task-form.ts";
import { answerBelow, phonesHere, sendTask, shownHere } from "./task-show.ts";

/** A task from the card of a call: the usual one in a tap, or one in the person's own words. */
export const taskCallPresses: Presses<"card_task" | "task_call"> = {
  card_task: {
    right: "work",
    run: async (ctx, acting, { callId }) => {
      const call = await callHere(ctx, acting, callId);
      if (!call) return;
      const { language } = ctx.desk;
      const { who } = call;
      const question =
        who === null
          ? html(language, "task-of-call-hidden")
          : html(language, "task-of-call", { client: who });
      await answerBelow(ctx, acting.business.id, {
        html: question,
        rows: [
          [
            {
              label: usual(ctx, who),
              action: { do: "task_call", callId: call.callId, own: false },
            },
          ],
          [
            {
              label: text(language, "task-call-own"),
              action: { do: "task_call", callId: call.callId, own: true },
            },
          ],
        ],
      });
    },
  },
  task_call: {
    right: "work",
    run: async (ctx, acting, { callId, own }) => {
      const call = await callHere(ctx, acting, callId);
      if (!call) return;
      if (own) return askTask(ctx, acting, { what: "new", of: { callId: call.callId } });
      const { deps, person, language } = ctx.desk;
      const task = await createTask(deps.db, acting.business.id, {
        // A number is told of beside the task, where it may be.
        title: usual(ctx, call.name),
        dueAt: null,
        priority: "medium",
        assignee: person.id,
        clientId: call.clientId,
        callId: call.callId,
        by: person.id,
        now: deps.clock.now(),
        zone: acting.business.timezone,
      });
      await sendTask(ctx, acting, { task, said: html(language, "task-made") });
    },
  },
};

function usual(ctx: DeskContext, who: string | null): string {
  const { language } = ctx.desk;
  return who === null
    ? text(language, "task-call-back-hidden")
    : text(language, "task-call-back", { client: who });
}

/** The call with the name of its client, or the number where it may be told; of a call that is gone the person is told. */
async function callHere(
  ctx: DeskContext,
  { business }: Acting,
  callId: number,
): Promise<{
  callId: number;
  clientId: number | null;
  name: string | null;
  who: string | null;
} | null> {
  if (!(await shownHere(ctx, business.id))) return null;
  const { db } = ctx.desk.deps;
  const call = await notedCall(db, business.id, callId);
  if (!call) {
    await tell(ctx, "task-call-gone");
    return null;
  }
  const { phone } = call;
  const client =
    phone === null ? undefined : (await clientsByPhones(db, business.id, [phone])).get(phone);
  const seen = phone !== null && (await phonesHere(ctx, business.id));
  const name = client?.name ?? null;
  const who = name ?? (seen ? showPhone(phone) : null);
  return { callId: call.callId, clientId: client?.id ?? null, name, who };
}
