import type { VNode } from "preact";
import { phoneOf } from "../bot/whatsapp-screen.ts";
import { whatsappHook, whatsappOf } from "../channels/whatsapp-number-service.ts";
import type { NumberTrouble, WhatsappNumber } from "../channels/whatsapp-number.ts";
import type { TextId } from "../texts/bundle.ts";
import { dateNear, dayShort } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { Icon } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";
import { WayOut } from "./setting-bot.tsx";
import {
  CopyBlock,
  plain,
  Press,
  settingPage,
  SETTINGS,
  type SettingDeps,
} from "./setting-frame.tsx";
import { AppForm, KeysForm, TemplateForm, type WhatsappRefused } from "./setting-whatsapp-form.tsx";
import { Badge, Sheet, type Tone } from "./sheet.tsx";
import type { Answer, Visit } from "./visit.tsx";
import { doneId } from "./done.ts";

export const WHATSAPP_AT = `${SETTINGS}/whatsapp`;

/** The number: how it does, what Meta is to be given, its keys, its app and its template. */
export async function whatsappPage(
  deps: SettingDeps,
  visit: Visit,
  refused: WhatsappRefused | null = null,
): Promise<Answer> {
  const { visitor } = visit;
  const { business, language } = visitor;
  const say = sayIn(language);
  const [number, hook] = await Promise.all([
    whatsappOf(deps.db, business.id),
    whatsappHook(deps.desk().whatsapp, business.id),
  ]);
  const shared = { at: WHATSAPP_AT, visit, say, refused };
  const bad = number !== null && (number.error !== null || !hook.signed);
  const done = doneId(visit, dones);
  return {
    status: refused?.status ?? 200,
    page: settingPage(visit, {
      section: "whatsapp",
      warned: bad ? ["whatsapp"] : [],
      done: done === null ? null : plain(language, done),
      body: (
        <>
          {refused?.note !== undefined && (
            <p class="note warn inset" role="alert">
              {refused.note}
            </p>
          )}
          {number === null && <Steps visit={visit} hook={hook} say={say} />}
          {number !== null && <State visit={visit} number={number} hook={hook} say={say} />}
          {number !== null && <ForMeta visit={visit} hook={hook} say={say} />}
          <KeysForm {...shared} number={number} />
          {number !== null && <AppForm {...shared} number={number} />}
          {number !== null && <TemplateForm {...shared} number={number} />}
        </>
      ),
    }),
  };
}

type Hook = { url: string | null; verifyToken: string; signed: boolean };
type Shared = { visit: Visit; hook: Hook; say: Say };

const META = "https://developers.facebook.com/apps/";

const dones: Partial<Record<string, TextId>> = {
  secret: "whatsapp-app-done",
  server: "whatsapp-app-server-done",
};

function Steps({ visit, hook, say }: Shared): VNode {
  const { business, language } = visit.visitor;
  return (
    <Sheet id="number" title={plain(language, "whatsapp-title")}>
      <div class="pad stack8">
        <p>{say("web-door-meta-lead", { business: business.name })}</p>
        <ol class="steps">
          <li>{say("web-door-meta-step-id")}</li>
          <li>{say("web-door-meta-step-token")}</li>
          <li>{say("web-door-meta-step-paste")}</li>
        </ol>
        {hook.url === null ? (
          <p class="note warn">{plain(language, "whatsapp-hook-none")}</p>
        ) : (
          <p class="muted">{say("whatsapp-after")}</p>
        )}
        <WayOut to={META} label={say("whatsapp-key-meta")} />
      </div>
    </Sheet>
  );
}

function State(about: Shared & { number: WhatsappNumber }): VNode {
  const { visit, number, hook, say } = about;
  const { now, visitor } = visit;
  const { business, language, csrf } = visitor;
  const { error, heardAt } = number;
  const phone = phoneOf(language, number);
  const { tone, label } = badgeOf(number, hook);
  const name = cleanName(number.name) ?? business.name;
  const date = dayShort(language, number.linkedAt, now, business.timezone);
  const heard =
    heardAt === null
      ? plain(language, "whatsapp-heard-never")
      : say("whatsapp-heard", { when: dateNear(language, heardAt, now, business.timezone) });
  return (
    <Sheet
      id="number"
      title={plain(language, "whatsapp-title")}
      actions={<Badge tone={tone}>{say(label)}</Badge>}
    >
      <ul class="rows">
        <li>
          <b>{phone}</b>
          <div class="small muted">{say("web-door-linked", { name, date })}</div>
          {error !== null && <div class="bad">{plain(language, `whatsapp-error-${error}`)}</div>}
          {!hook.signed && <div class="bad">{plain(language, "whatsapp-unsigned")}</div>}
          <div class="small muted">{heard}</div>
        </li>
        <li class="row">
          <a class="btn" href={WHATSAPP_AT}>
            <Icon name="retry" small />
            {plain(language, "whatsapp-key-refresh")}
          </a>
          <WayOut to={META} label={say("whatsapp-key-meta")} />
          <details>
            <summary>{say("web-set-unlink")}</summary>
            <p class="small muted">{plain(language, "whatsapp-unlink-sure", { phone })}</p>
            <Press
              to={`${WHATSAPP_AT}/drop`}
              csrf={csrf}
              fields={{ number: number.id, what: "number" }}
              label={say("whatsapp-key-unlink-sure")}
              tone="danger"
            />
          </details>
        </li>
      </ul>
    </Sheet>
  );
}

/** What Meta's dashboard is to be given. */
function ForMeta({ visit, hook, say }: Shared): VNode {
  const { language } = visit.visitor;
  return (
    <Sheet id="hook" title="Meta → WhatsApp → Configuration" foot={say("web-door-fields")}>
      <ul class="rows">
        <li class="stack8">
          <b>Callback URL</b>
          {hook.url === null ? (
            <p class="note warn">{plain(language, "whatsapp-hook-none")}</p>
          ) : (
            <CopyBlock id="hook-url" value={hook.url} say={say} />
          )}
        </li>
        <li class="stack8">
          <b>Verify token</b>
          <CopyBlock id="hook-token" value={hook.verifyToken} say={say} />
        </li>
      </ul>
    </Sheet>
  );
}

function badgeOf(
  { error, heardAt }: WhatsappNumber,
  { signed }: Hook,
): { tone: Tone; label: TextId } {
  if (error !== null) return troubles[error];
  if (!signed) return { tone: "bad", label: "web-door-unsigned" };
  if (heardAt === null) return { tone: "warn", label: "web-door-waits" };
  return { tone: "ok", label: "web-set-works" };
}

const troubles: Record<NumberTrouble, { tone: Tone; label: TextId }> = {
  revoked: { tone: "bad", label: "web-door-token-dead" },
  permission: { tone: "bad", label: "web-door-no-right" },
  restricted: { tone: "bad", label: "web-door-restricted" },
  unreachable: { tone: "warn", label: "web-door-away" },
};
