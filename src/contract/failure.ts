import { z } from 'zod';

/**
 * What went wrong outside the user's and the program's control, or with a request. `code` is the key of its text
 * (`failures.ts` beside this file holds one in every language for every code).
 */
export const failureSchema = z.object({
  /** Words, e.g. `trainer-died`, `file-unreadable`, `out-of-memory`, `loss-not-finite`, `network-not-trainable`. */
  code: z.string(),
  /** Values for the text's placeholders. */
  values: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  /** Path of the network node concerned, if one is. */
  path: z.string().optional(),
  /** Technical detail for the log and a report; never the main message. */
  detail: z.string().optional(),
});
export type Failure = z.infer<typeof failureSchema>;

interface Success<T> {
  readonly ok: true;
  readonly value: T;
}

interface Failed {
  readonly ok: false;
  readonly error: Failure;
}

/** What a request, or any other call that can fail, comes back with: its value, or what went wrong. */
export type Reply<T> = Success<T> | Failed;

/** @example return success(null); */
export function success<T>(value: T): Success<T> {
  return { ok: true, value };
}

/** @example return failed(failure('disk-full', { name })); */
export function failed(error: Failure): Failed {
  return { ok: false, error };
}
