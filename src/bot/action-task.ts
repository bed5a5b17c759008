import { z } from "zod";
import { delays, priorities } from "../crm/task.ts";

const id = z.number().int();
const page = z.number().int().min(0).default(0);
const one = { taskId: id };

/** Which tasks a list shows; `clientId` for those of a client. */
const scope = z.enum(["mine", "all", "overdue", "client"]);

/** What a comment is about, by its row. */
const commentTarget = z.union([
  z.object({ callId: id }),
  z.object({ taskId: id }),
  z.object({ dealId: id }),
  z.object({ clientId: id }),
]);

export const taskActions = [
  z.object({ do: z.literal("tasks"), scope, page, clientId: id.optional() }),
  z.object({ do: z.literal("task"), ...one }),
  z.object({ do: z.literal("task_done"), ...one }),
  z.object({ do: z.literal("task_reopen"), ...one }),
  z.object({ do: z.literal("task_when"), ...one }),
  z.object({ do: z.literal("task_later"), ...one, delay: z.enum(delays) }),
  z.object({ do: z.literal("task_undated"), ...one }),
  z.object({ do: z.literal("task_ask"), ...one, what: z.enum(["when", "title"]) }),
  z.object({ do: z.literal("task_who"), ...one, page }),
  z.object({ do: z.literal("task_assign"), ...one, personId: id }),
  z.object({ do: z.literal("task_urgency"), ...one, priority: z.enum(priorities) }),
  z.object({ do: z.literal("task_drop"), ...one }),
  z.object({ do: z.literal("task_drop_sure"), ...one }),
  /** Asks for the text of a new task: of nothing, a client, or a deal. */
  z.object({ do: z.literal("task_new"), clientId: id.optional(), dealId: id.optional() }),
  z.object({ do: z.literal("card_task"), callId: id }),
  /** The usual task after a call, in one tap; `own`: the person writes another. */
  z.object({ do: z.literal("task_call"), callId: id, own: z.boolean() }),
  z.object({ do: z.literal("card_comment"), callId: id }),
  z.object({ do: z.literal("comment_ask"), about: commentTarget }),
  z.object({ do: z.literal("comments"), about: commentTarget, page }),
] as const;
