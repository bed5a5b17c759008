import type { ServerResponse } from "node:http";
import type { Middleware } from "koa";
import type { Chat } from "./chat.ts";
import { chatView } from "./control-view.ts";
import type { Saved } from "./message.ts";
import { messageView } from "./view.ts";
import type { World } from "./world.ts";

const BEAT_MS = 15_000;

/**
 * `GET /sandbox/api/stream`: server-sent events `message`, `chat`, `request`, `hook`, `action`, `whatsapp` and `state` (people, bots or everything changed;
 * read /sandbox/api/state again).
 */
export function createStream(world: World) {
  const readers = new Set<ServerResponse>();
  const send = (event: string, data: unknown): void => {
    if (readers.size === 0) return;
    const frame = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const reader of readers) reader.write(frame);
  };
  const onMessage = (saved: Saved): void =>
    void (readers.size > 0 && send("message", messageView(world, saved)));
  const onChat = (chat: Chat): void =>
    void (readers.size > 0 && send("chat", chatView(world, chat)));
  const onChange = (): void => send("state", {});
  world.events
    .on("message", onMessage)
    .on("chat", onChat)
    .on("people", onChange)
    .on("reset", onChange);
  const others = ["request", "hook", "action", "whatsapp"] as const;
  const pass = others.map((name) => ({
    name,
    listener: (entry: object): void => send(name, entry),
  }));
  for (const { name, listener } of pass) world.events.on(name, listener);
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
      world.events
        .off("message", onMessage)
        .off("chat", onChat)
        .off("people", onChange)
        .off("reset", onChange);
      for (const { name, listener } of pass) world.events.off(name, listener);
      for (const reader of readers) reader.end();
    },
  };
}
