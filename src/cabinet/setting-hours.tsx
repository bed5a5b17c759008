import type { Router } from "@koa/router";
import type { VNode } from "preact";
import { retestLater } from "../agent/trial-service.ts";
import { daysText, todayOf } from "../bot/holiday-screen.ts";
import { parseHolidays } from "../bot/holiday.ts";
import { setWorkingHours } from "../business/business-service.ts";
import { addHolidays, removeHolidays } from "../business/followup-setting-service.ts";
import { groupHolidays, MAX_HOLIDAYS, type HolidayGroup } from "../business/holiday.ts";
import { freshEdit, isChanged, typedEdit, type Edit, type Wrongs } from "./care-edit.ts";
import { EditForm, TypedField } from "./care-field.tsx";
import { Csrf } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";
import { plain, Press, settingPage, SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { hoursFields, readHours } from "./setting-hours-form.ts";
import { Empty, Sheet } from "./sheet.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

const AT = `${SETTINGS}/hours`;

export function hoursRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    AT,
    reading(deps, "settings", (visit) => Promise.resolve(look(visit))),
  );
  const presses = { [AT]: save, [`${AT}/add`]: addDays, [`${AT}/remove`]: removeDays };
  for (const [path, press] of Object.entries(presses))
    router.post(
      path,
      writing(deps, "settings", (visit) => press(deps, visit)),
    );
}

async function save(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { business, language } = visitor;
  const kept = hoursFields(language, business.workingHours);
  const read = readHours(form);
  if ("wrongs" in read || isChanged(form, kept))
    return look(visit, { hours: typedEdit(visit, kept, "wrongs" in read ? read.wrongs : {}) });
  await setWorkingHours(deps.db, business.id, read.hours);
  await retestLater(deps.db, business.id, now);
  return { to: `${AT}?done=saved` };
}

/** Days that differ from the week, as people write them. */
async function addDays(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { business } = visitor;
  const read = parseHolidays(form.get("days") ?? "", todayOf(business, now));
  const refuse = (wrong: Wrongs[string]): Answer =>
    look(visit, { days: typedEdit(visit, noDays(), { days: wrong }) });
  if ("wrong" in read)
    return refuse({ id: "web-biz-day-wrong", args: { word: read.wrong.slice(0, 60) } });
  if ("past" in read)
    return refuse({ id: "settings-holidays-past", args: { word: read.past.slice(0, 60) } });
  const changed = await addHolidays(deps.db, business.id, { added: read.holidays, now });
  if (changed === null)
    return refuse({ id: "settings-holidays-many", args: { max: MAX_HOLIDAYS } });
  return { to: `${AT}?done=saved#days` };
}

/** Takes days away as they stood on the page; others are left alone. */
async function removeDays(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { business } = visitor;
  const group = coming(visit).find(
    ({ from, to }) => from === form.get("from") && to === form.get("to"),
  );
  if (!group) return look(visit, { gone: true });
  await removeHolidays(deps.db, business.id, { from: group.from, to: group.to, now });
  return { to: `${AT}?done=removed#days` };
}

type Shown = { hours?: Edit; days?: Edit; gone?: boolean };

function look(visit: Visit, { hours, days, gone = false }: Shown = {}): Answer {
  const { visitor } = visit;
  const { business, language, csrf } = visitor;
  const say = sayIn(language);
  const edit = hours ?? freshEdit(hoursFields(language, business.workingHours));
  const isRefused = hours !== undefined || days !== undefined;
  return {
    status: gone || edit.changed ? 409 : isRefused ? 422 : 200,
    page: settingPage(visit, {
      section: "hours",
      body: (
        <>
          {gone && (
            <p class="note warn" role="alert">
              {say("web-changed-meanwhile")}
            </p>
          )}
          <Sheet
            id="hours"
            title={say("web-biz-hours")}
            foot={plain(language, "settings-hours-why")}
          >
            <EditForm action={AT} csrf={csrf} edit={edit} say={say}>
              <div class="form">
                <TypedField
                  edit={edit}
                  name="hours"
                  label={say("web-biz-hours-label")}
                  help={say("web-biz-hours-help")}
                  say={say}
                  wide
                />
              </div>
            </EditForm>
          </Sheet>
          <Holidays visit={visit} edit={days ?? freshEdit(noDays())} say={say} />
        </>
      ),
    }),
  };
}

function Holidays({ visit, edit, say }: { visit: Visit; edit: Edit; say: Say }): VNode {
  const { visitor, now } = visit;
  const { business, language, csrf } = visitor;
  const groups = coming(visit);
  const today = todayOf(business, now);
  return (
    <Sheet
      id="days"
      title={say("web-biz-days")}
      count={groups.length}
      foot={say("settings-holidays-why")}
    >
      {groups.length === 0 && <Empty words={say("settings-holidays-empty")} />}
      <ul class="rows">
        {groups.map((group) => {
          const days = daysText(language, group, today);
          return (
            <li class="ck">
              <span class="grow">
                {group.hours === null
                  ? say("settings-holiday-closed", { days })
                  : say("settings-holiday-open", { days, hours: group.hours.join("–") })}
              </span>
              <Press
                to={`${AT}/remove`}
                csrf={csrf}
                fields={{ from: group.from, to: group.to }}
                label={say("web-remove")}
                tone="quiet"
              />
            </li>
          );
        })}
      </ul>
      <form method="post" action={`${AT}/add#days`}>
        <Csrf token={csrf} />
        <div class="form">
          <TypedField
            edit={edit}
            name="days"
            label={say("web-biz-days-add")}
            help={say("web-biz-days-help")}
            rows={2}
            say={say}
            wide
          />
        </div>
        <p class="pad">
          <button class="btn">
            <Icon name="plus" small />
            {plain(language, "settings-holidays-add")}
          </button>
        </p>
      </form>
    </Sheet>
  );
}

function coming({ visitor: { business }, now }: Visit): HolidayGroup[] {
  return groupHolidays(business.holidays, todayOf(business, now));
}

function noDays(): URLSearchParams {
  return new URLSearchParams({ days: "" });
}
