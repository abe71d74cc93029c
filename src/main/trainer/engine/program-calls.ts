import type { Program } from '../../../graph-runtime/compile/program';
import { signatureOf } from '../../../graph-runtime/compile/signature';
import type { Feeds, NativeSession } from './native-session';
import type { TensorData } from './tensor-data';

/** A program and the session it runs in. */
export interface RunningProgram {
  readonly program: Program;
  readonly session: NativeSession;
}

/** Calls a program by one of its signatures (see `buildProgram`): one native call. */
export function callProgram(
  { program, session }: RunningProgram,
  name: string,
  feeds: Feeds = {},
): Record<string, TensorData> {
  return session.run(signatureOf(program, name), feeds);
}
