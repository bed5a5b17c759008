import type { Comment, CommentTarget } from "../crm/comment.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export const PAGE = 8;
/** Eight comments of this length are one message. */
const LENGTH = 400;

/** A page of comments, the newest first; one more than a page means that there are older ones. */
export function commentsScreen(
  language: Language,
  view: {
    about: CommentTarget;
    page: number;
    comments: readonly Comment[];
    now: number;
    zone: string;
  },
): Screen {
  const { about, page, comments, now, zone } = view;
  const shown = comments.slice(0, PAGE).map((comment) => {
    const line = text(
      language,
      comment.editedAt === null ? "comment-line" : "comment-line-edited",
      {
        author: escapeName(comment.authorName),
        when: dateNear(language, comment.createdAt, now, zone),
      },
    );
    return `${line}\n${escapeName(shorten(comment.text))}`;
  });
  const pages: Button[] = [];
  if (page > 0) pages.push({ label: "◀", action: { do: "comments", about, page: page - 1 } });
  if (comments.length > PAGE)
    pages.push({ label: "▶", action: { do: "comments", about, page: page + 1 } });
  const add: Button = {
    label: text(language, "comment-button"),
    action: { do: "comment_ask", about },
  };
  const back: Button[] =
    "taskId" in about
      ? [{ label: text(language, "task-back"), action: { do: "task", taskId: about.taskId } }]
      : [];
  const none = shown.length === 0 ? [html(language, "comments-none")] : [];
  return {
    html: [html(language, "comments-title"), ...none, ...shown].join("\n\n"),
    rows: [pages, [add, ...back]],
  };
}

function shorten(written: string): string {
  const signs = Array.from(written);
  return signs.length > LENGTH ? `${signs.slice(0, LENGTH - 1).join("")}…` : written;
}
