import { spoken, recorders } from "../bot/settings-speech-choice.ts";
import { readInstruction, readNumbers, readRubric } from "../bot/settings-speech-read.ts";
import { showPhone, type Country } from "../lib/phone.ts";
import type { SpeechSettings } from "../speech/settings.ts";
import { wrongsOf, type Wrongs } from "./care-edit.ts";

type Change = Pick<
  SpeechSettings,
  "transcribe" | "analyse" | "language" | "lines" | "numbers" | "sides" | "instruction" | "rubric"
>;

/** The settings of recordings as the fields of their form. */
export function speechFields(settings: SpeechSettings): URLSearchParams {
  const { transcribe, analyse, language, lines, numbers, sides, instruction, rubric } = settings;
  const fields = new URLSearchParams({
    language: language ?? "",
    numbers: numbers.map(showPhone).join("\n"),
    instruction: instruction ?? "",
    rubric: rubric?.join("\n") ?? "",
  });
  if (transcribe) fields.set("transcribe", "on");
  if (analyse) fields.set("analyse", "on");
  for (const line of lines) fields.append("lines", line);
  for (const [recorder] of recorders) fields.set(`side-${recorder}`, sides[recorder] ?? "left");
  return fields;
}

/** Reads the form on what is kept; `known` are the lines that can be ticked. */
export function readSpeech(
  form: URLSearchParams,
  kept: { settings: SpeechSettings; known: readonly string[]; country: Country },
): { change: Change } | { wrongs: Wrongs } {
  const field = (name: string): string => (form.get(name) ?? "").trim();
  const { settings, known, country } = kept;
  const numbers =
    field("numbers") === "" ? { numbers: [] } : readNumbers(field("numbers"), country);
  const instruction = readInstruction(field("instruction"));
  const rubric = field("rubric") === "" ? { rubric: null } : readRubric(field("rubric"));
  if (!("numbers" in numbers) || !("instruction" in instruction) || !("rubric" in rubric)) {
    const wrongs = wrongsOf([
      ["numbers", numbersWrong(numbers)],
      [
        "instruction",
        "long" in instruction ? { id: "speech-instruction-long", args: instruction } : null,
      ],
      ["rubric", rubricWrong(rubric)],
    ]);
    return { wrongs: wrongs ?? {} };
  }
  const heard = spoken.find((code) => code === field("language"));
  const sides = recorders.map(([recorder]) => {
    const side = field(`side-${recorder}`) === "right" ? "right" : "left";
    return [recorder, side] as const;
  });
  return {
    change: {
      transcribe: form.has("transcribe"),
      analyse: form.has("analyse"),
      language: heard ?? (field("language") === settings.language ? settings.language : null),
      lines: known.filter((line) => form.getAll("lines").includes(line)),
      numbers: numbers.numbers,
      sides: { ...settings.sides, ...Object.fromEntries(sides) },
      instruction: instruction.instruction === "" ? null : instruction.instruction,
      rubric: rubric.rubric,
    },
  };
}

function numbersWrong(read: ReturnType<typeof readNumbers>): Wrongs[string] | null {
  if ("wrong" in read) return { id: "web-biz-numbers-wrong", args: { word: read.wrong } };
  return "many" in read ? { id: "speech-numbers-many", args: { max: read.many } } : null;
}

function rubricWrong(
  read: ReturnType<typeof readRubric> | { rubric: null },
): Wrongs[string] | null {
  if ("many" in read) return { id: "speech-rubric-many", args: { max: read.many } };
  return "long" in read ? { id: "speech-rubric-long", args: read } : null;
}
