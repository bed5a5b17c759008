import { listCalls, type CallFilter } from "../calls/list-service.ts";
import { callFacts, type CallFact } from "../desk/program-service.ts";
import { instantOf, timeOf, type ApiContext } from "./context.ts";
import { connection, placeAfter, sizeOf, type Paging } from "./cursor.ts";
import { clientShown } from "./read-client.ts";

type Wish = Paging & {
  filter?: {
    direction?: "in" | "out" | null;
    end?: CallFilter["end"] | null;
    line?: string | null;
    extension?: string | null;
    text?: string | null;
    from?: string | null;
    to?: string | null;
  } | null;
};

const FAR = Date.UTC(2101, 0, 1);

export const callQueries = {
  calls: async (wish: Wish, ctx: ApiContext) => {
    const { db, business } = ctx;
    const size = sizeOf(wish.first);
    const { direction, end, line, extension, text, from, to } = wish.filter ?? {};
    const [at, id] = placeAfter(wish.after) ?? [];
    const rows = await listCalls(db, business.id, {
      limit: size + 1,
      ...(text ? { text } : {}),
      ...(from || to
        ? { days: { from: from ? instantOf(ctx, from) : 0, to: to ? instantOf(ctx, to) : FAR } }
        : {}),
      ...(at === undefined ? {} : { before: { at, id: id ?? 0 } }),
      only: {
        ...(direction ? { direction } : {}),
        ...(end ? { end } : {}),
        ...(line ? { line } : {}),
        ...(extension ? { ext: extension } : {}),
      },
    });
    const facts = await callFacts(
      db,
      business.id,
      rows.map((row) => row.id),
    );
    const page = connection(rows, size, {
      cursor: (row) => [row.at, row.id],
      node: (row) => facts.get(row.id),
    });
    return { ...page, nodes: page.nodes.flatMap((fact) => (fact ? [callShown(fact, ctx)] : [])) };
  },
  call: async ({ id }: { id: number }, ctx: ApiContext) => {
    const fact = (await callFacts(ctx.db, ctx.business.id, [id])).get(id);
    return fact ? callShown(fact, ctx) : null;
  },
};

function callShown({ id, call, clientId, name }: CallFact, ctx: ApiContext) {
  return {
    id,
    provider: call.provider,
    providerCallId: call.key,
    direction: call.direction,
    outcome: call.outcome,
    phone: call.client,
    name,
    client: () => clientShown(clientId, ctx),
    line: call.line,
    answeredBy: employee(call.answeredBy),
    lastBy: employee(call.lastBy),
    startedAt: timeOf(ctx, call.startedAt),
    answeredAt: timeOf(ctx, call.answeredAt),
    endedAt: timeOf(ctx, call.endedAt),
    ringSeconds: whole(call.ringS),
    talkSeconds: whole(call.talkS),
    transferred: call.transferred,
    recorded: call.recorded,
    transcript: async () =>
      ((await ctx.load.transcript(id)) ?? []).flatMap(({ turns }) =>
        turns.map(({ speaker, startS, endS, text }) => ({
          speaker,
          startSecond: startS,
          endSecond: endS,
          text,
        })),
      ),
    analysis: () => ctx.load.analysis(id),
  };
}

function employee(one: { ext: string; name: string | null } | null) {
  return one && { extension: one.ext, name: one.name };
}

function whole(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds);
}
