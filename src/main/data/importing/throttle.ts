/** Reports at most ten times a second: what a person can see, and no more than a window can draw. */
const MILLISECONDS = 100;

/** A function that calls `report` when it has not done so for a while, and otherwise does nothing. */
export function throttled(report: () => void, now: () => number = Date.now): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const at = now();
    if (at - last < MILLISECONDS) return;
    last = at;
    report();
  };
}
