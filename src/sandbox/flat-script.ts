import type { PlotCall } from "./pbx-plot.ts";
import type { Cast, Step } from "./pbx-step.ts";
import { linkTo } from "./recording-link.ts";

/** One JSON for each call that is over; a call whose end nobody tells is never told of. */
export function flatSteps(calls: readonly PlotCall[], cast: Cast): Step[] {
  return calls.flatMap(({ caller, startsAt, endsAt, legs }, n) => {
    if (endsAt === null) return [];
    const answers = legs.flatMap(({ answeredAt }) => answeredAt ?? []);
    const answeredAt = answers.length > 0 ? Math.min(...answers) : null;
    const talk = answeredAt === null ? 0 : Math.max(1, Math.round((endsAt - answeredAt) / 1000));
    const id = `call_${(cast.ids[n] ?? "").slice(0, 12)}`;
    const body = {
      call_id: id,
      caller: caller.number ?? "anonymous",
      called: cast.line.number,
      direction: "in",
      duration: talk,
      status: answeredAt === null ? "noanswer" : "answered",
      record_url: answeredAt === null ? null : linkTo(cast, cast.ids[n] ?? "", id),
      timestamp: new Date(cast.startAt + startsAt).toISOString(),
    };
    return [
      {
        atMs: endsAt,
        name: body.status,
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      },
    ];
  });
}
