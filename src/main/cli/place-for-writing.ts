import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from './arguments';
import { pathForWriting } from './user-path';

/** The absolute path of a file that is to be written. @throws UsageError where it cannot be, or must not */
export function placeForWriting(out: string, mayOverwrite: boolean): string {
  const path = pathForWriting(out);
  if (!existsSync(dirname(path))) throw new UsageError(`There is no folder ${dirname(path)}.`);
  if (existsSync(path) && !mayOverwrite)
    throw new UsageError(`${out} exists already; --overwrite replaces it.`);
  return path;
}

/** The same where nothing but a file can be written. @throws UsageError also where there is a folder */
export function requireFilePlace(out: string, mayOverwrite: boolean): string {
  const path = pathForWriting(out);
  if (existsSync(path) && statSync(path).isDirectory())
    throw new UsageError(`${out} is a folder: name the file to write.`);
  return placeForWriting(out, mayOverwrite);
}
