import type { VNode } from "preact";
import { plainly, timeCode } from "../calls/spoken-word.ts";
import type { LedgerRow } from "../speech/promise-service.ts";
import { dateNear } from "../texts/format.ts";
import { recordingOf } from "./call-claim.ts";
import { CallForm } from "./call-form.tsx";
import type { CallLook } from "./call-look.ts";
import { bare } from "./call-word.ts";
import { Badge } from "./sheet.tsx";

/** What was promised in the call, and what becomes of it. */
export function Promises({ look }: { look: CallLook }): VNode | null {
  const { promises } = look;
  if (promises.length === 0) return null;
  return (
    <ul class="promises">
      {promises.map((row) => (
        <Promised look={look} row={row} />
      ))}
    </ul>
  );
}

const TEXT = 200;

function Promised({ look, row }: { look: CallLook; row: LedgerRow }): VNode {
  const { say, works, transcripts, recording, id } = look;
  const { quote, quoteS, whose, state } = row;
  const at = recordingOf({ words: quote, atS: quoteS }, transcripts);
  const place = `#t=${Math.floor(quoteS)}`;
  return (
    <li class={state === "open" ? "accept" : "accept over"}>
      <div class="grow">
        {say(whose === "us" ? "web-call-promise-us" : "web-call-promise-client")}{" "}
        <b>{plainly(row.text, TEXT, { masked: false })}</b>
        {dueOf(look, row)}{" "}
        {quote !== "" && (
          <a
            class="jump"
            href={at === recording ? place : `/dashboard/calls/${id}?r=${at + 1}${place}`}
            {...(at === recording ? { "data-at": quoteS } : {})}
          >
            <span>{timeCode(quoteS)}</span>
          </a>
        )}
      </div>
      {state === "open" && works ? <Keys look={look} row={row} /> : <State look={look} row={row} />}
    </li>
  );
}

function dueOf({ language, now, zone, say }: CallLook, { dueAt, state }: LedgerRow): VNode | null {
  if (dueAt === null) return null;
  const when = dateNear(language, dueAt, now, zone);
  const late = dueAt <= now && (state === "open" || state === "accepted");
  return late ? <span class="bad">, {say("web-call-late", { when })}</span> : <span>, {when}</span>;
}

function Keys({ look, row }: { look: CallLook; row: LedgerRow }): VNode {
  const { say } = look;
  return (
    <CallForm look={look} press="promise" inline>
      <input type="hidden" name="promise" value={row.id} />
      {row.whose === "us" && <Key step="task" main={true} words={say("web-call-promise-task")} />}
      <Key step="done" main={false} words={bare(say("promise-key-done"))} />
      <Key step="drop" main={false} words={bare(say("promise-key-drop"))} />
    </CallForm>
  );
}

function Key({ step, words, main }: { step: string; words: string; main: boolean }): VNode {
  return (
    <button class={main ? "btn main" : "btn"} name="step" value={step}>
      {words}
    </button>
  );
}

function State({ look, row }: { look: CallLook; row: LedgerRow }): VNode | null {
  const { say } = look;
  if (row.state === "done") return <Badge tone="ok">{bare(say("promise-key-done"))}</Badge>;
  if (row.state === "dismissed") return <Badge>{say("web-call-promise-off")}</Badge>;
  if (row.taskNumber === null) return null;
  return (
    <a class="btn" href={`/dashboard/tasks/${row.taskNumber}`}>
      {bare(say("promise-key-of-task", { number: String(row.taskNumber) }))}
    </a>
  );
}
