import { connect, createServer, type Socket } from "node:net";

export type Wire = Awaited<ReturnType<typeof openWire>>;

/** A TCP line between two programs that can be slow, dumb, cut or dead. */
export async function openWire() {
  const line: Line = { to: 0, delayMs: 0, dumb: false, dead: false, cutAfter: null, cuts: 0 };
  const pairs = new Set<Pair>();
  const server = createServer((near) => {
    if (line.dead) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(line.to, "127.0.0.1");
    const pair: Pair = { near, far, passed: 0 };
    pairs.add(pair);
    carry(line, pair, "asked");
    carry(line, pair, "answered");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.once("close", () => {
        pairs.delete(pair);
        other.destroy();
      });
      // What breaks here is broken on purpose, or its other side has gone.
      one.on("error", () => other.destroy());
    }
  });
  const port = await new Promise<number>((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return {
    port,
    /** How many connections were broken. */
    cuts: (): number => line.cuts,
    aim: (to: number): void => void (line.to = to),
    slow: (ms: number): void => void (line.delayMs = ms),
    /** Nothing passes, and no connection breaks. */
    dumb: (is: boolean): void => {
      line.dumb = is;
      for (const pair of pairs) flow(pair, !is);
    },
    /** New connections are reset as long as it is dead, those that are open at once. */
    dead: (is: boolean): void => {
      line.dead = is;
      if (is) for (const pair of pairs) cut(line, pair);
    },
    /** Every open connection is reset. */
    reset: (): void => {
      for (const pair of pairs) cut(line, pair);
    },
    /** Each connection breaks in the middle of its answer, after so many bytes; null: none does any more. */
    cutAfter: (bytes: number | null): void => {
      line.cutAfter = bytes;
      for (const pair of pairs) pair.passed = 0;
    },
    /** As it was at first. */
    mend: (): void => {
      Object.assign(line, { delayMs: 0, dead: false, cutAfter: null, dumb: false });
      for (const pair of pairs) flow(pair, true);
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        for (const { near, far } of pairs) for (const socket of [near, far]) socket.destroy();
      }),
  };
}

type Line = {
  to: number;
  delayMs: number;
  dumb: boolean;
  dead: boolean;
  cutAfter: number | null;
  cuts: number;
};
/** `passed`: bytes of answers since the line was told to break. */
type Pair = { near: Socket; far: Socket; passed: number };

/** Carries one direction of a connection; what is delayed keeps its order. */
function carry(line: Line, pair: Pair, what: "asked" | "answered"): void {
  const [from, to] = what === "asked" ? [pair.near, pair.far] : [pair.far, pair.near];
  if (line.dumb) from.pause();
  const waiting: { at: number; act: () => void }[] = [];
  const pass = (): void => {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const wait = next.at - performance.now();
      if (wait > 0) {
        setTimeout(pass, wait).unref();
        return;
      }
      next.act();
      waiting.shift();
    }
  };
  // One timer for all: those of their own would fire out of order on a busy machine, which TCP never does.
  const later = (act: () => void): void => {
    waiting.push({ at: performance.now() + line.delayMs, act });
    if (waiting.length === 1) pass();
  };
  from.on("data", (bytes: Buffer) => {
    const room = line.cutAfter === null ? null : Math.max(0, line.cutAfter - pair.passed);
    if (what === "answered") pair.passed += bytes.length;
    const breaks = what === "answered" && room !== null && bytes.length > room;
    later(() => {
      if (to.writable) to.write(breaks ? bytes.subarray(0, room) : bytes);
      if (breaks) setTimeout(() => cut(line, pair), 5).unref();
    });
  });
  from.on("end", () => later(() => to.end()));
}

function flow({ near, far }: Pair, on: boolean): void {
  for (const socket of [near, far]) {
    if (on) socket.resume();
    else socket.pause();
  }
}

function cut(line: Line, { near, far }: Pair): void {
  if (near.destroyed) return;
  line.cuts += 1;
  near.resetAndDestroy();
  far.destroy();
}
