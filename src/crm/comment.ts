/** What a comment is about, by its row. */
export type CommentTarget =
  | { callId: number }
  | { taskId: number }
  | { dealId: number }
  | { clientId: number };

/** What somebody wrote about a client, a call, a deal or a task. Instants are epoch ms. */
export type Comment = {
  id: number;
  number: number;
  text: string;
  author: number;
  authorName: string;
  createdAt: number;
  editedAt: number | null;
};

/** The text of a comment, whole lines kept; null for blanks. */
export function commentText(written: string): string | null {
  const clean = written.replace(/\r\n?/g, "\n").trim();
  return clean === "" ? null : Array.from(clean).slice(0, LENGTH).join("");
}

const LENGTH = 4096;
