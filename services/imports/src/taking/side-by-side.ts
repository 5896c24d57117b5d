/**
 * How many streams are dealt with at once. The log writes appends to different streams together, and one on another
 * machine answers many questions in the time of one.
 */
const CONCURRENCY = 64;

/** Works on many items at once. After a failure nothing more is begun; it is thrown once everything begun has ended. */
export async function sideBySide<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  const lane = async () => {
    while (next < items.length && failure === undefined) {
      const item = items[next]!;
      next += 1;
      try {
        await work(item);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  // Every lane is waited for, so that nothing is written any more once the caller knows of a failure.
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, items.length) }, lane));
  if (failure) throw failure.error;
}
