import { extname, isAbsolute, resolve } from 'node:path';
import { NETWORK_FILE_ENDINGS } from './network-file';

/**
 * The network file among a program's arguments, as an absolute path, or null. `argv` is as the system gave it: the executable
 * first, then (unless packaged) the app's folder, with Chromium's own switches anywhere in between.
 */
export function fileInArguments(argv: readonly string[], workingDirectory: string): string | null {
  const file = argv.slice(1).find((argument) => !argument.startsWith('-') && isNetworkFileName(argument));
  if (file === undefined) return null;
  return isAbsolute(file) ? file : resolve(workingDirectory, file);
}

function isNetworkFileName(name: string): boolean {
  const ending = extname(name).toLowerCase();
  return NETWORK_FILE_ENDINGS.some((known) => known === ending);
}
