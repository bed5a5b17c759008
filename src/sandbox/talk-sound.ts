import type { Talk } from "./talk.ts";
import {
  clientVoice,
  employeeVoice,
  holdMusic,
  hush,
  joined,
  lengthOf,
  RATE,
  speak,
} from "./voice.ts";
import { writeWav } from "./voice-wav.ts";

/** A sentence with the seconds at which it is said. */
export type Said = { by: "employee" | "client"; startS: number; endS: number; text: string };
export type Sound = {
  /** 8 kHz, 16 bits; the employee on the left, the client on the right. */
  wav: Buffer;
  left: Float32Array;
  right: Float32Array;
  durationS: number;
  said: Said[];
};

const WORDLESS_S = 14;
const BEFORE_S = 0.5;
const BETWEEN_S = 0.45;

const made = new Map<string, Sound>();

/** How a talk sounds: the same bytes each time. */
export function soundOf(talk: Talk): Sound {
  const known = made.get(talk.name) ?? make(talk);
  made.set(talk.name, known);
  return known;
}

function make(talk: Talk): Sound {
  const { left, right, said } = talk.instead ? wordless(talk.instead) : spoken(talk);
  const wav = writeWav({ rate: RATE, channels: [left, right] });
  return { wav, left, right, durationS: left.length / RATE, said };
}

type Sides = Pick<Sound, "left" | "right" | "said">;

function wordless(instead: "silence" | "music"): Sides {
  const left = hush(WORDLESS_S, 3);
  return {
    left,
    right: instead === "music" ? holdMusic(WORDLESS_S) : hush(WORDLESS_S, 5),
    said: [],
  };
}

function spoken({ lines }: Talk): Sides {
  const said: Said[] = [];
  const sides = { employee: [hush(BEFORE_S, 3)], client: [hush(BEFORE_S, 5)] };
  let at = lengthOf(BEFORE_S);
  for (const [by, line] of lines) {
    for (const text of sentencesOf(line)) {
      const sound = speak(text, by === "employee" ? employeeVoice : clientVoice);
      said.push({ by, startS: at / RATE, endS: (at + sound.length) / RATE, text });
      add(sides, by, sound);
      at += sound.length;
    }
    add(sides, by, hush(BETWEEN_S, at));
    at += lengthOf(BETWEEN_S);
  }
  return { left: joined(sides.employee), right: joined(sides.client), said };
}

/** Whoever does not speak is silent as long. */
function add(sides: Record<Said["by"], Float32Array[]>, by: Said["by"], sound: Float32Array): void {
  sides[by].push(sound);
  sides[by === "employee" ? "client" : "employee"].push(hush(sound.length / RATE, sound.length));
}

function sentencesOf(line: string): string[] {
  return line.match(/[^.?!]+[.?!]*/g)?.map((text) => text.trim()) ?? [line];
}
