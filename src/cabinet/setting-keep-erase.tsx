import type { Router } from "@koa/router";
import { clientsByPhones } from "../crm/client-service.ts";
import { toE164 } from "../lib/phone.ts";
import { clientPath } from "./client-visit.ts";
import { Csrf, Field, told } from "./field.tsx";
import { sayIn } from "./say.ts";
import { settingPage, SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { Sheet } from "./sheet.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

const AT = `${SETTINGS}/erase`;

export function eraseRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    AT,
    reading(deps, "erase", (visit) => Promise.resolve(look(visit))),
  );
  router.post(
    AT,
    writing(deps, "erase", (visit) => find(deps, visit)),
  );
}

/** Leads to the page of the client who has the number, where all is counted and confirmed. */
async function find({ db }: SettingDeps, visit: Visit): Promise<Answer> {
  const { business } = visit.visitor;
  const written = (visit.form.get("phone") ?? "").trim();
  const phone = toE164(written, business.country) ?? digitsOf(written);
  if (phone === null) return look(visit, "web-biz-phone-wrong");
  const client = (await clientsByPhones(db, business.id, [phone])).get(phone);
  return client ? { to: `${clientPath(client)}/erase` } : look(visit, "web-biz-phone-none");
}

function look(visit: Visit, id?: "web-biz-phone-wrong" | "web-biz-phone-none"): Answer {
  const { csrf, language } = visit.visitor;
  const say = sayIn(language);
  const wrong = id && say(id);
  return {
    status: wrong === undefined ? 200 : 422,
    page: settingPage(visit, {
      section: "erase",
      body: (
        <Sheet id="erase" title={say("web-biz-erase")}>
          <form class="pad stack8" method="post" action={AT}>
            <Csrf token={csrf} />
            <p>{say("web-biz-erase-lead")}</p>
            <Field id="phone" label={say("web-biz-phone")} wrong={wrong}>
              <input
                class="input"
                name="phone"
                type="tel"
                required
                maxlength={40}
                autocomplete="off"
                placeholder="067 111 22 33"
                value={visit.form.get("phone") ?? ""}
                {...told("phone", { wrong })}
              />
            </Field>
            <button class="btn">{say("web-biz-erase-go")}</button>
          </form>
        </Sheet>
      ),
    }),
  };
}

/** What is no number of any country may be the digits of an exchange. */
function digitsOf(written: string): string | null {
  const digits = written.replace(/[\s().-]/g, "");
  return /^\+?\d{3,15}$/.test(digits) ? digits : null;
}
