import { readdirSync } from "node:fs";

type Some = readonly [folder: string, name: RegExp];
/** A core: the pure files that are changed, and the pure tests that have to notice, the quick ones first. */
type Core = { files: readonly Some[]; tests: readonly Some[] };

export const cores: Readonly<Record<string, Core>> = {
  slots: {
    files: [["src/booking", /^(?:slot|stretch|opening|wall-day)\.ts$/]],
    tests: [
      ["test/booking", /^(?:opening|slot|stretch)\.test\.ts$/],
      ["test/booking", /^slot-brute\.test\.ts$/],
    ],
  },
  schedule: {
    files: [
      ["src/webhooks", /^schedule\.ts$/],
      ["src/booking", /^reminder\.ts$/],
      ["src/business", /^working-(?:hours|time)\.ts$/],
      ["src/calls", /^fold-timer\.ts$/],
    ],
    tests: [
      ["test/calls", /^fold-timer\.test\.ts$/],
      ["test/booking", /^reminder\.test\.ts$/],
      ["test/business", /^working-(?:hours|time)\.test\.ts$/],
      ["test/webhooks", /^outcome\.test\.ts$/],
    ],
  },
  fold: {
    files: [
      ["src/calls", /^(?:fold(?!-timer|.*-service)[a-z-]*|group|leg|told|followup-plan)\.ts$/],
    ],
    tests: [
      ["test/calls", /^(?:fold(?!-property|-timer)[a-z-]*|followup(?:-plan)?|group)\.test\.ts$/],
      ["test/calls", /^sequence\.test\.ts$/],
      ["test/calls", /^fold-property\.test\.ts$/],
    ],
  },
  facts: {
    files: [
      ["src/agent", /^(?:fact|reply-[a-z]+)\.ts$/],
      ["src/speech", /^quote[a-z-]*\.ts$/],
    ],
    tests: [
      ["test/speech", /^quote(?:-number)?\.test\.ts$/],
      ["test/agent/reply", /^(?:stated|wrong)\.test\.ts$/],
      ["test/agent/reply", /^(?:lie|paraphrase)\.test\.ts$/],
      ["test/agent", /^step-(?!property)[a-z]+\.test\.ts$/],
      ["test/agent/dialogue", /^(?:own|sample)\.test\.ts$/],
      ["test/speech", /^talks\.test\.ts$/],
    ],
  },
  conversation: {
    files: [
      ["src/agent", /-step\.ts$/],
      ["src/agent", /^(?:step|settle|begin|talk|offer|open|reopen|search|visit-subject)\.ts$/],
    ],
    tests: [
      ["test/agent", /^(?:search(?:-hour)?|step-(?!property)[a-z]+)\.test\.ts$/],
      ["test/agent/dialogue", /^(?:own|sample|redraw)\.test\.ts$/],
    ],
  },
};

/** The paths of files, in their order. */
export function pathsOf(some: readonly Some[]): string[] {
  return some.flatMap(([folder, name]) =>
    readdirSync(folder)
      .filter((file) => name.test(file))
      .toSorted()
      .map((file) => `${folder}/${file}`),
  );
}
