/**
 * What all of them give, once all have ended; the failure that came first in time is thrown then: of statements in one
 * transaction it is the cause of the others'. They go this way because one that still ran after another failed would
 * outlive the transaction.
 */
export async function together<T extends readonly unknown[] | []>(
  work: T,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  const failed: unknown[] = [];
  const note = (error: unknown): void => void failed.push(error);
  await Promise.all(work.map((one) => Promise.resolve(one).then(nothing, note)));
  if (failed.length > 0) throw failed[0];
  return Promise.all(work);
}

function nothing(): void {}
