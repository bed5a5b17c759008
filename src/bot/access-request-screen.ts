import type { Business } from "../business/business.ts";
import type { Person } from "../business/member.ts";
import { mayInvite, type Role } from "../business/role.ts";
import { text } from "../texts/bundle.ts";
import { cleanName, escapeName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import { roleName } from "./team-screen.ts";

type Keeper = { role: Role; language: Language };
type Decision = { label: string; role: "operator" | "admin" | null };

/** Who asks to become a member, with the answers that this role may give. */
export function accessNotice(
  { role, language }: Keeper,
  { business, person, title }: { business: Business; person: Person; title: string },
): { html: string; rows: Decision[][] } {
  const invited = (["operator", "admin"] as const)
    .filter((one) => mayInvite(role, one))
    .map((one): Decision => ({ label: text(language, `access-as-${one}`), role: one }));
  const named =
    person.username === null ? person.firstName : `${person.firstName} (@${person.username})`;
  return {
    html: html(language, "access-notice", {
      business: business.name,
      name: cleanName(named) ?? String(person.id),
      chat: cleanName(title) ?? "…",
    }),
    rows: [invited, [{ label: text(language, "access-no"), role: null }]],
  };
}

/** What the asker is told in the chat where they asked; role null: no. */
export function accessAnswer(
  { id, firstName, language }: Person,
  { business, role }: { business: Business; role: Role | null },
): string {
  const name = `<a href="tg://user?id=${id}">${escapeName(firstName)}</a>`;
  return role === null
    ? `${name}, ${html(language, "access-answer-no", { business: business.name })}`
    : `${name}, ${html(language, "access-answer-yes", { business: business.name, role: roleName(language, role) })}`;
}
