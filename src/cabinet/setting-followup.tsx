import type { Router } from "@koa/router";
import type { Business } from "../business/business.ts";
import { setFollowups } from "../business/followup-setting-service.ts";
import { readGhost, readSla } from "../desk/followup-read.ts";
import { freshEdit, isChanged, typedEdit, wrongsOf, type Edit } from "./care-edit.ts";
import { EditForm, TickField, TypedField } from "./care-field.tsx";
import { sayIn } from "./say.ts";
import { settingPage, SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { Sheet } from "./sheet.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

const AT = `${SETTINGS}/followups`;

export function followupRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    AT,
    reading(deps, "settings", (visit) => Promise.resolve(look(visit))),
  );
  router.post(
    AT,
    writing(deps, "settings", (visit) => save(deps, visit)),
  );
}

function fieldsOf({ slaMin, ghostS, triedCloses }: Business): URLSearchParams {
  return new URLSearchParams({
    sla: String(slaMin),
    ghost: String(ghostS),
    ...(triedCloses ? { tried: "on" } : {}),
  });
}

async function save(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form } = visit;
  const kept = fieldsOf(visitor.business);
  const [sla, ghost] = [form.get("sla") ?? "", form.get("ghost") ?? ""];
  const [slaMin, ghostS] = [readSla(sla), readGhost(ghost)];
  const wrongs = wrongsOf([
    ["sla", slaMin === null ? { id: "settings-sla-wrong", args: { word: word(sla) } } : null],
    ["ghost", ghostS === null ? { id: "settings-ghost-wrong", args: { word: word(ghost) } } : null],
  ]);
  if (slaMin === null || ghostS === null || isChanged(form, kept))
    return look(visit, typedEdit(visit, kept, wrongs ?? {}));
  const setting = { slaMin, ghostS, triedCloses: form.has("tried") };
  await setFollowups(deps.db, visitor.business.id, setting);
  return { to: `${AT}?done=saved` };
}

function look(visit: Visit, typed: Edit | null = null): Answer {
  const { business, csrf, language } = visit.visitor;
  const say = sayIn(language);
  const edit = typed ?? freshEdit(fieldsOf(business));
  return {
    status: typed === null ? 200 : typed.changed ? 409 : 422,
    page: settingPage(visit, {
      section: "followups",
      body: (
        <Sheet id="followups" title={say("web-biz-followups")} foot={say("web-biz-followups-why")}>
          <EditForm action={AT} csrf={csrf} edit={edit} say={say}>
            <div class="form">
              <TypedField
                edit={edit}
                name="sla"
                label={say("web-biz-sla")}
                help={say("web-biz-sla-help")}
                mode="numeric"
                say={say}
              />
              <TypedField
                edit={edit}
                name="ghost"
                label={say("web-biz-ghost")}
                help={say("web-biz-ghost-help")}
                mode="numeric"
                say={say}
              />
              <div class="span2">
                <TickField edit={edit} name="tried" label={say("web-biz-tried")} />
              </div>
            </div>
          </EditForm>
        </Sheet>
      ),
    }),
  };
}

function word(written: string): string {
  return written.trim().slice(0, 60);
}
