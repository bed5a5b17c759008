import { Router } from "@koa/router";
import { editClient, saveEdit } from "./client-edit.tsx";
import { eraseNow, erasePage } from "./client-erase.tsx";
import { clientList } from "./client-list.tsx";
import { mergeNow, mergePage } from "./client-merge.tsx";
import { newClient, saveClient } from "./client-new.tsx";
import { callClient, clientPage, commentClient } from "./client-page.tsx";
import type { ClientDeps } from "./client-visit.ts";
import { reading, writing } from "./visit.tsx";

const LIST = "/dashboard/clients";
const ONE = "/dashboard/clients/:number";

/** Clients: who they are, what happened with them, and what the bot does with them. */
export function clientRouter(deps: ClientDeps): Router {
  const router = new Router();
  router.get(
    LIST,
    reading(deps, "see_calls", (visit) => clientList(deps, visit)),
  );
  router.get(
    `${LIST}/new`,
    reading(deps, "work", (visit) => Promise.resolve(newClient(visit))),
  );
  router.post(
    `${LIST}/new`,
    writing(deps, "work", (visit) => saveClient(deps, visit)),
  );
  router.get(
    ONE,
    reading(deps, "see_calls", (visit) => clientPage(deps, visit)),
  );
  router.post(
    `${ONE}/call`,
    writing(deps, "work", (visit) => callClient(deps, visit)),
  );
  router.post(
    `${ONE}/comment`,
    writing(deps, "work", (visit) => commentClient(deps, visit)),
  );
  router.get(
    `${ONE}/edit`,
    reading(deps, "work", (visit) => editClient(deps, visit)),
  );
  router.post(
    `${ONE}/edit`,
    writing(deps, "work", (visit) => saveEdit(deps, visit)),
  );
  router.get(
    `${ONE}/merge`,
    reading(deps, "work", (visit) => mergePage(deps, visit)),
  );
  router.post(
    `${ONE}/merge`,
    writing(deps, "work", (visit) => mergeNow(deps, visit)),
  );
  router.get(
    `${ONE}/erase`,
    reading(deps, "erase", (visit) => erasePage(deps, visit)),
  );
  router.post(
    `${ONE}/erase`,
    writing(deps, "erase", (visit) => eraseNow(deps, visit)),
  );
  return router;
}
