import type { VNode } from "preact";
import { causeLine, dueText, factLabel, plainly, timeCode } from "../calls/spoken-word.ts";
import type { Claim } from "./call-claim.ts";
import type { CallLook } from "./call-look.ts";
import { CallForm, type Typed } from "./call-form.tsx";
import { Promises } from "./call-promise.tsx";
import { bare } from "./call-word.ts";
import { Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { Badge, Empty } from "./sheet.tsx";

type About = { look: CallLook; claims: readonly Claim[]; typed: Typed | null };

/** What a talk came to: each claim with the words that prove it, and what can be said against it. */
export function Summary({ look, claims, typed }: About): VNode | null {
  const { say, language, talk, kept, works } = look;
  if (kept === null) {
    const words = waiting(look);
    return words === null ? null : (
      <section class="sheet" aria-labelledby="h-summary">
        <header>
          <h2 id="h-summary">{say("web-call-summary")}</h2>
        </header>
        <Empty words={words} />
      </section>
    );
  }
  const proven = claims.filter(({ quote }) => quote !== null).length;
  const cause = talk.spoken?.cause ?? null;
  return (
    <section class="sheet" aria-labelledby="h-summary" id="summary">
      <header>
        <h2 id="h-summary">{say("web-call-summary")}</h2>
        {proven > 0 && (
          <Badge tone="ok">
            <Icon name="check" small />
            {say("web-call-proven", { count: proven })}
          </Badge>
        )}
      </header>
      {claims.every(({ value }) => value === null) && (
        <p class="pad muted">{say("web-call-nothing-agreed")}</p>
      )}
      <dl class="facts">
        {claims.map((claim) => (
          <Fact {...{ look, claim, typed }} />
        ))}
      </dl>
      <Promises look={look} />
      <p class="foot">{footOf(look)}</p>
      {cause !== null && <p class="foot">{bare(causeLine(language, cause))}</p>}
      {works && <Wrong look={look} typed={typed} />}
    </section>
  );
}

function waiting({ say, language, talk, transcripts }: CallLook): string | null {
  const { spoken } = talk;
  if (talk.state !== "ended") return say("web-call-running");
  if (spoken === null) return null;
  if (spoken.state === "transcribing" || spoken.state === "analysing")
    return say("web-call-transcribing");
  if (spoken.silent) return say("web-call-silent");
  if (spoken.text && spoken.cause !== null) return bare(causeLine(language, spoken.cause));
  return transcripts.length > 0 ? say("web-call-no-summary") : null;
}

function footOf({ say, kept }: CallLook): string {
  const dropped = kept?.dropped ?? 0;
  const scores = kept?.analysis.scores ?? [];
  const parts = [
    dropped > 0 ? say("web-call-dropped", { count: dropped }) : say("web-call-none-dropped"),
    ...scores.map(({ line, score }) => `${line}: ${score}/10`),
  ];
  return parts.join(" · ");
}

const VALUE = 200;
const QUOTE = 300;

function Fact({
  look,
  claim,
  typed,
}: {
  look: CallLook;
  claim: Claim;
  typed: Typed | null;
}): VNode {
  const { say, language, works } = look;
  const { kind, value, quote, field, fixed } = claim;
  const due = claim.due === null ? null : dueText(claim.due, look);
  return (
    <div class="fact">
      <dt>{factLabel(language, kind)}</dt>
      <dd>
        <span class="v">
          {value === null ? (
            <span class="muted">{say("spoken-unsaid")}</span>
          ) : (
            plainly(value, VALUE, { masked: false })
          )}
          {due !== null && <span class="due"> · {due}</span>}
        </span>{" "}
        {fixed && <Badge>{say("web-call-fixed")}</Badge>}
        {quote !== null && (
          <>
            <q>{plainly(quote.words, QUOTE, { masked: false })}</q>{" "}
            <Jump look={look} quote={quote} />
          </>
        )}
        {works && field !== null && (value !== null || fixed) && (
          <Fix {...{ look, claim, typed }} field={field} />
        )}
      </dd>
    </div>
  );
}

/** Plays from the quote's second; of another recording of the call, that one. */
function Jump({ look, quote }: { look: CallLook; quote: NonNullable<Claim["quote"]> }): VNode {
  const { say, id, recording } = look;
  const { number, atS } = quote;
  const time = timeCode(atS);
  const place = `#t=${Math.floor(atS)}`;
  const here = quote.recording === recording;
  return (
    <a
      class="jump"
      href={here ? place : `/dashboard/calls/${id}?r=${quote.recording + 1}${place}`}
      {...(here ? { "data-at": atS } : {})}
    >
      <span class="sr">{say("web-call-quote-at", { number: String(number), time })}</span>
      <b aria-hidden="true">{number}</b>
      <span aria-hidden="true">{time}</span>
    </a>
  );
}

type FixAbout = { look: CallLook; claim: Claim; typed: Typed | null; field: string };

function Fix({ look, claim, typed, field }: FixAbout): VNode {
  const { say, language } = look;
  const mine = typed?.press === "fix" && typed.field === field ? typed : null;
  const id = `fix-${field}`;
  const was = claim.value ?? "";
  return (
    <details class="fix sign" open={mine !== null}>
      <summary class="small">
        <Icon name="pencil" small />
        <span class="sr">
          {say("web-call-fix")}: {factLabel(language, claim.kind)}
        </span>
      </summary>
      <CallForm look={look} press="fix">
        <input type="hidden" name="field" value={field} />
        <input type="hidden" name="was" value={was} />
        <Field
          label={say("web-call-fix-label")}
          id={id}
          help={field === "name" ? undefined : say("web-call-fix-help")}
          wrong={mine?.wrong}
        >
          <input
            class="input"
            name="written"
            maxLength={200}
            value={mine?.text ?? was}
            {...told(id, { help: field !== "name", wrong: mine?.wrong })}
          />
        </Field>
        <button class="btn main">{say("web-call-save")}</button>
      </CallForm>
    </details>
  );
}

const REASONS = ["facts", "person", "nothing"] as const;

function Wrong({ look, typed }: { look: CallLook; typed: Typed | null }): VNode {
  const { say } = look;
  const mine = typed?.press === "wrong" ? typed : null;
  return (
    <details class="foot fix" open={mine !== null}>
      <summary>{say("web-call-wrong")}</summary>
      <CallForm look={look} press="wrong">
        <fieldset>
          <legend>{bare(say("wrong-title"))}</legend>
          {REASONS.map((reason) => (
            <label class="tick">
              <input type="radio" name="reason" value={reason} />
              {say(`wrong-${reason}`)}
            </label>
          ))}
        </fieldset>
        <Field label={say("web-call-wrong-own")} id="wrong-own" wrong={mine?.wrong}>
          <input
            class="input"
            name="text"
            maxLength={300}
            value={mine?.text ?? ""}
            {...told("wrong-own", { wrong: mine?.wrong })}
          />
        </Field>
        <button class="btn">{say("web-call-send")}</button>
      </CallForm>
    </details>
  );
}
