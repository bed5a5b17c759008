import type { VNode } from "preact";
import type { CallList } from "./call-listed.ts";
import { chipsOf, type Chip } from "./call-wish.ts";
import { lineOf } from "./call-word.ts";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";

/** The search with its filters: open where there is room or something is chosen, and what is on as chips. */
export function CallFilters(about: CallList): VNode {
  const { say, wish } = about;
  const chips = chipsOf(wish);
  return (
    <div class="inset call-find">
      <form method="get" action="/dashboard/calls" role="search">
        <div class="row nowrap">
          <label class="grow">
            <span class="sr">{say("web-call-search")}</span>
            <input
              class="input"
              type="search"
              name="q"
              value={wish.text}
              maxLength={60}
              placeholder={say("web-call-search")}
            />
          </label>
          {wish.said && <input type="hidden" name="in" value="said" />}
          <button class="btn main">
            <Icon name="search" small />
            <span class="only-wide">{say("web-call-find")}</span>
            <span class="sr only-phone">{say("web-call-find")}</span>
          </button>
        </div>
        <details>
          <summary class="small">
            <Icon name="filter" small /> {say("web-call-filters")}
          </summary>
          <Choices {...about} />
        </details>
      </form>
      {chips.length > 0 && (
        <div class="chips">
          {chips.map((chip) => (
            <a class="chip" aria-current="true" href={chip.without}>
              {chipText(chip, about)}
              <Icon name="x" small />
              <span class="sr">{say("web-call-chip-off")}</span>
            </a>
          ))}
        </div>
      )}
    </div>
  );
}

function Choices(about: CallList): VNode {
  const { say, wish, lines, employees } = about;
  const { only } = wish;
  return (
    <div class="filters">
      <Field label={say("web-call-from")} id="from">
        <input class="input" type="date" id="from" name="from" value={wish.from} />
      </Field>
      <Field label={say("web-call-to")} id="to">
        <input class="input" type="date" id="to" name="to" value={wish.to} />
      </Field>
      {!wish.said && (
        <>
          <Choice
            name="direction"
            label={say("web-call-direction")}
            chosen={only.direction}
            rows={[
              ["", say("web-call-any")],
              ["in", say("web-call-ins")],
              ["out", say("web-call-outs")],
            ]}
          />
          <Choice
            name="end"
            label={say("web-call-end")}
            chosen={only.end}
            rows={[
              ["", say("web-call-any")],
              ["answered", say("web-call-answered")],
              ["missed", say("web-call-misseds")],
              ["unreached", say("web-call-unreached")],
            ]}
          />
          <Choice
            name="line"
            label={say("web-call-line")}
            chosen={only.line}
            rows={[
              ["", say("web-call-any-line")],
              ...lines.map(({ number }): Option => [number, lineName(number, about)]),
            ]}
          />
          <Choice
            name="ext"
            label={say("web-call-employee")}
            chosen={only.ext}
            rows={[
              ["", say("web-call-any-employee")],
              ...employees.map(({ ext, name }): Option => [ext, name === "" ? ext : name]),
            ]}
          />
          <div class="row">
            <Tick name="audio" label={say("web-call-with-audio")} on={only.audio === true} />
            <Tick name="text" label={say("web-call-with-text")} on={only.text === true} />
          </div>
        </>
      )}
      <button class="btn">{say("web-call-apply")}</button>
    </div>
  );
}

type Option = [value: string, label: string];

function Choice(about: {
  name: string;
  label: string;
  chosen: string | undefined;
  rows: readonly Option[];
}): VNode {
  const { name, label, chosen = "", rows } = about;
  return (
    <Field label={label} id={name}>
      <select id={name} name={name}>
        {rows.map(([value, words]) => (
          <option value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Tick({ name, label, on }: { name: string; label: string; on: boolean }): VNode {
  return (
    <label class="tick">
      <input type="checkbox" name={name} value="1" checked={on} />
      {label}
    </label>
  );
}

function chipText({ name, value }: Chip, about: CallList): string {
  const { say, employees } = about;
  const day = value.split("-").toReversed().join(".");
  const words: Record<Chip["name"], () => string> = {
    text: () => `«${value}»`,
    from: () => say("web-call-chip-from", { day }),
    to: () => say("web-call-chip-to", { day }),
    direction: () => say(value === "in" ? "web-call-ins" : "web-call-outs"),
    end: () => endWord(value, about),
    line: () => lineName(value, about),
    ext: () => employees.find(({ ext }) => ext === value)?.name || value,
    audio: () => say("web-call-with-audio"),
    transcript: () => say("web-call-with-text"),
  };
  return words[name]();
}

function endWord(value: string, { say }: CallList): string {
  if (value === "missed") return say("web-call-misseds");
  return say(value === "answered" ? "web-call-answered" : "web-call-unreached");
}

function lineName(number: string, { labels }: CallList): string {
  return lineOf(number, labels.lines) ?? number;
}
