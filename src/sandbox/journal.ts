/** One change of the stand-in's state; null takes the record away. */
export type Entry = { kind: string; id: string; data: unknown };

/** Where the state is kept. `write` resolves when the entries are durable; entries of one write have distinct (kind, id). */
export type Journal = { load(): Promise<Entry[]>; write(entries: Entry[]): Promise<void> };

export const memoryJournal: Journal = {
  load: () => Promise.resolve([]),
  write: () => Promise.resolve(),
};

/** Collects changes and writes them in groups, one group at a time, so that a later state never lands before an earlier one. */
export type Pen = { note(kind: string, id: string, data: unknown): void; settle(): Promise<void> };

export function createPen(journal: Journal): Pen {
  let waiting = new Map<string, Entry>();
  let next: Promise<void> | null = null;
  let tail: Promise<void> = Promise.resolve();

  async function write(previous: Promise<void>): Promise<void> {
    await previous.catch(() => undefined);
    const group = waiting;
    waiting = new Map();
    next = null;
    try {
      await journal.write([...group.values()]);
    } catch (error) {
      waiting = new Map([...group, ...waiting]);
      throw error;
    }
  }

  return {
    note: (kind, id, data) => void waiting.set(`${kind}/${id}`, { kind, id, data }),
    settle() {
      if (waiting.size === 0) return tail;
      next ??= tail = write(tail);
      return next;
    },
  };
}
