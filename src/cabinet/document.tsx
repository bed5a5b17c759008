import type { ComponentChildren, VNode } from "preact";
import { render } from "preact-render-to-string";
import type { Visitor } from "../business/session.ts";
import type { Language } from "../texts/language.ts";
import { PressKey } from "./field.tsx";
import { Icon, Mark } from "./icon.tsx";
import { WaitCount, type Waiting } from "./live-count.tsx";
import { placesOf, type Place, type Section } from "./place.ts";
import { sayIn, type Say } from "./say.ts";

/** A page of the cabinet without its frame. */
export type Page = {
  title: string;
  /** The section of the rail. */
  section: Section;
  /** A line below the title. */
  lead?: ComponentChildren;
  /** What leads back up. */
  up?: { to: string; label: string };
  /** Actions beside the title. */
  actions?: ComponentChildren;
  /** One line that says what was just done. */
  done?: string | null;
  /** Style sheets and scripts of assets/ that only this page needs, by name without ending. */
  styles?: readonly string[];
  scripts?: readonly string[];
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
export function renderPage(
  visitor: Visitor,
  page: Page,
  { base, waiting, press }: { base: string; waiting: Waiting; press: string },
): string {
  const say = sayIn(visitor.language);
  return whole(
    <PressKey.Provider value={press}>
      <Document
        language={visitor.language}
        base={base}
        title={`${page.title} · ${visitor.business.name}`}
        csrf={visitor.csrf}
        styles={page.styles}
        scripts={["live", ...(page.scripts ?? [])]}
      >
        <a class="skip" href="#main">
          {say("web-skip")}
        </a>
        <div class="shell">
          <Rail visitor={visitor} section={page.section} waiting={waiting} say={say} />
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
          <Dock visitor={visitor} section={page.section} waiting={waiting} say={say} />
        </div>
        <div
          hidden
          hx-get="/dashboard/part/waiting"
          hx-trigger="live:call from:body, live:followup from:body, live:conversation from:body"
          hx-swap="none"
        />
        <div class="toasts" role="status" aria-live="polite">
          {page.done !== undefined && page.done !== null && <p class="toast">{page.done}</p>}
        </div>
      </Document>
    </PressKey.Provider>,
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
export function renderPart(part: VNode, press: string): string {
  return render(<PressKey.Provider value={press}>{part}</PressKey.Provider>);
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
  styles?: readonly string[] | undefined;
  scripts?: readonly string[] | undefined;
  children: ComponentChildren;
}): VNode {
  const { language, base, title, csrf, children } = about;
  const { script = "cabinet.js", styles = [], scripts = [] } = about;
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
        {styles.map((name) => (
          <link rel="stylesheet" href={`${base}/${name}.css`} />
        ))}
        <script src={`${base}/htmx.js`} defer />
        <script src={`${base}/${script}`} defer />
        {scripts.map((name) => (
          <script src={`${base}/${name}.js`} defer />
        ))}
      </head>
      <body {...headers}>{children}</body>
    </html>
  );
}

type Frame = { visitor: Visitor; section: Section; waiting: Waiting; say: Say };

function Rail({ visitor, section, waiting, say }: Frame): VNode {
  const places = placesOf(visitor, say);
  return (
    <nav class="rail" aria-label={say("web-sections")}>
      <a class="brand" href="/dashboard">
        <Mark />
        <span>Frontdesk</span>
      </a>
      {places.map((group, index) => (
        <>
          {index > 0 && <hr />}
          <ul>
            {group.map((place) => (
              <li>
                <PlaceLink place={place} section={section}>
                  <span>{place.label}</span>
                  <Count place={place} waiting={waiting} say={say} />
                </PlaceLink>
              </li>
            ))}
          </ul>
        </>
      ))}
      <a class="rail-foot" href="/dashboard/more">
        <span class="avatar" aria-hidden="true">
          {initialOf(visitor.name)}
        </span>
        <div class="grow">
          <div class="strong small cut1">{visitor.business.name}</div>
          <div class="muted small cut1">
            {visitor.name} · {say(`bot-role-${visitor.role}`)}
          </div>
        </div>
      </a>
    </nav>
  );
}

function Dock({ visitor, section, waiting, say }: Frame): VNode {
  const all = placesOf(visitor, say).flat();
  const more = {
    section: "more",
    to: "/dashboard/more",
    label: say("web-more"),
    icon: "menu",
  } as const;
  const places = [...all.filter(({ section: one }) => docked.includes(one)), more];
  const current = docked.includes(section) ? section : "more";
  return (
    <nav class="dock" aria-label={say("web-sections")}>
      {places.map((place) => (
        <PlaceLink place={place} section={current}>
          {place.label}
          <Count place={place} waiting={waiting} say={say} />
        </PlaceLink>
      ))}
    </nav>
  );
}

const docked: readonly Section[] = ["today", "calls", "deals", "bookings"];

/** How many wait there. */
function Count(about: { place: Place; waiting: Waiting; say: Say }): VNode | null {
  const { place, waiting, say } = about;
  if (place.section !== "today" && place.section !== "talks") return null;
  return <WaitCount what={place.section} waiting={waiting} say={say} />;
}

function PlaceLink(about: { place: Place; section: Section; children: ComponentChildren }): VNode {
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
