import { pause, residentMb } from "./process.ts";
import { openProduct } from "./product.ts";
import { round, type Row } from "./row.ts";

/** Process start → /api/ready, everything embedded: first with nothing there, then with what the first one left. */
export const start: Row = {
  name: "start",
  measure: async (stage) => {
    const first = await openProduct({ stage, name: "start", outside: null });
    await first.stop();
    const again = await openProduct({ stage, name: "start", outside: null });
    await again.stop();
    return {
      lines: [
        {
          row: "first start",
          figure: seconds(first.readyMs),
          reference: "–",
          bar: "≤ 8 s",
          holds: first.readyMs <= 8000,
        },
        {
          row: "start with a database",
          figure: seconds(again.readyMs),
          reference: "–",
          bar: "≤ 2 s",
          holds: again.readyMs <= 2000,
        },
      ],
      data: { firstMs: first.readyMs, againMs: again.readyMs },
    };
  },
};

const IDLE_MS = 60_000;

/** The Node process with the sandbox on, after a minute in which nothing happened. */
export const memory: Row = {
  name: "memory",
  measure: async (stage) => {
    const product = await openProduct({ stage, name: "start", outside: null });
    await pause(IDLE_MS);
    const rssMb = residentMb(product.pid);
    await product.stop();
    return {
      lines: [
        {
          row: "memory, idle",
          figure: `${rssMb} MB`,
          reference: "–",
          bar: "≤ 180 MB",
          holds: rssMb <= 180,
        },
      ],
      data: { rssMb },
    };
  },
};

function seconds(ms: number): string {
  return `${round(ms / 1000, 1)} s`;
}
