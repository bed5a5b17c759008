import type { VNode } from "preact";
import { isExtension } from "../business/extension-service.ts";
import { membersOf } from "../business/member-service.ts";
import type { Member } from "../business/member.ts";
import { may, mayInvite, mayRemove, roles } from "../business/role.ts";
import type { Visitor } from "../business/session.ts";
import { scopes } from "../desk/scope-service.ts";
import { Csrf } from "./field.tsx";
import { sayIn, type Say } from "./say.ts";
import { CopyBlock, Press, settingPage, SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { Avatar, Badge, Sheet } from "./sheet.tsx";
import type { Answer, Visit } from "./visit.tsx";

const AT = `${SETTINGS}/team`;

/** The team: roles, extensions, who may be let in or out. `link` is an invitation, shown this once. */
export async function teamPage(
  deps: SettingDeps,
  visit: Visit,
  about: { link?: string; wrong?: string } = {},
): Promise<Answer> {
  const { visitor } = visit;
  const { business, language } = visitor;
  const say = sayIn(language);
  const [members, { extensions }] = await Promise.all([
    membersOf(deps.db, business.id),
    scopes(deps.db, business.id),
  ]);
  const { link, wrong } = about;
  return {
    status: wrong === undefined ? 200 : 422,
    page: settingPage(visit, {
      section: "team",
      body: (
        <>
          {wrong !== undefined && (
            <p class="note bad" role="alert">
              {wrong}
            </p>
          )}
          {link !== undefined && (
            <Sheet id="invited" title={say("web-set-invited")}>
              <div class="pad stack8">
                <p class="small muted">{say("web-set-invited-lead")}</p>
                <CopyBlock id="invite" value={link} say={say} />
              </div>
            </Sheet>
          )}
          <Sheet
            id="team"
            title={say("web-set-team")}
            count={members.length}
            foot={<Invites visitor={visitor} say={say} />}
          >
            <datalist id="extensions">
              {extensions
                .filter(({ ext }) => isExtension(ext))
                .map(({ ext, name }) => (
                  <option value={ext}>{name}</option>
                ))}
            </datalist>
            <ul class="rows">
              {members.map((member) => (
                <Person member={member} visitor={visitor} say={say} />
              ))}
            </ul>
          </Sheet>
        </>
      ),
    }),
  };
}

function Invites({ visitor, say }: { visitor: Visitor; say: Say }): VNode {
  return (
    <div class="row">
      {(["operator", "admin"] as const)
        .filter((role) => mayInvite(visitor.role, role))
        .map((role) => (
          <Press
            to={`${AT}/invite`}
            csrf={visitor.csrf}
            fields={{ role }}
            label={say(`web-set-invite-${role}`)}
            icon="plus"
          />
        ))}
    </div>
  );
}

function Person(about: { member: Member; visitor: Visitor; say: Say }): VNode {
  const { member, visitor, say } = about;
  const { personId, name, role, ext } = member;
  const { csrf } = visitor;
  const fields = { person: String(personId) };
  const offered = may(visitor.role, "change_role");
  const own = personId === visitor.personId;
  const out = own || mayRemove(visitor.role, role);
  return (
    <li class="ck">
      <Avatar name={name} small />
      <div class="grow">
        <b>{name}</b> <Badge>{say(`bot-role-${role}`)}</Badge>
        <div class="small muted">
          {ext === null ? say("web-set-no-ext") : say("web-set-ext", { ext })}
        </div>
      </div>
      <details>
        <summary>{say("web-edit")}</summary>
        <div class="stack8 gap-t">
          <form class="row" method="post" action={`${AT}/ext`}>
            <Csrf token={csrf} />
            <input type="hidden" name="person" value={personId} />
            <input type="hidden" name="was" value={ext ?? ""} />
            <input
              class="input short"
              name="ext"
              list="extensions"
              inputmode="numeric"
              maxlength={6}
              value={ext ?? ""}
              aria-label={say("web-set-ext-of", { name })}
              placeholder="101"
            />
            <button class="btn">{say("web-save")}</button>
          </form>
          {offered && (
            <form class="row" method="post" action={`${AT}/role`}>
              <Csrf token={csrf} />
              <input type="hidden" name="person" value={personId} />
              <input type="hidden" name="was" value={role} />
              <select name="role" aria-label={say("web-set-role-of", { name })}>
                {roles.map((one) => (
                  <option value={one} selected={one === role}>
                    {say(`bot-role-${one}`)}
                  </option>
                ))}
              </select>
              <button class="btn">{say("web-save")}</button>
            </form>
          )}
          {out && (
            <details>
              <summary>{say(own ? "web-set-leave" : "web-set-remove")}</summary>
              <p class="small muted">{say(own ? "web-set-leave-lead" : "web-set-remove-lead")}</p>
              <Press
                to={`${AT}/remove`}
                {...{ csrf, fields }}
                label={say(own ? "web-set-leave-go" : "web-set-remove-go")}
                tone="danger"
              />
            </details>
          )}
        </div>
      </details>
    </li>
  );
}
