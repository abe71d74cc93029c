import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where something is kept that can be made again, of this user and machine: below `$XDG_CACHE_HOME/netloom`, else `~/.cache/netloom`. */
export function cacheFolder(...names: readonly string[]): string {
  const base = process.env.XDG_CACHE_HOME ?? '';
  // The XDG specification asks to ignore a relative path.
  return join(isAbsolute(base) ? base : join(homedir(), '.cache'), 'netloom', ...names);
}
