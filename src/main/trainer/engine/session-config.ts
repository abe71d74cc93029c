/** The variable in which the addon looks for options of a session (`scripts/setup/session-options.cc`). */
const VARIABLE = 'NETLOOM_SESSION_CONFIG';

/** The addon in place takes no options: it is the official one, not the one that the set-up compiles. */
export class SessionConfigIgnoredError extends Error {
  override readonly name = 'SessionConfigIgnoredError';

  constructor() {
    super('the addon makes its sessions with the default options only');
  }
}

/**
 * Makes a session with options.
 *
 * @param config a serialized ConfigProto
 * @param load makes the session, and returns its number
 * @param unload ends a session that was made without the options
 * @throws SessionConfigIgnoredError when the addon takes none
 */
export function withSessionConfig(
  config: Uint8Array,
  load: () => number,
  unload: (session: number) => void,
): number {
  process.env[VARIABLE] = Buffer.from(config).toString('hex');
  let session: number | undefined;
  try {
    session = load();
  } catch (error) {
    if (wasObeyed()) throw error;
  }
  const isObeyed = wasObeyed();
  delete process.env[VARIABLE];
  if (isObeyed && session !== undefined) return session;
  if (session !== undefined) unload(session);
  throw new SessionConfigIgnoredError();
}

/** The addon removes the variable from the environment of the process. */
function wasObeyed(): boolean {
  return process.env[VARIABLE] === undefined;
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
