import type { Router } from "@koa/router";
import { keeps } from "../bot/settings-speech-screen.ts";
import { AppError } from "../lib/app-error.ts";
import { changeSpeech, speechSettings } from "../speech/settings-service.ts";
import { freshEdit, isChanged, typedEdit, type Edit } from "./care-edit.ts";
import { ChosenField, EditForm } from "./care-field.tsx";
import { sayIn } from "./say.ts";
import { plain, settingPage, SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { Empty, Sheet } from "./sheet.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

const AT = `${SETTINGS}/retention`;

export function keepRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    AT,
    reading(deps, "settings", (visit) => look(deps, visit)),
  );
  router.post(
    AT,
    writing(deps, "settings", (visit) => save(deps, visit)),
  );
}

/** As long as the business says, never longer than the server keeps; empty: the server's own time. */
async function keptOf(deps: SettingDeps, { visitor }: Visit) {
  const { consentAt, keepDays } = await speechSettings(deps.db, visitor.business.id);
  const most = deps.desk().speech.keepDays;
  const days = keepDays === null || keepDays >= most ? null : keepDays;
  const offered = keeps.filter((one) => one < most).map(Number);
  const own = days === null || offered.includes(days) ? [] : [days];
  return {
    agreed: consentAt !== null,
    most,
    choices: [...own, ...offered],
    fields: new URLSearchParams({ keep: String(days ?? "") }),
  };
}

async function save(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form } = visit;
  const { agreed, choices, fields } = await keptOf(deps, visit);
  if (!agreed || isChanged(form, fields)) return look(deps, visit, typedEdit(visit, fields, {}));
  const written = form.get("keep") ?? "";
  const keepDays = choices.find((days) => String(days) === written) ?? null;
  if (keepDays === null && written !== "") throw new AppError("speech.invalid", "invalid");
  await changeSpeech(deps.db, visitor.business.id, { keepDays });
  return { to: `${AT}?done=saved` };
}

/** Before the terms were accepted no recording is taken: there is nothing to keep. */
async function look(deps: SettingDeps, visit: Visit, typed: Edit | null = null): Promise<Answer> {
  const { csrf, language } = visit.visitor;
  const say = sayIn(language);
  const { agreed, most, choices, fields } = await keptOf(deps, visit);
  const edit = typed ?? freshEdit(fields);
  const options = choices
    .toSorted((a, b) => a - b)
    .map((days): [string, string] => [String(days), say("speech-key-days", { days })]);
  const terms = (
    <a class="btn" href={`${SETTINGS}/transcription`}>
      {say("web-biz-terms")}
    </a>
  );
  return {
    status: typed === null ? 200 : 409,
    page: settingPage(visit, {
      section: "retention",
      body: (
        <Sheet id="keep" title={say("web-biz-keep")} foot={say("web-biz-keep-server")}>
          {!agreed && <Empty words={say("web-biz-keep-none")} action={terms} />}
          {agreed && (
            <EditForm action={AT} csrf={csrf} edit={edit} say={say}>
              <div class="form">
                <ChosenField
                  edit={edit}
                  name="keep"
                  label={say("web-biz-keep-days")}
                  options={[...options, ["", say("web-biz-keep-most", { days: most })]]}
                  say={say}
                />
                <p class="small muted span2">{plain(language, "speech-keep-why")}</p>
              </div>
            </EditForm>
          )}
        </Sheet>
      ),
    }),
  };
}
