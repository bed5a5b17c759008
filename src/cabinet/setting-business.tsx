import type { Router } from "@koa/router";
import { currencies, currencyName, zoneLabel } from "../bot/place.ts";
import { changeBusiness } from "../business/business-service.ts";
import { cleanName, isKind, kinds, placeOf, zones, type Business } from "../business/business.ts";
import { AppError } from "../lib/app-error.ts";
import { isLanguage, languageNames, languages } from "../texts/language.ts";
import { freshEdit, isChanged, typedEdit, type Edit, type Wrongs } from "./care-edit.ts";
import { ChosenField, EditForm, TypedField } from "./care-field.tsx";
import { sayIn } from "./say.ts";
import { plain, settingPage, SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { Sheet } from "./sheet.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

const AT = `${SETTINGS}/business`;

export function businessRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    AT,
    reading(deps, "settings", (visit) => Promise.resolve(look(visit))),
  );
  router.post(
    AT,
    writing(deps, "settings", (visit) => save(deps, visit)),
  );
}

function fieldsOf({ name, kind, timezone, currency, language }: Business): URLSearchParams {
  return new URLSearchParams({ name, kind, timezone, currency, language });
}

async function save(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form } = visit;
  const { business } = visitor;
  const kept = fieldsOf(business);
  const field = (name: string): string => form.get(name) ?? "";
  const name = cleanName(field("name"));
  const wrongs: Wrongs = name === null ? { name: { id: "bot-name-bad" } } : {};
  if (name === null || isChanged(form, kept)) return look(visit, typedEdit(visit, kept, wrongs));
  const [kind, language, timezone] = [field("kind"), field("language"), field("timezone")];
  if (!isKind(kind) || !isLanguage(language)) throw new AppError("business.invalid", "invalid");
  // A zone that is chosen tells the country too, by which national numbers are read.
  const country = timezone === business.timezone ? undefined : placeOf(timezone)?.country;
  await changeBusiness(deps.db, business.id, {
    name,
    kind,
    timezone,
    currency: field("currency"),
    language,
    ...(country === undefined ? {} : { country }),
  });
  return { to: `${AT}?done=saved` };
}

function look(visit: Visit, typed: Edit | null = null): Answer {
  const { visitor, now } = visit;
  const { business, csrf, language } = visitor;
  const say = sayIn(language);
  const edit = typed ?? freshEdit(fieldsOf(business));
  const shared = { edit, say };
  return {
    status: typed === null ? 200 : typed.changed ? 409 : 422,
    page: settingPage(visit, {
      section: "business",
      body: (
        <Sheet id="business" title={say("web-biz-business")} foot={say("web-biz-zone-foot")}>
          <EditForm action={AT} csrf={csrf} edit={edit} say={say}>
            <div class="form">
              <TypedField {...shared} name="name" label={plain(language, "settings-go-name")} />
              <ChosenField
                {...shared}
                name="kind"
                label={plain(language, "settings-go-kind")}
                options={kinds.map((kind) => [kind, plain(language, `bot-kind-${kind}`)])}
              />
              <ChosenField
                {...shared}
                name="timezone"
                label={plain(language, "settings-go-zone")}
                options={withOwn(zones, business.timezone).map((zone) => [
                  zone,
                  zoneLabel(language, zone, now),
                ])}
              />
              <ChosenField
                {...shared}
                name="currency"
                label={plain(language, "settings-go-currency")}
                options={withOwn(currencies, business.currency).map((currency) => [
                  currency,
                  currencyName(language, currency),
                ])}
              />
              <ChosenField
                {...shared}
                name="language"
                label={plain(language, "settings-go-language")}
                options={languages.map((code) => [code, languageNames[code]])}
              />
            </div>
          </EditForm>
        </Sheet>
      ),
    }),
  };
}

/** What the business has stays to be chosen, even where the list lacks it. */
function withOwn(list: readonly string[], own: string): readonly string[] {
  return list.includes(own) ? list : [own, ...list];
}
