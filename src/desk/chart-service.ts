import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";

/**
 * Draws an SVG of 640 units as a PNG of twice the size. A drawing takes hundreds of milliseconds, so it runs in a thread of
 * its own; the thread is made on the first picture and ends some seconds after the last one, which gives its memory back.
 */
export function drawPng(svg: string): Promise<Uint8Array> {
  const drawn = turn.then(() => draw(svg));
  turn = drawn.catch(() => null);
  return drawn;
}

const IDLE_MS = 20_000;
const MAX_DRAW_MS = 30_000;

/** One picture at a time: more threads would need more memory and draw nothing sooner. */
let turn: Promise<unknown> = Promise.resolve();
let thread: Promise<Worker> | null = null;
let idle: NodeJS.Timeout | null = null;

async function draw(svg: string): Promise<Uint8Array> {
  if (idle) clearTimeout(idle);
  thread ??= startThread();
  const drawn = await ask(await thread, svg).catch(async (error: unknown) => {
    await endThread();
    throw error;
  });
  idle = setTimeout(() => void endThread(), IDLE_MS).unref();
  // What cannot be drawn comes back as the reason.
  if (typeof drawn === "string") throw new Error(drawn);
  return drawn;
}

function ask(worker: Worker, svg: string): Promise<Uint8Array | string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => done(() => reject(new Error("a chart took too long"))),
      MAX_DRAW_MS,
    );
    const done = (tell: () => void): void => {
      clearTimeout(late);
      worker.removeAllListeners();
      // What breaks between two pictures ends the thread, not the process.
      worker.on("error", () => void endThread());
      worker.unref();
      tell();
    };
    worker.removeAllListeners();
    worker.on("message", (drawn: Uint8Array | string) => done(() => resolve(drawn)));
    worker.on("error", (error) => done(() => reject(error)));
    worker.on("exit", () => done(() => reject(new Error("the chart's thread ended"))));
    worker.ref();
    worker.postMessage(svg, []);
  });
}

async function endThread(): Promise<void> {
  const ending = thread;
  thread = null;
  await (await ending?.catch(() => null))?.terminate();
}

/** The thread's script is a string, so that it is the same from source and from a build. */
const SCRIPT = `
const { parentPort, workerData } = require("node:worker_threads");
const ready = import(workerData.resvg).then(async (module) => {
  await module.initWasm(workerData.wasm);
  return module.Resvg;
});
parentPort.on("message", async (svg) => {
  try {
    parentPort.postMessage(draw(await ready, svg));
  } catch (error) {
    parentPort.postMessage(String(error));
  }
});
function draw(Resvg, svg) {
  const font = { fontBuffers: workerData.fonts, loadSystemFonts: false, defaultFontFamily: "Noto Sans" };
  const resvg = new Resvg(svg, { fitTo: { mode: "zoom", value: 2 }, font });
  const image = resvg.render();
  const png = image.asPng();
  image.free();
  resvg.free();
  return png;
}
`;

async function startThread(): Promise<Worker> {
  const wasm = await readFile(new URL(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm")));
  const fonts = await Promise.all([
    readFile(
      new URL(
        import.meta.resolve("@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf"),
      ),
    ),
    readFile(
      new URL(
        import.meta.resolve("@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf"),
      ),
    ),
  ]);
  const resvg = import.meta.resolve("@resvg/resvg-wasm");
  return new Worker(SCRIPT, {
    eval: true,
    workerData: { resvg, wasm, fonts },
    // The shell's flags for the process (a loader, an inspector) are not the thread's.
    execArgv: [],
  });
}
