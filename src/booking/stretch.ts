/** A time, as instants (epoch ms): `to` is the first one after it. */
export type Stretch = { from: number; to: number };

/** Stretches in order, those that touch drawn together. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const made: Stretch[] = [];
  for (const next of stretches.toSorted((a, b) => a.from - b.from)) {
    if (next.to <= next.from) continue;
    const last = made.at(-1);
    if (last && next.from <= last.to) last.to = Math.max(last.to, next.to);
    else made.push({ ...next });
  }
  return made;
}

/** What lies in both; each of them in order and apart. */
export function common(one: readonly Stretch[], other: readonly Stretch[]): Stretch[] {
  const made: Stretch[] = [];
  for (const a of one)
    for (const b of other) {
      const from = Math.max(a.from, b.from);
      const to = Math.min(a.to, b.to);
      if (from < to) made.push({ from, to });
    }
  return made;
}

/** What is left of stretches when others are taken out. */
export function without(stretches: readonly Stretch[], taken: readonly Stretch[]): Stretch[] {
  let left: Stretch[] = [...stretches];
  for (const gone of joined(taken))
    left = left.flatMap((one) =>
      [
        { from: one.from, to: Math.min(one.to, gone.from) },
        { from: Math.max(one.from, gone.to), to: one.to },
      ].filter(({ from, to }) => from < to),
    );
  return left;
}

/** Whether one of them holds all of it. */
export function holds(stretches: readonly Stretch[], { from, to }: Stretch): boolean {
  return stretches.some((one) => one.from <= from && to <= one.to);
}
