import type { Router } from "@koa/router";
import { hoursText } from "../bot/hours.ts";
import { setLineHours } from "../business/line-service.ts";
import type { OwnLine } from "../business/line.ts";
import { linesWithHours } from "../desk/scope-service.ts";
import { AppError } from "../lib/app-error.ts";
import { showPhone } from "../lib/phone.ts";
import { cleanName } from "../texts/html.ts";
import { freshEdit, isChanged, typedEdit, type Edit } from "./care-edit.ts";
import { EditForm, TypedField } from "./care-field.tsx";
import { sayIn } from "./say.ts";
import { settingPage, SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { hoursFields, readHours } from "./setting-hours-form.ts";
import { Empty, Sheet } from "./sheet.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

const AT = `${SETTINGS}/lines`;

export function lineRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    AT,
    reading(deps, "settings", (visit) => listLines(deps, visit)),
  );
  router.get(
    `${AT}/:number`,
    reading(deps, "settings", async (visit) => look(visit, await lineHere(deps, visit))),
  );
  router.post(
    `${AT}/:number`,
    writing(deps, "settings", (visit) => save(deps, visit)),
  );
}

/** Each line with its hours, or that it keeps the business's. */
async function listLines(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { business, language } = visit.visitor;
  const say = sayIn(language);
  const lines = await linesWithHours(deps.db, business.id);
  const own = business.workingHours && hoursText(language, business.workingHours);
  const same = own === null ? say("web-biz-line-unset") : say("web-biz-line-same", { hours: own });
  return {
    page: settingPage(visit, {
      section: "lines",
      body: (
        <Sheet
          id="lines"
          title={say("web-biz-lines")}
          count={lines.length}
          foot={say("settings-lines-why")}
        >
          {lines.length === 0 && <Empty words={say("settings-lines-none")} />}
          <ul class="rows">
            {lines.map((line) => (
              <li class="ck">
                <div class="grow">
                  <b>{nameOf(line)}</b>
                  <div class="small muted">
                    {line.name !== "" && `${showPhone(line.number)} · `}
                    {line.hours === null ? same : hoursText(language, line.hours)}
                  </div>
                </div>
                <a class="btn quiet" href={pathOf(line)}>
                  {say("web-edit")}
                  <span class="sr"> {nameOf(line)}</span>
                </a>
              </li>
            ))}
          </ul>
        </Sheet>
      ),
    }),
  };
}

async function save(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form } = visit;
  const line = await lineHere(deps, visit);
  const kept = hoursFields(visitor.language, line.hours);
  const read = readHours(form);
  if ("wrongs" in read || isChanged(form, kept))
    return look(visit, line, typedEdit(visit, kept, "wrongs" in read ? read.wrongs : {}));
  const { number } = line;
  await setLineHours(deps.db, visitor.business.id, { number, hours: read.hours });
  return { to: `${AT}?done=saved` };
}

function look(visit: Visit, line: OwnLine, typed: Edit | null = null): Answer {
  const { language, csrf } = visit.visitor;
  const say = sayIn(language);
  const edit = typed ?? freshEdit(hoursFields(language, line.hours));
  const page = settingPage(visit, {
    section: "lines",
    body: (
      <Sheet id="line" title={say("web-biz-hours")} foot={say("settings-lines-why")}>
        <EditForm action={pathOf(line)} csrf={csrf} edit={edit} say={say}>
          <div class="form">
            <TypedField
              edit={edit}
              name="hours"
              label={say("web-biz-hours-label")}
              help={say("web-biz-line-help")}
              say={say}
              wide
            />
          </div>
        </EditForm>
      </Sheet>
    ),
  });
  return {
    status: typed === null ? 200 : typed.changed ? 409 : 422,
    page: { ...page, title: nameOf(line), up: { to: AT, label: say("web-biz-lines") } },
  };
}

/** The line of the address; what no call came in by is not there. */
async function lineHere({ db }: SettingDeps, { visitor, params }: Visit): Promise<OwnLine> {
  const lines = await linesWithHours(db, visitor.business.id);
  const line = lines.find(({ number }) => number === params["number"]);
  if (!line) throw new AppError("lines.not_found", "not_found");
  return line;
}

function nameOf({ name, number }: OwnLine): string {
  return cleanName(name) ?? showPhone(number);
}

function pathOf({ number }: OwnLine): string {
  return `${AT}/${encodeURIComponent(number)}`;
}
