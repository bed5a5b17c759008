import type { VNode } from "preact";
import type { Passage, TalkLine } from "../agent/talk-service.ts";
import { kindWord } from "../agent/desk-card.ts";
import type { TextId } from "../texts/bundle.ts";
import { dayOf, timeOf } from "../texts/format.ts";
import { Empty } from "./sheet.tsx";
import { stampOf } from "./stamp.ts";
import type { Desk } from "./today-desk.tsx";

export type LinesAbout = {
  desk: Desk;
  number: number;
  name: string;
  lines: readonly TalkLine[];
  earlier: boolean;
  /** An older page of them is looked at: nothing new comes in there. */
  old: boolean;
};

/** What the two sides said, the newest at the end. */
export function Lines(about: LinesAbout): VNode {
  const { desk, number, lines, earlier, old } = about;
  const { say, language, zone } = desk;
  const first = lines[0];
  return (
    <>
      <input type="hidden" name="seen" value={stampOf(lines)} />
      {earlier && first && (
        <p class="center small">
          <a href={`/dashboard/conversations/${number}?before=${first.id}`}>
            {say("web-talk-earlier")}
          </a>
        </p>
      )}
      {lines.length === 0 && <Empty words={say("web-talk-empty")} />}
      {lines.map((line, index) => {
        const day = dayOf(language, line.at, zone);
        const before = lines[index - 1];
        const turned = before === undefined || dayOf(language, before.at, zone) !== day;
        return (
          <>
            {turned && <p class="day small muted">{day}</p>}
            <Line about={about} line={line} />
          </>
        );
      })}
      {old && (
        <p class="center small">
          <a href={`/dashboard/conversations/${number}`}>{say("web-talk-latest")}</a>
        </p>
      )}
    </>
  );
}

function Line({ about, line }: { about: LinesAbout; line: TalkLine }): VNode {
  const { desk, name } = about;
  const { say, language, zone } = desk;
  const { author, kind, text, buttons, at, passage } = line;
  const who =
    author === "customer" ? name : say(`web-talk-by-${author === "agent" ? "agent" : "us"}`);
  const word = kindWord(language, kind);
  return (
    <article class={author === "customer" ? "say" : `say out ${author}`}>
      <header class="small muted">
        <b>{who}</b> {timeOf(language, at, zone)}
        <PassageWord desk={desk} passage={passage} />
      </header>
      <div class="bub">
        {word !== null && <span class="badge">{word}</span>}
        {text !== "" && <p class="words">{text}</p>}
        {text === "" && word === null && <p class="words">…</p>}
        {buttons.length > 0 && (
          <p class="keys">
            {buttons.map((title) => (
              <span class="key small">{title}</span>
            ))}
          </p>
        )}
      </div>
    </article>
  );
}

function PassageWord({ desk: { say }, passage }: { desk: Desk; passage: Passage }): VNode | null {
  if (passage === null) return null;
  if (passage.is !== "lost") return <span> · {say(`web-talk-passage-${passage.is}`)}</span>;
  const id = losses[passage.reason] ?? "web-talk-lost";
  return <span class="bad"> · {say(id)}</span>;
}

const losses: Partial<Record<string, TextId>> = {
  blocked: "web-talk-lost-blocked",
  late: "web-talk-lost-late",
  owner: "web-talk-lost-owner",
  closed: "web-talk-lost-closed",
};
