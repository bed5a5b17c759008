import type { VNode } from "preact";
import { digestAt, setDigest, stopDigest } from "../business/digest-service.ts";
import { DIGEST_AT, readDigestTime, type Digest, type DigestPlace } from "../business/digest.ts";
import type { Language } from "../texts/language.ts";
import { freshEdit, isChanged, typedEdit, type Edit } from "./care-edit.ts";
import { EditForm, TickField, TypedField } from "./care-field.tsx";
import type { Say } from "./say.ts";
import type { SettingDeps } from "./setting-frame.tsx";
import { Badge, Sheet } from "./sheet.tsx";
import type { Visit } from "./visit.tsx";

/** The daily message of one place as its form. */
export function digestEditOf(digest: Digest | null): Edit {
  return freshEdit(digestFields(digest));
}

/** Turns the daily message of a place on, off or to another time; else the form as it was typed. */
export async function keepDigest(
  deps: SettingDeps,
  visit: Visit,
  { place, language }: { place: DigestPlace; language: Language },
): Promise<{ kept: true } | { edit: Edit; digest: Digest | null }> {
  const { visitor, form, now } = visit;
  const { id, timezone: zone } = visitor.business;
  const digest = await digestAt(deps.db, id, place);
  const fields = digestFields(digest);
  const on = form.has("on");
  const at = readDigestTime(form.get("at") ?? "");
  if ((on && at === null) || isChanged(form, fields)) {
    const wrongs = on && at === null ? { at: { id: "web-chat-set-digest-wrong" as const } } : {};
    return { edit: typedEdit(visit, fields, wrongs), digest };
  }
  const closedDays = form.has("closed");
  if (on && at !== null)
    await setDigest(deps.db, id, { place, language, at, closedDays, now, zone });
  else if (digest) await stopDigest(deps.db, id, { id: digest.id, now });
  return { kept: true };
}

/** When the daily message comes to a place. */
export function DigestForm(about: {
  action: string;
  title: string;
  csrf: string;
  digest: Digest | null;
  edit: Edit;
  say: Say;
}): VNode {
  const { action, title, csrf, digest, edit, say } = about;
  return (
    <Sheet
      id="digest"
      title={title}
      actions={
        <Badge tone={digest === null ? "plain" : "ok"}>
          {digest === null ? say("web-chat-set-digest-off") : digest.at}
        </Badge>
      }
      foot={say("web-chat-set-digest-foot")}
    >
      <EditForm action={action} csrf={csrf} edit={edit} say={say}>
        <div class="form">
          <TypedField
            edit={edit}
            name="at"
            label={say("web-chat-set-digest-at")}
            help={say("web-chat-set-digest-help")}
            say={say}
          />
          <div>
            <TickField edit={edit} name="on" label={say("web-chat-set-digest-on")} />
            <TickField edit={edit} name="closed" label={say("web-chat-set-digest-closed")} />
          </div>
        </div>
      </EditForm>
    </Sheet>
  );
}

function digestFields(digest: Digest | null): URLSearchParams {
  const fields = new URLSearchParams({ at: digest?.at ?? DIGEST_AT });
  if (digest !== null) fields.set("on", "on");
  if (digest?.closedDays) fields.set("closed", "on");
  return fields;
}
