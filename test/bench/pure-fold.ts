import type { FoldedPure } from "./fold-pure.ts";
import { runProgram } from "./process.ts";
import { round, type Row } from "./row.ts";

/** The pure fold alone, compiled, on one core. */
export const pureFold: Row = {
  name: "pure-fold",
  measure: async (stage) => {
    const { perSecond } = await runProgram<FoldedPure>("fold-pure.ts", { dist: stage.dist });
    return {
      lines: [
        {
          row: "pure fold of an answered call",
          figure: `${round(perSecond)} events/s`,
          reference: "–",
          bar: "≥ 300,000/s",
          holds: perSecond >= 300_000,
        },
      ],
      data: { perSecond },
    };
  },
};
