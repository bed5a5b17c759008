import type { Extension } from "../business/line.ts";
import type { Member } from "../business/member.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export type ExtView = {
  member: Member;
  members: readonly Member[];
  /** What the provider listed, and what rang lately. */
  known: readonly Extension[];
  page: number;
  /** What was done before. */
  notes: readonly string[];
};

const PAGE = 8;
const NAME = 24;

/** The extensions that a member may be bound to, with who has them now. */
export function extScreen(language: Language, view: ExtView): Screen {
  const { member, members, known, notes } = view;
  const { personId, ext } = member;
  const last = Math.max(0, Math.ceil(known.length / PAGE) - 1);
  const page = Math.min(view.page, last);
  const turn = (label: string, to: number): Button[] =>
    to < 0 || to > last ? [] : [{ label, action: { do: "ext", personId, page: to } }];
  const picks = known.slice(page * PAGE, (page + 1) * PAGE).map((one): Button[] => {
    const holder = members.find((other) => other.ext === one.ext) ?? null;
    return [
      {
        label: labelOf(language, one, { holder, chosen: one.ext === ext }),
        action: { do: "ext_set", personId, ext: one.ext, sure: false },
      },
    ];
  });
  const drop: Button[] =
    ext === null
      ? []
      : [{ label: text(language, "ext-drop"), action: { do: "ext_drop", personId } }];
  return {
    html: [
      ...notes,
      html(language, "ext-title", { name: member.name }),
      ext === null ? html(language, "ext-none") : html(language, "ext-now", { ext }),
      known.length > 0 ? html(language, "ext-why") : html(language, "ext-unknown"),
    ].join("\n\n"),
    rows: [
      ...picks,
      [...turn("◀", page - 1), ...turn("▶", page + 1)],
      [{ label: text(language, "ext-type"), action: { do: "ext_type", personId } }, ...drop],
      [{ label: text(language, "bot-back"), action: { do: "team" } }],
    ],
  };
}

/** Somebody else has the extension: whether to take it over. */
export function takeOverScreen(
  language: Language,
  { member, holder, ext }: { member: Member; holder: Member; ext: string },
): Screen {
  const { personId } = member;
  return {
    html: html(language, "ext-taken", { ext, holder: holder.name, name: member.name }),
    rows: [
      [
        {
          label: text(language, "ext-take-over"),
          action: { do: "ext_set", personId, ext, sure: true },
        },
      ],
      [{ label: text(language, "bot-back"), action: { do: "ext", personId, page: 0 } }],
    ],
  };
}

/** «✓ 101 · Олена», or «101 · Олена (за: Іван)» where another member has it. */
function labelOf(
  language: Language,
  { ext, name }: Extension,
  { holder, chosen }: { holder: Member | null; chosen: boolean },
): string {
  const known = [ext, cleanName(name, NAME)].filter((part) => part !== null).join(" · ");
  if (chosen) return `✓ ${known}`;
  return holder === null
    ? known
    : text(language, "ext-held", { known, holder: cleanName(holder.name, NAME) ?? "…" });
}
