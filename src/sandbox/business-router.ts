import type { Router } from "@koa/router";
import { z } from "zod";
import { changeRights, connect, disconnect } from "./business.ts";
import { botOf, personOf } from "./cast.ts";
import type { Post } from "./control-post.ts";
import type { World } from "./world.ts";

const id = z.int().positive();
const on = z.boolean().optional();
const rights = z.strictObject({ can_reply: on, can_read_messages: on });
const shapes = {
  connect: z.strictObject({
    person: id,
    bot: z.union([z.string(), z.number()]),
    rights: rights.optional(),
  }),
  rights: z.strictObject({ person: id, rights }),
  disconnect: z.strictObject({ person: id }),
};

/** Under /sandbox/api/business: what a person does in their account's settings. */
export function businessRoutes(router: Router, world: World, post: Post): void {
  router.get("/business", (ctx) => {
    ctx.body = [...world.connections.values()];
  });
  post("/business/connect", shapes.connect, ({ person, bot, rights: wanted }) =>
    connect(world, personOf(world, person), botOf(world, bot), wanted),
  );
  post("/business/rights", shapes.rights, ({ person, rights: wanted }) =>
    changeRights(world, personOf(world, person), wanted),
  );
  post("/business/disconnect", shapes.disconnect, ({ person }) =>
    disconnect(world, personOf(world, person)),
  );
}
