import type { VNode } from "preact";
import type { Diagnosis, Pasted } from "../webhooks/doctor.ts";
import { ruleTexts, warningTexts } from "../webhooks/word.ts";
import { Csrf, Field } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";

/** What a receiver got is pasted here; it says which rule of the signature failed. */
export function DoctorView(about: {
  say: Say;
  csrf: string;
  endpointId: string;
  pasted: Pasted;
  diagnosis: Diagnosis | null;
}): VNode {
  const { say, csrf, endpointId, pasted, diagnosis } = about;
  return (
    <section class="sheet" aria-label={say("wh-doctor")}>
      <form class="pad stack8" method="post" action={`/webhook/${endpointId}/doctor`}>
        <Csrf token={csrf} />
        <p class="muted">{say("wh-doctor-lead")}</p>
        {diagnosis !== null && <Verdict say={say} diagnosis={diagnosis} />}
        <Field label={say("wh-doctor-headers")} id="headers">
          <textarea
            id="headers"
            name="headers"
            rows={6}
            spellcheck={false}
            placeholder={"X-Webhook-Signature: sha256=…\nX-Webhook-Timestamp: 1795610626"}
          >
            {pasted.headers}
          </textarea>
        </Field>
        <Field label={say("wh-doctor-body")} help={say("wh-doctor-body-help")} id="body">
          <textarea id="body" name="body" rows={8} spellcheck={false} aria-describedby="body-help">
            {pasted.body}
          </textarea>
        </Field>
        <button class="btn main">
          <Icon name="check" small />
          {say("wh-doctor-go")}
        </button>
      </form>
    </section>
  );
}

function Verdict({ say, diagnosis }: { say: Say; diagnosis: Diagnosis }): VNode {
  if (diagnosis.verdict === "valid") {
    const { warning } = diagnosis;
    return (
      <p class={warning === null ? "note ok" : "note warn"} role="status">
        <Icon name={warning === null ? "check" : "alert"} small />
        {say(warning === null ? "wh-doctor-valid" : warningTexts[warning])}
      </p>
    );
  }
  return (
    <p class="note bad" role="status">
      <Icon name="x" small />
      {say(ruleTexts[diagnosis.rule])}
    </p>
  );
}

/** A secret, for the one time that it can be seen. */
export function SecretView(about: {
  say: Say;
  endpointId: string;
  secret: string;
  /** Until when the older one signs too, as people read it; null for the first. */
  until: string | null;
}): VNode {
  const { say, endpointId, secret, until } = about;
  return (
    <section class="sheet" aria-label={say("wh-secret")}>
      <div class="pad stack8">
        <p>{say("wh-secret-once")}</p>
        <pre class="code whole" tabIndex={0}>
          <code id="secret">{secret}</code>
        </pre>
        <div class="row">
          <button
            class="btn"
            type="button"
            data-copy="secret"
            data-copied={say("wh-secret-copied")}
            hidden
          >
            <Icon name="copy" small />
            {say("wh-secret-copy")}
          </button>
          <a class="btn main" href={`/webhook/${endpointId}`}>
            {say("wh-secret-next")}
          </a>
        </div>
        {until !== null && <p class="small muted">{say("wh-secret-until", { when: until })}</p>}
        <p class="small muted">{say("wh-secret-how")}</p>
      </div>
    </section>
  );
}
