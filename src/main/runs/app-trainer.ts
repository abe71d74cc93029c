import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { startForkedTrainer } from './forked-trainer';
import type { StartTrainer } from './trainer-process';
import { startUtilityTrainer } from './utility-trainer';

/**
 * How the app starts its trainer: in Node, where there is one, because TensorFlow takes its memory in ever larger pieces, and Electron's
 * allocator ends a process that asks for 2 GiB in one: MobileNet with its own batch of 256. Node also trains LeNet a fifth faster.
 * `npm start` brings the Node it runs in, a package has one beside its resources. Without one, Electron's utility process does it.
 */
export function appTrainer(): StartTrainer {
  // Node reads no archive of Electron's: the trainer and all it loads lie beside it as files.
  const entry = join(__dirname, 'trainer.js').replace(/\bapp\.asar\b/, 'app.asar.unpacked');
  const node = nodeExecutable();
  const owner = app.getPath('userData');
  return node === null ? () => startUtilityTrainer(entry) : () => startForkedTrainer({ entry, node, owner });
}

function nodeExecutable(): string | null {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = app.isPackaged ? join(process.resourcesPath, name) : process.env.NETLOOM_NODE;
  return found !== undefined && existsSync(found) ? found : null;
}
