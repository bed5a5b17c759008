import type { Context } from "koa";
import type { ZodType } from "zod";
import { z } from "zod";

const LIMIT_BYTES = 1_048_576;

/**
 * The JSON body of a request in the shape asked for, or null after answering 400, 413 or 415.
 * Only application/json is read: a page of another site cannot send it without being asked first.
 */
export async function readJson<T>(ctx: Context, shape: ZodType<T>): Promise<T | null> {
  if (!ctx.is("json")) return refuse(ctx, 415, "send application/json");
  const raw = await readAll(ctx);
  if (raw === null) return refuse(ctx, 413, "over 1 MiB");
  const parsed = shape.safeParse(parse(raw));
  return parsed.success ? parsed.data : refuse(ctx, 400, z.prettifyError(parsed.error));
}

/** The body as text, or null when it is over 1 MiB. */
export async function readAll(ctx: Context): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

function refuse(ctx: Context, status: number, message: string): null {
  ctx.status = status;
  ctx.body = { error: message };
  return null;
}
