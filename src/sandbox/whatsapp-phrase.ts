import { z } from "zod";

/** Words of a message: not empty, and at most so many UTF-16 units, the strictest way to count. */
export function filled(name: string, max: number) {
  return z
    .string()
    .refine(
      (text) => text.trim() !== "" && text.length <= max,
      `${name} length invalid. Min length: 1, Max length: ${max}`,
    );
}
