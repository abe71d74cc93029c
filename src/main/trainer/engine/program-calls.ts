import type { Program } from '../../../graph-runtime/compile/program';
import {
  type OutputName,
  type SignatureName,
  signatureOf,
} from '../../../graph-runtime/compile/program-signatures';
import type { Feeds, NativeSession } from './native-session';
import type { TensorData } from './tensor-data';

/** A program and the session it runs in. */
export interface RunningProgram {
  readonly program: Program;
  readonly session: NativeSession;
}

/** Calls a program by one of its signatures: one native call. @throws when the program does not have this one */
export function callProgram<N extends SignatureName>(
  { program, session }: RunningProgram,
  name: N,
  feeds: Feeds = {},
): Record<OutputName<N>, TensorData> {
  return session.run(signatureOf(program, name), feeds);
}
