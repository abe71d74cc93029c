import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { findResourceRoot } from '../files/resource-root';

const fileSchema = z.object({
  source: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number(),
});

/** What is sent to a machine that is to train. The paths in it are made of letters, digits and `.`, `-`, `_`, `/`, `@`. */
const packageSchema = z.object({
  version: z.string().regex(/^[\w.-]+$/),
  system: z.string(),
  machine: z.string(),
  archive: fileSchema,
  parts: z.array(fileSchema.extend({ path: z.string().regex(/^[\w.@/-]+$/), isProgram: z.boolean() })),
});
export type TrainerPackage = z.infer<typeof packageSchema>;

/** Asks for a package only once, if it can be had. */
export function once(make: () => Promise<Reply<TrainerPackage>>): () => Promise<Reply<TrainerPackage>> {
  let made: Promise<Reply<TrainerPackage>> | null = null;
  return async () => {
    made ??= make();
    const reply = await made;
    if (!reply.ok) made = null;
    return reply;
  };
}

/**
 * The trainer of this version as another machine needs it: made once, by the scripts that make packages.
 *
 * @param start the caller's `__dirname`
 * @param node the program that runs them; null: there is none
 */
export async function trainerPackage(
  start: string,
  node: string | null = process.execPath,
): Promise<Reply<TrainerPackage>> {
  const script = join(findResourceRoot(start), 'scripts', 'trainer-package.mjs');
  if (node === null) return failed(failure('remote-package-missing', { reason: 'no Node' }));
  try {
    const { stdout } = await promisify(execFile)(node, [script], { maxBuffer: 1 << 24 });
    return success(packageSchema.parse(JSON.parse(stdout)));
  } catch (error) {
    const said = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : '';
    const reason = said.trim().split(/\r?\n/).at(-1) ?? '';
    return failed(failure('remote-package-missing', { reason: reason === '' ? String(error) : reason }));
  }
}
