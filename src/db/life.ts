/** Whether the connection of a transaction is still its own. */
export type Life = {
  /** Throws when it is not: it is perhaps another transaction's by now. */
  check(): void;
  /** Hears, before anybody else, whether a statement lost it. */
  watch(statement: PromiseLike<unknown>): void;
  /** The work as the driver may see it: once the connection is lost it never ends, or the driver would roll back on it. */
  unseen<T>(work: Promise<T>): Promise<T>;
  /** What the driver gives, or the loss when that comes first. */
  orLoss<T>(opened: Promise<T>): Promise<T>;
};

/**
 * postgres.js goes on with a transaction whose connection broke: with its rollback, and with every statement that the
 * work still asks for. They stay in the connection's line, which the next transaction takes over, and one waits for the
 * other's answers for ever (seen with 3.4.9). `isLoss` tells a connection that broke from what a server answered.
 */
export function newLife(isLoss: (error: unknown) => boolean): Life {
  let loss: { error: unknown } | null = null;
  const waiting: ((error: unknown) => void)[] = [];
  const note = (error: unknown): void => {
    if (loss !== null || !isLoss(error)) return;
    loss = { error };
    for (const tell of waiting) tell(error);
  };
  return {
    check: () => {
      if (loss !== null) throw loss.error;
    },
    watch: (statement) => void statement.then(undefined, note),
    unseen: (work) =>
      new Promise((resolve, reject) => {
        work.then(
          (value) => void (loss === null && resolve(value)),
          (error: unknown) => void (loss === null && reject(error)),
        );
      }),
    orLoss: (opened) =>
      new Promise((resolve, reject) => {
        waiting.push(reject);
        opened.then(resolve, (error: unknown) => {
          note(error);
          reject(error);
        });
      }),
  };
}
