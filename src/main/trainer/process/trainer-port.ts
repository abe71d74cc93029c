import type { TrainerCommand, TrainerMessage } from '../protocol/protocol';
import { fromPlain, toPlain } from './plain-messages';

/** The line to the process that owns this one. */
export interface TrainerPort {
  send(message: TrainerMessage): void;
  onCommand(listener: (command: TrainerCommand) => void): void;
  /** Called when the process that asked for the training is gone. */
  onClose(listener: () => void): void;
}

/** Electron's utility processes have a message port to their parent; plain child processes the channel of `fork`. */
interface ElectronPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
}

/** Finds the line to the owner. Throws when this process was started by hand. */
export function connectToOwner(): TrainerPort {
  const electronPort = (process as NodeJS.Process & { readonly parentPort?: ElectronPort | null }).parentPort;
  if (electronPort) {
    return {
      send: (message) => electronPort.postMessage(message),
      // Only our own main process has the other end.
      onCommand: (listener) => electronPort.on('message', ({ data }) => listener(data as TrainerCommand)),
      onClose: (listener) => electronPort.on('close', listener),
    };
  }
  if (process.send === undefined) {
    throw new Error('The trainer is started by Netloom itself; run `npm run cli -- train` instead.');
  }
  return {
    send: (message) => {
      if (process.connected) process.send?.(toPlain(message));
    },
    onCommand: (listener) =>
      process.on('message', (message) => listener(fromPlain(message) as TrainerCommand)),
    onClose: (listener) => process.on('disconnect', listener),
  };
}
