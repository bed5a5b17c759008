import type { ComponentChildren, VNode } from "preact";
import { render } from "preact-render-to-string";
import type { Visitor } from "../business/session.ts";
import { may } from "../business/role.ts";
import type { Language } from "../texts/language.ts";
import { Icon, Mark, type IconName } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";

/** A page of the cabinet without its frame. */
export type Page = {
  title: string;
  /** The section of the rail. */
  section: "home" | "webhook";
  /** A line below the title. */
  lead?: ComponentChildren;
  /** What leads back up. */
  up?: { to: string; label: string };
  /** Actions beside the title. */
  actions?: ComponentChildren;
  /** One line that says what was just done. */
  done?: string | null;
  body: ComponentChildren;
};

/** Nothing of ours is evaluated, no style is put in, and htmx asks nobody but us. */
const HTMX = JSON.stringify({
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
});

/** A whole page for somebody who is logged in. */
export function renderPage(visitor: Visitor, page: Page, base: string): string {
  const say = sayIn(visitor.language);
  return whole(
    <Document
      language={visitor.language}
      base={base}
      title={`${page.title} · ${visitor.business.name}`}
      csrf={visitor.csrf}
    >
      <a class="skip" href="#main">
        {say("web-skip")}
      </a>
      <div class="shell">
        <Rail visitor={visitor} section={page.section} say={say} />
        <div class="page">
          <header class="bar">
            <div class="grow">
              {page.up && (
                <p class="crumb">
                  <a class="plain" href={page.up.to}>
                    <Icon name="back" small /> {page.up.label}
                  </a>
                </p>
              )}
              <h1>{page.title}</h1>
              {page.lead !== undefined && <p class="sub">{page.lead}</p>}
            </div>
            {page.actions}
          </header>
          <main id="main">{page.body}</main>
        </div>
        <Dock visitor={visitor} section={page.section} say={say} />
      </div>
      <div class="toasts" role="status" aria-live="polite">
        {page.done !== undefined && page.done !== null && <p class="toast">{page.done}</p>}
      </div>
    </Document>,
  );
}

/** A whole page for anybody: the ways in, and errors. */
export function renderPlain(
  about: { language: Language; title: string; base: string; script?: string },
  body: ComponentChildren,
): string {
  return whole(
    <Document language={about.language} base={about.base} title={about.title} script={about.script}>
      <main id="main" class="alone">
        <div class="brand">
          <Mark />
          <span>Frontdesk</span>
        </div>
        <section class="sheet">{body}</section>
      </main>
    </Document>,
  );
}

/** A part of a page that htmx puts in. */
export function renderPart(part: VNode): string {
  return render(part);
}

function whole(document: VNode): string {
  return `<!doctype html>\n${render(document)}\n`;
}

function Document(about: {
  language: Language;
  base: string;
  title: string;
  csrf?: string | undefined;
  script?: string | undefined;
  children: ComponentChildren;
}): VNode {
  const { language, base, title, csrf, script = "cabinet.js", children } = about;
  const headers = csrf === undefined ? {} : { "hx-headers": JSON.stringify({ "x-csrf": csrf }) };
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="htmx-config" content={HTMX} />
        <title>{title}</title>
        <link rel="icon" href={`${base}/mark.svg`} type="image/svg+xml" />
        <link rel="stylesheet" href={`${base}/tokens.css`} />
        <link rel="stylesheet" href={`${base}/base.css`} />
        <link rel="stylesheet" href={`${base}/shell.css`} />
        <link rel="stylesheet" href={`${base}/part.css`} />
        <link rel="stylesheet" href={`${base}/webhook.css`} />
        <script src={`${base}/htmx.js`} defer />
        <script src={`${base}/${script}`} defer />
      </head>
      <body {...headers}>{children}</body>
    </html>
  );
}

type Place = { section: Page["section"]; to: string; label: string; icon: IconName | "mark" };

/** Only places that exist, and that this role may see. */
function placesOf(visitor: Visitor, say: Say): Place[] {
  const places: Place[] = [
    { section: "home", to: "/dashboard", label: say("web-home"), icon: "mark" },
  ];
  if (may(visitor.role, "settings"))
    places.push({
      section: "webhook",
      to: "/webhook/",
      label: say("web-webhooks"),
      icon: "hook",
    });
  return places;
}

type Frame = { visitor: Visitor; section: Page["section"]; say: Say };

function Rail({ visitor, section, say }: Frame): VNode {
  return (
    <nav class="rail" aria-label={say("web-sections")}>
      <a class="brand" href="/dashboard">
        <Mark />
        <span>Frontdesk</span>
      </a>
      <ul>
        {placesOf(visitor, say).map((place) => (
          <li>
            <PlaceLink place={place} section={section}>
              <span>{place.label}</span>
            </PlaceLink>
          </li>
        ))}
      </ul>
      <div class="rail-foot">
        <span class="avatar" aria-hidden="true">
          {initialOf(visitor.name)}
        </span>
        <div class="grow">
          <div class="strong small cut1">{visitor.business.name}</div>
          <div class="muted small cut1">
            {visitor.name} · {say(`bot-role-${visitor.role}`)}
          </div>
        </div>
      </div>
    </nav>
  );
}

function Dock({ visitor, section, say }: Frame): VNode {
  return (
    <nav class="dock" aria-label={say("web-sections")}>
      {placesOf(visitor, say).map((place) => (
        <PlaceLink place={place} section={section}>
          {place.label}
        </PlaceLink>
      ))}
    </nav>
  );
}

function PlaceLink(about: {
  place: Place;
  section: Page["section"];
  children: ComponentChildren;
}): VNode {
  const { place, section, children } = about;
  const current = place.section === section ? { "aria-current": "page" as const } : {};
  return (
    <a href={place.to} {...current}>
      {place.icon === "mark" ? <Mark /> : <Icon name={place.icon} />}
      {children}
    </a>
  );
}

function initialOf(name: string): string {
  return (Array.from(name.trim())[0] ?? "•").toUpperCase();
}
