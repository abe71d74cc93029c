/**
 * The last part of a path of this or another system, as people name a file: `lenet.json` of `/home/ada/lenet.json` and of
 * `C:\\nets\\lenet.json`. For the window, which has no `node:path`; main takes `basename`.
 */
export function fileName(filePath: string): string {
  return filePath.slice(Math.max(filePath.lastIndexOf('/'), filePath.lastIndexOf('\\')) + 1);
}
