import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { isChannel, isEventName } from './channels';
import type { Channel, EventName, Events, NetloomBridge, Replies, Reply, Request } from './contract';

/**
 * All that the window can reach of the system: `window.netloom`. It takes the contract's channels and nothing else, and hands
 * listeners the payload only, never Electron's event object (which carries the sender).
 */
const bridge: NetloomBridge = {
  invoke<C extends Channel>(channel: C, request: Request<C>): Promise<Reply<Replies[C]>> {
    if (!isChannel(channel)) return Promise.reject(new Error(`There is no channel "${String(channel)}".`));
    return ipcRenderer.invoke(channel, request);
  },
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
    if (!isEventName(event)) throw new Error(`There is no event "${String(event)}".`);
    const forward = (_event: IpcRendererEvent, payload: Events[E]) => listener(payload);
    ipcRenderer.on(event, forward);
    return () => {
      ipcRenderer.removeListener(event, forward);
    };
  },
};

contextBridge.exposeInMainWorld('netloom', bridge);
