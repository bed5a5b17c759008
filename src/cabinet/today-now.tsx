import type { VNode } from "preact";
import type { NowOn } from "../desk/now-service.ts";
import { showPhone } from "../lib/phone.ts";
import { timeOf } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { Icon, Mark } from "./icon.tsx";
import { Tel } from "./sheet.tsx";
import type { Desk } from "./today-desk.tsx";
import { DayStrip, type DayLine } from "./today-line.tsx";

/** What rings and is talked now, beside the line of the day. */
export function NowPart(about: { desk: Desk; calls: readonly NowOn[]; line: DayLine }): VNode {
  const { desk, calls, line } = about;
  const { say } = desk;
  const rings = calls.filter(({ talking }) => !talking).map((call) => titleOf(desk, call));
  return (
    <section class="desk" aria-label={say("web-now")} data-ring={rings.join(". ")}>
      <div class="desk-now">
        {calls.length === 0 && (
          <div class="onair quiet">
            <Mark />
            <div class="grow muted">{say("web-now-quiet")}</div>
          </div>
        )}
        {calls.map((call) => (
          <OnAir desk={desk} call={call} />
        ))}
      </div>
      <DayStrip desk={desk} line={line} />
    </section>
  );
}

function OnAir({ desk, call }: { desk: Desk; call: NowOn }): VNode {
  const { language, zone, now } = desk;
  const { talking, client, since } = call;
  const rings = !talking && call.direction === "in";
  return (
    <div class={rings ? "onair ringing" : "onair talking"}>
      {rings ? <Mark /> : <Icon name={talking ? "talk" : "out"} />}
      <div class="grow">
        <div class="strong">
          {rings ? (
            titleOf(desk, call)
          ) : (
            <>
              {nameOf(desk, call)} <span class="muted">{doing(desk, call)}</span>
            </>
          )}
        </div>
        <div class="small">
          {client !== null && <Tel phone={client} shown={showPhone(client)} />}
          {client !== null && restOf(desk, call) !== "" && " · "}
          {restOf(desk, call)}
        </div>
      </div>
      <b class="timer" data-passed={Math.max(0, Math.floor((now - since) / 1000))}>
        {timeOf(language, since, zone)}
      </b>
    </div>
  );
}

function titleOf(desk: Desk, call: NowOn): string {
  return desk.say("web-now-rings", { who: nameOf(desk, call) });
}

function nameOf({ say }: Desk, { client, clientName }: NowOn): string {
  return cleanName(clientName) ?? say(client === null ? "web-now-hidden" : "web-now-new");
}

function doing({ say }: Desk, { talking, people }: NowOn): string {
  return say(talking ? "web-now-talks" : "web-now-dials", { people: people.join(", ") || "…" });
}

/** The line and who it rings at; of a talk how often they called and what for. */
function restOf({ say }: Desk, call: NowOn): string {
  const { talking, line, people, calls, deal, direction } = call;
  const where = line === null ? null : say("web-now-line", { line });
  const rang = direction === "in" && !talking && people.length > 0 ? people.join(", ") : null;
  const about = [
    rang === null ? where : [where, rang].filter((part) => part !== null).join(" → "),
    calls > 1 ? say("web-now-count", { count: calls }) : null,
    deal === null ? null : say("web-now-deal", { deal }),
  ];
  return about.filter((part) => part !== null).join(" · ");
}
