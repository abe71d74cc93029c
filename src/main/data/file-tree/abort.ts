import { performance } from 'node:perf_hooks';

/** Ends a loop that was canceled. (Node 16 has no `signal.throwIfAborted`.) @throws Error called AbortError */
export function throwIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  const error = new Error('canceled');
  error.name = 'AbortError';
  throw error;
}

/** Long enough that waiting costs nothing, short enough that a cancellation is noticed. */
const TURN_MILLISECONDS = 20;
let turnStarted = 0;

/** Lets messages and timers be served when the last time is a while ago: synchronous reads are fast, but nothing else happens meanwhile. */
export async function breathe(): Promise<void> {
  if (performance.now() - turnStarted < TURN_MILLISECONDS) return;
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
  turnStarted = performance.now();
}
