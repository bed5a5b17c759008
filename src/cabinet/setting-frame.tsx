import type { ComponentChildren, VNode } from "preact";
import { text, type TextArgs, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { timeOf } from "../texts/format.ts";
import { bare } from "./call-word.ts";
import type { Page } from "./document.tsx";
import { Csrf, Field, told } from "./field.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";
import type { CabinetDeps, Visit } from "./visit.tsx";

export type SettingDeps = CabinetDeps & {
  botId: number;
  botName: () => string | null;
  sandbox: boolean;
};

export const SETTINGS = "/dashboard/settings";

/** The sections in their order; each is added by who builds it. */
const sections = [
  { section: "setup", to: SETTINGS, label: "web-set-setup" },
  { section: "business", to: `${SETTINGS}/business`, label: "web-biz-business" },
  { section: "accounts", to: `${SETTINGS}/accounts`, label: "web-set-accounts" },
  { section: "lines", to: `${SETTINGS}/lines`, label: "web-biz-lines" },
  { section: "employees", to: `${SETTINGS}/employees`, label: "web-biz-employees" },
  { section: "hours", to: `${SETTINGS}/hours`, label: "web-biz-hours" },
  { section: "followups", to: `${SETTINGS}/followups`, label: "web-biz-followups" },
  { section: "chats", to: `${SETTINGS}/chats`, label: "web-chat-set" },
  { section: "telegram", to: `${SETTINGS}/telegram`, label: "web-door-telegram" },
  { section: "whatsapp", to: `${SETTINGS}/whatsapp`, label: "web-door-whatsapp" },
  { section: "agent", to: "/dashboard/agent", label: "web-agent" },
  { section: "transcription", to: `${SETTINGS}/transcription`, label: "web-biz-speech" },
  { section: "team", to: `${SETTINGS}/team`, label: "web-set-team" },
  { section: "tokens", to: `${SETTINGS}/tokens`, label: "web-set-tokens" },
  { section: "retention", to: `${SETTINGS}/retention`, label: "web-biz-keep" },
  { section: "erase", to: `${SETTINGS}/erase`, label: "web-biz-erase" },
] as const;
type Section = (typeof sections)[number];
export type SettingSection = Section["section"];

/** A page of the settings beside the list of them all. `warned` sections have something to cure. */
export function settingPage(
  { visitor, query, now }: Visit,
  about: {
    section: SettingSection;
    done?: string | null;
    warned?: readonly SettingSection[];
    body: ComponentChildren;
  },
): Page {
  const { section, warned = [], body } = about;
  const label = sections.find((one) => one.section === section)?.label ?? "web-settings";
  const { business, language } = visitor;
  const say = sayIn(language);
  const code = query.get("done") ?? "";
  const done = about.done ?? (isDone(code) ? say(`web-set-done-${code}`) : null);
  return {
    title: section === "setup" ? say("web-settings") : say(label),
    section: "settings",
    styles: ["setting"],
    scripts: ["setting"],
    done,
    ...(section === "setup" ? {} : { up: { to: SETTINGS, label: say("web-settings") } }),
    lead: [
      business.name,
      business.timezone,
      business.currency,
      timeOf(language, now, business.timezone),
    ].join(" · "),
    body: (
      <div class="set">
        <SettingNav current={section} warned={warned} say={say} kind="set-nav only-wide" />
        <SettingNav current={section} warned={warned} say={say} kind="chips only-phone" />
        <div class="stack">{body}</div>
      </div>
    ),
  };
}

/** A sentence of the bot's as the cabinet writes it: no markup, no sign in front. */
export function plain(language: Language, id: TextId, args: TextArgs = {}): string {
  return bare(text(language, id, args).replaceAll(/<\/?(?:b|i|u|s|a|code|pre)(?:\s[^<>]*)?>/g, ""));
}

/** A form of one press; what asks somebody far away says so while it waits. */
export function Press(about: {
  to: string;
  csrf: string;
  label: string;
  fields?: Record<string, string>;
  icon?: IconName;
  tone?: "danger" | "quiet" | "main";
  wait?: string;
}): VNode {
  const { to, csrf, label, fields = {}, icon, tone, wait } = about;
  return (
    <form method="post" action={to} {...(wait === undefined ? {} : { "data-wait": wait })}>
      <Csrf token={csrf} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class={tone === undefined ? "btn" : `btn ${tone}`}>
        {icon !== undefined && <Icon name={icon} small />}
        {label}
      </button>
    </form>
  );
}

/** What is copied: a line or a letter, with its button. */
export function CopyBlock({ id, value, say }: { id: string; value: string; say: Say }): VNode {
  return (
    <div class="copy">
      <pre id={id} class="mono">
        {value}
      </pre>
      <button class="btn" type="button" hidden data-copy={id} data-copied={say("web-set-copied")}>
        <Icon name="copy" small />
        {say("web-set-copy")}
      </button>
    </div>
  );
}

/** A key that is written and never shown again. */
export function SecretField(about: {
  name: string;
  label: string;
  help?: string;
  wrong?: string | null;
}): VNode {
  const { name, label, help, wrong } = about;
  return (
    <Field id={`f-${name}`} label={label} help={help} wrong={wrong}>
      <input
        class="input mono"
        type="password"
        name={name}
        required
        autocomplete="off"
        spellcheck={false}
        {...told(`f-${name}`, { help: help !== undefined, wrong })}
      />
    </Field>
  );
}

const dones = [
  "saved",
  "added",
  "exists",
  "linked",
  "unlinked",
  "checked",
  "renewed",
  "dropped",
  "last",
  "tested",
  "untested",
  "stopped",
  "revoked",
  "removed",
  "role",
  "token-again",
  "invite-again",
  "ext",
] as const;

function isDone(code: string): code is (typeof dones)[number] {
  return dones.some((one) => one === code);
}

function SettingNav(about: {
  current: SettingSection;
  warned: readonly SettingSection[];
  say: Say;
  kind: string;
}): VNode {
  const { current, warned, say, kind } = about;
  const chip = kind.startsWith("chips") ? { class: "chip" } : {};
  return (
    <nav class={kind} aria-label={say("web-settings")}>
      {sections.map(({ section, to, label }) => (
        <a
          {...chip}
          href={to}
          {...(section === current ? { "aria-current": "page" as const } : {})}
        >
          {say(label)}
          {warned.includes(section) && (
            <i class="pip warned">
              <span class="sr">{say("web-set-needs")}</span>
            </i>
          )}
        </a>
      ))}
    </nav>
  );
}
