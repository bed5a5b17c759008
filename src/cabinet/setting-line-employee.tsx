import type { Router } from "@koa/router";
import { membersOf } from "../business/member-service.ts";
import { scopes } from "../desk/scope-service.ts";
import { cleanName } from "../texts/html.ts";
import { sayIn } from "./say.ts";
import { settingPage, SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { Badge, Empty, Sheet } from "./sheet.tsx";
import { reading, type Answer, type Visit } from "./visit.tsx";

export function employeeRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    `${SETTINGS}/employees`,
    reading(deps, "settings", (visit) => listEmployees(deps, visit)),
  );
}

/** The extensions of the exchange, and who of the team has each. */
async function listEmployees(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { business, language } = visit.visitor;
  const say = sayIn(language);
  const [{ extensions }, members] = await Promise.all([
    scopes(deps.db, business.id),
    membersOf(deps.db, business.id),
  ]);
  const link = (
    <a class="btn quiet" href={`${SETTINGS}/team`}>
      {say("web-set-team")}
    </a>
  );
  return {
    page: settingPage(visit, {
      section: "employees",
      body: (
        <Sheet
          id="employees"
          title={say("web-biz-employees")}
          count={extensions.length}
          actions={link}
          foot={say("web-biz-employees-why")}
        >
          {extensions.length === 0 && <Empty words={say("web-biz-employees-none")} />}
          <ul class="rows">
            {extensions.map(({ ext, name }) => {
              const member = members.find((one) => one.ext === ext);
              return (
                <li class="ck">
                  <span class="num strong">{ext}</span>
                  <span class="grow">{cleanName(name) ?? say("web-biz-employee-nameless")}</span>
                  {member ? (
                    <Badge tone="acc">{member.name}</Badge>
                  ) : (
                    <span class="small muted">{say("web-biz-employee-free")}</span>
                  )}
                </li>
              );
            })}
          </ul>
        </Sheet>
      ),
    }),
  };
}
