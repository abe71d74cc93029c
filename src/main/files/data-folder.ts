import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where the user's own data lies, the same for the window and the command line: below `$XDG_DATA_HOME/netloom` where that is set, else
 * in the place of the system's for it.
 */
export function dataFolder(...names: readonly string[]): string {
  const base = process.env.XDG_DATA_HOME ?? '';
  // The XDG specification asks to ignore a relative path.
  return join(isAbsolute(base) ? base : systemFolder(), 'netloom', ...names);
}

function systemFolder(platform = process.platform): string {
  const local = process.env.LOCALAPPDATA;
  if (platform === 'win32') return local ?? join(homedir(), 'AppData', 'Local');
  return join(
    homedir(),
    ...(platform === 'darwin' ? ['Library', 'Application Support'] : ['.local', 'share']),
  );
}
