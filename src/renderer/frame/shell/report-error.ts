import { request } from '../../store/bridge/bridge';

/** The contract's limits on what goes into the log. */
const MESSAGE_LENGTH = 2_000;
const STACK_LENGTH = 20_000;

/**
 * What Chromium says when watching a size changes another watched size: the rest is reported with the next frame. It is no error, and nothing is
 * lost.
 */
const NEXT_FRAME_NOTICE = /^ResizeObserver loop /;

/** Sends an error nobody expected to the log. */
export function reportError(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (NEXT_FRAME_NOTICE.test(message)) return;
  const stack = error instanceof Error ? error.stack : undefined;
  void request('log:error', {
    message: message.slice(0, MESSAGE_LENGTH),
    ...(stack === undefined ? {} : { stack: stack.slice(0, STACK_LENGTH) }),
  });
}
