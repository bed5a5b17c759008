import type { VNode } from "preact";
import { addComment, commentCount, commentsOf, editOwnComment } from "../crm/comment-service.ts";
import { commentText, type Comment, type CommentTarget } from "../crm/comment.ts";
import { AppError } from "../lib/app-error.ts";
import { dateNear } from "../texts/format.ts";
import { typedIn, type Reader } from "./deal-visit.ts";
import { Csrf, Field, told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { numberIn } from "./input.ts";
import { once } from "./once.ts";
import { Avatar, Sheet } from "./sheet.tsx";
import type { CabinetDeps, Visit } from "./visit.tsx";

/** Comments on one thing, with a form for one more; `typed` is one that could not be kept. */
export type Commented = {
  comments: Comment[];
  count: number;
  typed: { number: number | null; text: string; wrong: string } | null;
};

const SHOWN = 50;

export async function commentedOf(
  { db }: CabinetDeps,
  { visitor }: Visit,
  { about, typed = null }: { about: CommentTarget; typed?: Commented["typed"] },
): Promise<Commented> {
  const { id } = visitor.business;
  const [comments, count] = await Promise.all([
    commentsOf(db, id, { about, limit: SHOWN, offset: 0 }),
    commentCount(db, id, about),
  ]);
  return { comments, count, typed };
}

/** Keeps what was written, a new comment or another text of one's own, and leads there; or says why not. */
export async function keepComment(
  { db }: CabinetDeps,
  visit: Visit,
  value: { about: CommentTarget; reader: Reader; to: string },
): Promise<{ to: string } | { typed: NonNullable<Commented["typed"]> }> {
  const { about, to } = value;
  const { say } = value.reader;
  const { visitor, form, now } = visit;
  const { business, personId: by, name } = visitor;
  const typed = typedIn(form, "text");
  const number = numberIn(form.get("number"));
  const text = commentText(typed);
  if (text === null) return { typed: { number, text: typed, wrong: say("web-comment-empty") } };
  if (number !== null) {
    const was = typedIn(form, "was");
    const kept = await editOwnComment(db, business.id, { number, by, about, was, text, now });
    if (kept === "gone") throw new AppError("comments.not_found", "not_found");
    if (kept === "kept") return { to };
    return { typed: { number, text: typed, wrong: say("web-comment-changed") } };
  }
  const author = { id: by, name };
  const wish = { text, by: author, about, phone: null, message: null, now };
  const done = await once({ db }, visit, {
    make: (tx) => addComment(tx, business.id, wish),
    leadsTo: (made) => ("gone" in made ? null : to),
  });
  if ("made" in done && "gone" in done.made) throw new AppError("comments.no_subject", "not_found");
  return { to };
}

export function Comments(about: {
  commented: Commented;
  action: string;
  visit: Visit;
  reader: Reader;
}): VNode {
  const { commented, action, visit, reader } = about;
  const { comments, count, typed } = commented;
  const { say } = reader;
  const fresh = typed !== null && typed.number === null ? typed : null;
  return (
    <Sheet id="comments" title={say("web-comments")} count={count}>
      <form class="pad stack8" method="post" action={action}>
        <Csrf token={visit.visitor.csrf} />
        <Field id="text" label={say("web-comment-new")} wrong={fresh?.wrong}>
          <textarea
            class="prose"
            name="text"
            rows={2}
            maxLength={4096}
            {...told("text", { wrong: fresh?.wrong })}
          >
            {lines(fresh?.text ?? "")}
          </textarea>
        </Field>
        <button class="btn">
          <Icon name="send" small />
          {say("web-comment-add")}
        </button>
      </form>
      {comments.length > 0 && (
        <ul class="rows">
          {comments.map((comment) => (
            <Row comment={comment} about={about} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function Row(row: { comment: Comment; about: Parameters<typeof Comments>[0] }): VNode {
  const { comment, about } = row;
  const { visit, reader, action, commented } = about;
  const { say, language, now, zone } = reader;
  const typed = commented.typed?.number === comment.number ? commented.typed : null;
  const own = comment.author === visit.visitor.personId;
  return (
    <li class="comment">
      <Avatar name={comment.authorName} small />
      <div class="grow">
        <div class="small muted">
          <span class="strong">{comment.authorName}</span> ·{" "}
          {dateNear(language, comment.createdAt, now, zone)}
          {comment.editedAt !== null && ` · ${say("web-comment-edited")}`}
        </div>
        <p class="lines wrap">{comment.text}</p>
        {own && (
          <Edit comment={comment} typed={typed} action={action} visit={visit} reader={reader} />
        )}
      </div>
    </li>
  );
}

function Edit(about: {
  comment: Comment;
  typed: Commented["typed"];
  action: string;
  visit: Visit;
  reader: Reader;
}): VNode {
  const { comment, typed, action, visit, reader } = about;
  const { say } = reader;
  const id = `text-${comment.number}`;
  return (
    <details open={typed !== null}>
      <summary class="small">{say("web-edit")}</summary>
      <form class="stack8 gap-t" method="post" action={action}>
        <Csrf token={visit.visitor.csrf} />
        <input type="hidden" name="number" value={comment.number} />
        <textarea name="was" hidden aria-hidden="true">
          {lines(comment.text)}
        </textarea>
        <Field id={id} label={say("web-comment-text")} wrong={typed?.wrong}>
          <textarea
            class="prose"
            name="text"
            rows={3}
            maxLength={4096}
            {...told(id, { wrong: typed?.wrong })}
          >
            {lines(typed?.text ?? comment.text)}
          </textarea>
        </Field>
        <button class="btn">{say("web-save")}</button>
      </form>
    </details>
  );
}

/** A first line break of a textarea is not its text. */
function lines(text: string): string {
  return `\n${text}`;
}
