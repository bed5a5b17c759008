import { Router } from "@koa/router";
import { readSearch } from "../calls/search.ts";
import { EACH, find } from "../desk/find-service.ts";
import { SearchForm } from "./find-box.tsx";
import { FoundView } from "./find-list.tsx";
import { Empty } from "./sheet.tsx";
import { deskOf } from "./today-desk.tsx";
import { reading, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";

const LONGEST = 60;

/** Looking for everything at once, as the bot's /find does. */
export function findRouter(deps: CabinetDeps): Router {
  const router = new Router();
  router.get(
    "/dashboard/find",
    reading(deps, "see_calls", (visit) => page(deps, visit)),
  );
  return router;
}

async function page(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const desk = deskOf(visit);
  const { say, businessId } = desk;
  const text = askedFor(visit.query.get("q") ?? "");
  const search = text === "" ? null : readSearch(text, desk);
  const found = search && (await find(deps.db, businessId, search));
  const some = found !== null && Object.values(found).some((rows) => rows.length > 0);
  return {
    page: {
      title: say("web-find"),
      section: "today",
      styles: ["today"],
      up: { to: "/dashboard", label: say("web-today") },
      body: (
        <div class="stack">
          <SearchForm
            to="/dashboard/find"
            label={say("web-find")}
            hint={say("web-find-hint")}
            text={text}
            style="wide"
            focus={text === ""}
          >
            <button class="btn main">{say("web-find-go")}</button>
          </SearchForm>
          {found !== null && some ? (
            <FoundView
              desk={desk}
              found={found}
              asked={text}
              name={search?.text ?? ""}
              each={EACH}
            />
          ) : (
            <section class="sheet">
              <Empty
                words={text === "" ? say("web-find-ask") : say("web-find-nothing", { text })}
              />
            </section>
          )}
        </div>
      ),
    },
  };
}

/** What somebody looks for, in one line and cut where it is too long. */
function askedFor(written: string): string {
  return Array.from(written.replace(/\s+/g, " ").trim()).slice(0, LONGEST).join("");
}
