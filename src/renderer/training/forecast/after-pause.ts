/** A forecast compiles the network, so it waits until the user pauses. */
const PAUSE_MILLISECONDS = 400;

/**
 * Begins `work` when the user pauses. What an effect returns to clean up comes back: after it `isCurrent` says no, so that an answer
 * to the question before is not shown.
 */
export function afterPause(work: (isCurrent: () => boolean) => Promise<void>): () => void {
  let isWanted = true;
  const timer = setTimeout(() => void work(() => isWanted), PAUSE_MILLISECONDS);
  return () => {
    isWanted = false;
    clearTimeout(timer);
  };
}
