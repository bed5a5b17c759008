import type { Router } from "@koa/router";
import type { ZodType } from "zod";
import { readJson } from "./pbx-body.ts";
import type { World } from "./world.ts";

export type Post = ReturnType<typeof postTo>;

/** Makes POST routes of the control API: body checked, changes written before the answer. */
export function postTo(router: Router, world: World) {
  return <T>(
    path: string,
    shape: ZodType<T> | null,
    act: (wish: T, params: Record<string, string>) => unknown,
  ): void => {
    router.post(path, async (ctx) => {
      const wish = shape === null ? (undefined as T) : await readJson(ctx, shape);
      if (wish === null) return;
      const result = await act(wish, ctx.params);
      await world.settle();
      ctx.body = result ?? {};
    });
  };
}
