import type { Router } from "@koa/router";
import type { ZodType } from "zod";
import { readJson } from "./pbx-body.ts";

/** What has changes to write before an answer leaves. */
type Kept = { settle(): Promise<void> };

export type Post = ReturnType<typeof postTo>;

/** Makes POST routes of the control API: body checked, changes written before the answer. */
export function postTo(router: Router, world: Kept) {
  return <T extends object>(
    path: string,
    shape: ZodType<T>,
    act: (wish: T, params: Record<string, string>) => unknown,
  ): void => {
    router.post(path, async (ctx) => {
      const wish = await readJson(ctx, shape);
      if (wish === null) return;
      const result = await act(wish, ctx.params);
      await world.settle();
      ctx.body = result ?? {};
    });
  };
}

export type Order = ReturnType<typeof orderTo>;

/** Makes routes that need no body. */
export function orderTo(router: Router, world: Kept) {
  return (
    method: "post" | "delete",
    path: string,
    act: (params: Record<string, string>) => unknown,
  ): void => {
    router[method](path, async (ctx) => {
      const result = await act(ctx.params);
      await world.settle();
      ctx.body = result ?? {};
    });
  };
}
