/**
 * What all of them give, once all have ended; the first failure is thrown then. Statements that share a transaction go
 * this way: one that still ran after another failed would outlive the transaction.
 */
export async function together<T extends readonly unknown[] | []>(
  work: T,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
