import type { VNode } from "preact";
import { Icon } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";
import { Press, settingPage, type SettingDeps, type SettingSection } from "./setting-frame.tsx";
import { accountGroups, type Cure, type Group, type GuideLine } from "./setup-line.ts";
import { moreGroups } from "./setup-more.ts";
import { readSetup, type SetupState } from "./setup-read.ts";
import { Badge } from "./sheet.tsx";
import type { Answer, Visit } from "./visit.tsx";

/** The set-up as a guide: each line with its state and its cure; what needs one comes first. */
export async function setupPage(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, now } = visit;
  const say = sayIn(visitor.language);
  const known = await readSetup(deps, visit);
  const look = { visitor, now, say };
  const groups = [...accountGroups(look, known), ...moreGroups(look, known)].toSorted(
    (a, b) => needOf(a) - needOf(b),
  );
  return {
    page: settingPage(visit, {
      section: "setup",
      warned: warnedOf(known),
      body: (
        <>
          <Progress groups={groups} say={say} csrf={visitor.csrf} />
          <div class="need">
            {groups.map((group) => (
              <GroupSheet group={group} say={say} csrf={visitor.csrf} />
            ))}
          </div>
        </>
      ),
    }),
  };
}

function warnedOf({ state, setups }: SetupState): SettingSection[] {
  return [
    ...(setups.length === 0 || state.accounts.some(({ checkError }) => checkError !== null)
      ? (["accounts"] as const)
      : []),
    ...(state.unreachable.length > 0 ? (["chats"] as const) : []),
    ...(state.salonBot?.error ? (["telegram"] as const) : []),
    ...(state.whatsapp?.error ? (["whatsapp"] as const) : []),
  ];
}

/** Broken first, then what is begun, then what works. */
function needOf({ lines }: Group): number {
  if (lines.some(({ state }) => state === "bad")) return 0;
  return lines.some(isOpen) ? 1 : 2;
}

function isOpen({ state, optional = false }: GuideLine): boolean {
  return state !== "ok" && !optional;
}

type Shown = { say: Say; csrf: string };

function Progress({ groups, say, csrf }: Shown & { groups: Group[] }): VNode {
  const steps = groups.flatMap(({ lines }) => lines).filter(({ optional }) => optional !== true);
  const done = steps.filter(({ state }) => state === "ok").length;
  const next = steps.find(({ state, cure }) => state === "bad" && cure) ?? steps.find(isOpen);
  // A tick is only for who did it: the way there leads to its line.
  const way = next?.cure ?? (next === undefined ? undefined : lineOf(groups, next));
  const share = steps.length === 0 ? 100 : Math.round((done / steps.length) * 100);
  return (
    <section class="prog" aria-label={say("web-set-progress")}>
      <svg class="arc" viewBox="0 0 64 64" aria-hidden="true">
        <circle cx="32" cy="32" r="27" />
        {share > 0 && (
          <circle
            class="v"
            cx="32"
            cy="32"
            r="27"
            pathLength={100}
            stroke-dasharray={`${share} 100`}
            transform="rotate(-90 32 32)"
          />
        )}
      </svg>
      <div class="grow">
        <h2>{say("web-set-steps", { done, all: steps.length })}</h2>
        <p class="muted">{next ? say("web-set-next", { step: next.title }) : say("web-set-all")}</p>
      </div>
      {way && <CureView cure={way} label={say("web-set-go")} csrf={csrf} main />}
    </section>
  );
}

function GroupSheet({ group, say, csrf }: Shown & { group: Group }): VNode {
  const { id, title, lines } = group;
  const counted = lines.filter(({ optional }) => optional !== true);
  const done = counted.filter(({ state }) => state === "ok").length;
  const bad = counted.filter(({ state }) => state === "bad").length;
  return (
    <section class="sheet" aria-labelledby={`h-${id}`} id={id}>
      <header>
        <h2 id={`h-${id}`}>{title}</h2>
        {bad > 0 ? (
          <Badge tone="bad">{say("web-set-bad", { count: bad })}</Badge>
        ) : done < counted.length ? (
          <Badge tone="warn">{say("web-set-left", { count: counted.length - done })}</Badge>
        ) : (
          counted.length > 0 && <Badge tone="ok">{say("web-set-works")}</Badge>
        )}
        {counted.length > 0 && (
          <span class="count small push">{say("web-set-of", { done, all: counted.length })}</span>
        )}
      </header>
      <ul class="rows">
        {lines.map(({ state, title: line, fact, cure, tick }) => (
          <li class="ck">
            <span class={`stt ${state}`}>
              {state !== "todo" && <Icon name={signs[state]} />}
              <span class="sr">{say(`web-set-state-${state}`)}</span>
            </span>
            <div class="grow">
              <b>{line}</b>
              <div class="small muted">{fact}</div>
            </div>
            {cure && <CureView cure={cure} label={cure.label} csrf={csrf} quiet={state === "ok"} />}
            {tick && <CureView cure={tick} label={tick.label} csrf={csrf} quiet={state === "ok"} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function lineOf(groups: Group[], line: GuideLine): Cure | undefined {
  const group = groups.find(({ lines }) => lines.includes(line));
  return group && { label: line.title, href: `#${group.id}` };
}

const signs = { ok: "check", wait: "clock", bad: "alert" } as const;

function CureView(about: {
  cure: Cure;
  label: string;
  csrf: string;
  quiet?: boolean;
  main?: boolean;
}): VNode {
  const { cure, label, csrf, quiet = false, main = false } = about;
  if ("href" in cure)
    return (
      <a class={main ? "btn main" : quiet ? "btn quiet" : "btn"} href={cure.href}>
        {label}
      </a>
    );
  const { to, fields, wait } = cure;
  return (
    <Press
      {...{ to, fields, csrf, label }}
      {...(wait === undefined ? {} : { wait })}
      {...(main ? { tone: "main" } : quiet ? { tone: "quiet" } : {})}
    />
  );
}
