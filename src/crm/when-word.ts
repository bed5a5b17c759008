/** A part of the day: when it begins for who names no hour, and whether its hours are counted from noon. */
export type Part = { hour: number; later: boolean; night?: true };

/** Words for parts of the day, in lower case. */
export const parts: Record<string, Part> = {
  ...named("утром|утра|утро|ранком|зранку|вранці|уранці|ранку|ранок|morning", 9, false),
  ...named("полдень|опівдні|полудень|noon", 12, true),
  ...named("днем|вдень|удень|дня|обед|обід|обеда|обіду", 13, true),
  ...named(
    "после обеда|після обіду|по обіді|пообіді|второй половине дня|другій половині дня|afternoon",
    15,
    true,
  ),
  ...named("вечером|вечера|вечер|ввечері|увечері|вечора|вечір|evening", 18, true),
  ...named("ночи|ночі|ночью|вночі|уночі", 23, false, true),
};

/** How the hours begin as ordinals: "сьомій", "седьмого". */
export const hourStems: Record<string, number> = {
  перв: 1,
  перш: 1,
  втор: 2,
  друг: 2,
  трет: 3,
  четверт: 4,
  пят: 5,
  "п'ят": 5,
  шест: 6,
  шост: 6,
  седьм: 7,
  сьом: 7,
  восьм: 8,
  девят: 9,
  "дев'ят": 9,
  десят: 10,
  одиннадцат: 11,
  одинадцят: 11,
  двенадцат: 12,
  дванадцят: 12,
};

/** The longest first, so that none hides behind its own beginning. */
export function alternatives(list: readonly string[]): string {
  return [...list]
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(" ", "\\s+"))
    .join("|");
}

function named(list: string, hour: number, later: boolean, night?: true): Record<string, Part> {
  const part = { hour, later, ...(night ? { night } : {}) };
  return Object.fromEntries(list.split("|").map((word) => [word, part]));
}
