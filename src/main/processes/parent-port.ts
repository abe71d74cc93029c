import { fromPlain, toPlain } from './plain-messages';

/** The line to the process that owns this one. */
export interface ParentPort<Command, Message> {
  send(message: Message): void;
  onCommand(listener: (command: Command) => void): void;
  /** Called when the process that started this one is gone. */
  onClose(listener: () => void): void;
}

/** Electron's utility processes have a message port to their parent; plain child processes the channel of `fork`. */
interface ElectronPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
}

/** Finds the line to the owner. Throws `advice` when this process was started by hand. */
export function connectToOwner<Command, Message>(advice: string): ParentPort<Command, Message> {
  const electronPort = (process as NodeJS.Process & { readonly parentPort?: ElectronPort | null }).parentPort;
  if (electronPort) {
    return {
      send: (message) => electronPort.postMessage(message),
      // Only our own main process has the other end.
      onCommand: (listener) => electronPort.on('message', ({ data }) => listener(data as Command)),
      onClose: (listener) => electronPort.on('close', listener),
    };
  }
  if (process.send === undefined) {
    throw new Error(advice);
  }
  return {
    send: (message) => {
      if (process.connected) process.send?.(toPlain(message));
    },
    onCommand: (listener) => process.on('message', (message) => listener(fromPlain(message) as Command)),
    onClose: (listener) => process.on('disconnect', listener),
  };
}
