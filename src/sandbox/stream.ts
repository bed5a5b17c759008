import type { ServerResponse } from "node:http";
import type { Middleware } from "koa";
import type { Chat } from "./chat.ts";
import { chatView } from "./control-view.ts";
import type { Saved } from "./message.ts";
import { messageView } from "./view.ts";
import type { World } from "./world.ts";

const BEAT_MS = 15_000;

/**
 * `GET /sandbox/api/stream`: server-sent events `message`, `chat`, `request`, `hook`, `action` and `state` (people, bots or everything changed;
 * read /sandbox/api/state again).
 */
export function createStream(world: World) {
  const readers = new Set<ServerResponse>();
  const send = (event: string, data: unknown): void => {
    const frame = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const reader of readers) reader.write(frame);
  };
  const heard: Record<string, (payload: unknown) => void> = {
    message: (saved) => readers.size > 0 && send("message", messageView(world, saved as Saved)),
    chat: (chat) => readers.size > 0 && send("chat", chatView(world, chat as Chat)),
    people: () => send("state", {}),
    reset: () => send("state", {}),
    request: (entry) => readers.size > 0 && send("request", entry),
    hook: (entry) => send("hook", entry),
    action: (entry) => send("action", entry),
  };
  for (const [name, listener] of Object.entries(heard)) world.events.on(name, listener);
  const beat = setInterval(() => readers.forEach((reader) => reader.write(": beat\n\n")), BEAT_MS);
  beat.unref();

  const middleware: Middleware = (ctx) => {
    ctx.respond = false;
    const { res } = ctx;
    res.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    res.write(": ready\n\n");
    readers.add(res);
    res.on("close", () => readers.delete(res));
  };
  return {
    middleware,
    close(): void {
      clearInterval(beat);
      for (const [name, listener] of Object.entries(heard)) world.events.off(name, listener);
      for (const reader of readers) reader.end();
    },
  };
}
