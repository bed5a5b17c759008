import type { Router } from "@koa/router";
import { membersOf } from "../business/member-service.ts";
import { scopes } from "../desk/scope-service.ts";
import { acceptConsent, changeSpeech, speechSettings } from "../speech/settings-service.ts";
import type { SpeechSettings } from "../speech/settings.ts";
import { freshEdit, isChanged, typedEdit, type Edit } from "./care-edit.ts";
import { settingPage, SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { readSpeech, speechFields } from "./setting-speech-form.ts";
import { SpeechBody, type SpeechPageView } from "./setting-speech-page.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

const AT = `${SETTINGS}/transcription`;

export function speechRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    AT,
    reading(deps, "settings", (visit) => look(deps, visit)),
  );
  router.post(
    AT,
    writing(deps, "settings", (visit) => save(deps, visit)),
  );
  router.post(
    `${AT}/consent`,
    writing(deps, "settings", (visit) => accept(deps, visit)),
  );
}

type Kept = { settings: SpeechSettings; lines: SpeechPageView["lines"] };

/** The lines are those that are known, and those that were chosen and are gone. */
async function keptOf({ db }: SettingDeps, { visitor }: Visit): Promise<Kept> {
  const { id } = visitor.business;
  const [settings, { lines }] = await Promise.all([speechSettings(db, id), scopes(db, id)]);
  const gone = settings.lines.filter((number) => !lines.some((line) => line.number === number));
  return { settings, lines: [...lines, ...gone.map((number) => ({ number, name: "" }))] };
}

/** A second press, or an old page's, changes nothing of who accepted first. */
async function accept({ db }: SettingDeps, { visitor, now }: Visit): Promise<Answer> {
  const { personId, business } = visitor;
  const { consentAt } = await speechSettings(db, business.id);
  if (consentAt === null) await acceptConsent(db, business.id, { personId, now });
  return { to: `${AT}?done=saved` };
}

async function save(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form } = visit;
  const { id, country } = visitor.business;
  const kept = await keptOf(deps, visit);
  const { settings } = kept;
  const known = kept.lines.map(({ number }) => number);
  const read = readSpeech(form, { settings, known, country });
  const fields = speechFields(settings);
  if (settings.consentAt === null || "wrongs" in read || isChanged(form, fields))
    return look(deps, visit, typedEdit(visit, fields, "wrongs" in read ? read.wrongs : {}));
  await changeSpeech(deps.db, id, read.change);
  return { to: `${AT}?done=saved` };
}

async function look(deps: SettingDeps, visit: Visit, typed: Edit | null = null): Promise<Answer> {
  const { visitor } = visit;
  const { settings, lines } = await keptOf(deps, visit);
  const members = settings.consentBy === null ? [] : await membersOf(deps.db, visitor.business.id);
  const view: SpeechPageView = {
    visitor,
    settings,
    server: deps.desk().speech,
    acceptedBy: members.find(({ personId }) => personId === settings.consentBy)?.name ?? null,
    lines,
    edit: typed ?? freshEdit(speechFields(settings)),
  };
  return {
    status: typed === null ? 200 : Object.keys(typed.wrongs).length > 0 ? 422 : 409,
    page: settingPage(visit, { section: "transcription", body: <SpeechBody {...view} /> }),
  };
}
