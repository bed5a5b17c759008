import type { VNode } from "preact";
import { languageName, recorders, spoken } from "../bot/settings-speech-choice.ts";
import type { Visitor } from "../business/session.ts";
import { showPhone } from "../lib/phone.ts";
import type { SpeechSettings } from "../speech/settings.ts";
import { dateFull } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import type { Edit } from "./care-edit.ts";
import { ChosenField, EditForm, TickField, TypedField } from "./care-field.tsx";
import { sayIn, type Say } from "./say.ts";
import { plain, Press, SETTINGS } from "./setting-frame.tsx";
import { Sheet } from "./sheet.tsx";
import type { DeskDoors } from "./visit.tsx";

export type SpeechPageView = {
  visitor: Visitor;
  settings: SpeechSettings;
  server: DeskDoors["speech"];
  /** Who accepted the terms; null: nobody we still know. */
  acceptedBy: string | null;
  lines: readonly { number: string; name: string }[];
  edit: Edit;
};

const AT = `${SETTINGS}/transcription`;

/** Before the terms were accepted there are only they. */
export function SpeechBody(view: SpeechPageView): VNode {
  const { settings } = view;
  const say = sayIn(view.visitor.language);
  return (
    <>
      <Missing view={view} />
      {settings.consentAt !== null && <Wishes view={view} say={say} />}
      <Terms view={view} say={say} />
    </>
  );
}

/** What the server lacks for what is wanted. */
function Missing({ view }: { view: SpeechPageView }): VNode | null {
  const { settings, server, visitor } = view;
  if (!settings.transcribe) return null;
  const id = server.hears
    ? settings.analyse && !server.thinks
      ? "speech-server-thoughtless"
      : null
    : "speech-server-deaf";
  return id === null ? null : <p class="note warn">{plain(visitor.language, id)}</p>;
}

function Wishes({ view, say }: { view: SpeechPageView; say: Say }): VNode {
  const { visitor, edit, lines } = view;
  const { language, csrf } = visitor;
  const shared = { edit, say };
  return (
    <Sheet id="speech" title={say("web-biz-speech")}>
      <EditForm action={AT} csrf={csrf} edit={edit} say={say}>
        <div class="form">
          <div class="span2">
            <TickField edit={edit} name="transcribe" label={say("web-biz-transcribe")} />
            <TickField edit={edit} name="analyse" label={say("web-biz-analyse")} />
          </div>
          <ChosenField
            {...shared}
            name="language"
            label={say("web-biz-spoken")}
            options={[null, ...spoken].map((code) => [code ?? "", languageName(language, code)])}
          />
          <Lines {...{ lines, edit, say }} />
          <TypedField
            {...shared}
            name="numbers"
            label={say("web-biz-numbers")}
            help={say("web-biz-numbers-help")}
            rows={2}
            wide
          />
          {recorders.map(([recorder, name]) => (
            <ChosenField
              {...shared}
              name={`side-${recorder}`}
              label={say("web-biz-side", { name })}
              options={[
                ["left", say("web-biz-side-left")],
                ["right", say("web-biz-side-right")],
              ]}
            />
          ))}
        </div>
        <h3 class="pad">{say("web-biz-model")}</h3>
        <div class="form">
          <TypedField
            {...shared}
            name="instruction"
            label={say("web-biz-instruction")}
            help={say("web-biz-instruction-help")}
            rows={3}
            wide
          />
          <TypedField
            {...shared}
            name="rubric"
            label={say("web-biz-rubric")}
            help={say("web-biz-rubric-help")}
            rows={3}
            wide
          />
        </div>
      </EditForm>
    </Sheet>
  );
}

function Lines(about: { lines: SpeechPageView["lines"]; edit: Edit; say: Say }): VNode {
  const { lines, edit, say } = about;
  if (lines.length === 0) return <p class="small muted">{say("speech-lines-unknown")}</p>;
  return (
    <fieldset>
      <legend>{say("web-biz-spoken-lines")}</legend>
      {lines.map(({ number, name }) => (
        <TickField
          edit={edit}
          name="lines"
          value={number}
          label={cleanName(name) ?? showPhone(number)}
        />
      ))}
    </fieldset>
  );
}

function Terms({ view, say }: { view: SpeechPageView; say: Say }): VNode {
  const { visitor, settings, server, acceptedBy } = view;
  const { language, business, csrf } = visitor;
  const { consentAt, keepDays } = settings;
  const days = Math.min(keepDays ?? server.keepDays, server.keepDays);
  const terms = plain(language, "speech-consent", { days }).split(/\n\s*\n/);
  const name = cleanName(acceptedBy);
  const when = consentAt === null ? "" : dateFull(language, consentAt, business.timezone);
  const given =
    name === null
      ? plain(language, "speech-consent-given", { when })
      : plain(language, "speech-consent-given-by", { when, name });
  return (
    <Sheet id="terms" title={say("web-biz-terms")} foot={consentAt === null ? undefined : given}>
      <div class="pad stack8">
        {terms.map((one) => {
          const head = one.indexOf(".") + 1;
          return (
            <p>
              <b>{one.slice(0, head)}</b>
              {one.slice(head)}
            </p>
          );
        })}
        {consentAt === null && (
          <>
            <p class="small muted">{say("speech-consent-ask")}</p>
            <Press
              to={`${AT}/consent`}
              csrf={csrf}
              label={plain(language, "speech-consent-accept")}
              icon="check"
              tone="main"
            />
          </>
        )}
      </div>
    </Sheet>
  );
}
