/** The variables in which the addon looks for options of a session (`scripts/setup/session-options.cc`). */
const CONFIG = 'NETLOOM_SESSION_CONFIG';
const SERVER = 'NETLOOM_SESSION_SERVER';
const PROBLEM = 'NETLOOM_SESSION_PROBLEM';

/** The addon in place takes no options: it is the official one, not the one that the set-up compiles. */
export class SessionConfigIgnoredError extends Error {
  override readonly name = 'SessionConfigIgnoredError';

  constructor() {
    super('the addon makes its sessions with the default options only');
  }
}

/** The engine could not do what the options ask for, such as listen at a port that is taken. */
export class SessionConfigRefusedError extends Error {
  override readonly name = 'SessionConfigRefusedError';
}

/** What a session is made with. */
export interface SessionOptions {
  /** A serialized ConfigProto. */
  readonly config: Uint8Array;
  /** A serialized ServerDef: the session is that of a group of processes. The first one starts the server, which lasts as long as the process. */
  readonly server?: Uint8Array;
}

/**
 * Makes a session with options.
 *
 * @param load makes the session, and returns its number
 * @param unload ends a session that was made without the options
 * @throws SessionConfigIgnoredError when the addon takes none, SessionConfigRefusedError when the engine refuses them
 */
export function withSessionOptions(
  { config, server }: SessionOptions,
  load: () => number,
  unload: (session: number) => void,
): number {
  process.env[CONFIG] = Buffer.from(config).toString('hex');
  if (server !== undefined) process.env[SERVER] = Buffer.from(server).toString('hex');
  let session: number | undefined;
  try {
    session = load();
  } catch (error) {
    if (isObeyed()) throw error;
  }
  const wasObeyed = isObeyed();
  const problem = process.env[PROBLEM];
  for (const name of [CONFIG, SERVER, PROBLEM]) delete process.env[name];
  if (wasObeyed && session !== undefined) return session;
  if (session !== undefined) unload(session);
  if (problem !== undefined) throw new SessionConfigRefusedError(problem);
  throw new SessionConfigIgnoredError();
}

/** The addon removes the variables from the environment of the process. */
function isObeyed(): boolean {
  return process.env[CONFIG] === undefined && process.env[SERVER] === undefined;
}

/**
 * Options of a session on several devices: as many processor devices, and ops that a device cannot run go to the processor instead of failing.
 * `ConfigProto` has `map<string, int32> device_count = 1` and `bool allow_soft_placement = 7`.
 *
 * @param devices from 1 to 127
 */
export function severalDevices(devices: number): Uint8Array {
  const entry = [0x0a, 3, ...Buffer.from('CPU'), 0x10, devices];
  return Uint8Array.from([0x0a, entry.length, ...entry, 0x38, 1]);
}
