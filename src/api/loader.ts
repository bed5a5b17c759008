/** Gathers what a list's items ask for one by one and asks for it at once. */
export function loaderOf<V>(
  batch: (keys: readonly number[]) => Promise<Map<number, V>>,
): (key: number) => Promise<V | null> {
  const known = new Map<number, Promise<V | null>>();
  let waiting: { keys: number[]; found: Promise<Map<number, V>> } | null = null;
  const next = (): { keys: number[]; found: Promise<Map<number, V>> } => {
    const keys: number[] = [];
    const found = new Promise<void>((done) => {
      setImmediate(done);
    }).then(() => {
      waiting = null;
      return batch(keys);
    });
    return { keys, found };
  };
  return (key) => {
    const before = known.get(key);
    if (before) return before;
    waiting ??= next();
    waiting.keys.push(key);
    const asked = waiting.found.then((found) => found.get(key) ?? null);
    known.set(key, asked);
    return asked;
  };
}
