import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { ChildProcess } from './child-process';
import { startForkedProcess } from './forked-process';
import { startUtilityProcess } from './utility-process';

/**
 * How the app starts its own processes: in Node, where there is one, because TensorFlow takes its memory in ever larger pieces, and Electron's
 * allocator ends a process that asks for 2 GiB in one: MobileNet with its own batch of 256. Node also trains LeNet a fifth faster.
 * `npm start` brings the Node it runs in, a package has one beside its resources. Without one, Electron's utility process does it.
 *
 * @param folder of the built entries
 * @param name of the entry, without its ending
 * @param serviceName what the system's list of processes shows
 */
export function appProcess<Command, Message>(
  folder: string,
  name: string,
  serviceName: string,
): () => ChildProcess<Command, Message> {
  // Node reads no archive of Electron's: the entry and all it loads lie beside it as files.
  const entry = join(folder, `${name}.js`).replace(/\bapp\.asar\b/, 'app.asar.unpacked');
  const node = nodeExecutable();
  const owner = app.getPath('userData');
  return node === null
    ? () => startUtilityProcess(entry, serviceName)
    : () => startForkedProcess({ entry, node, owner });
}

/** The Node that the app's own processes run in; null where there is none. */
export function nodeExecutable(): string | null {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = app.isPackaged ? join(process.resourcesPath, name) : process.env.NETLOOM_NODE;
  return found !== undefined && existsSync(found) ? found : null;
}
