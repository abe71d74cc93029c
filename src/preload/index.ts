import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { isEventName, isPageChannel } from '../contract/channels';
import type {
  EventName,
  Events,
  NetloomBridge,
  PageChannel,
  Replies,
  Reply,
  Request,
} from '../contract/contract';

/**
 * All that the window can reach of the system: `window.netloom`. It takes the contract's channels and nothing else, and hands
 * listeners the payload only, never Electron's event object (which carries the sender).
 */
const bridge: NetloomBridge = {
  invoke<C extends PageChannel>(channel: C, request: Request<C>): Promise<Reply<Replies[C]>> {
    if (!isPageChannel(channel))
      return Promise.reject(new Error(`There is no channel "${String(channel)}".`));
    // Only a person turns the camera on. Pages can neither make up a click nor reach this world's navigator.
    if (channel === 'camera:open' && !navigator.userActivation.isActive)
      return Promise.reject(new Error('The camera is turned on by a click or a key press.'));
    return ipcRenderer.invoke(channel, request);
  },
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
    if (!isEventName(event)) throw new Error(`There is no event "${String(event)}".`);
    const forward = (_event: IpcRendererEvent, payload: Events[E]) => listener(payload);
    ipcRenderer.on(event, forward);
    early.get(event)?.(forward);
    return () => {
      ipcRenderer.removeListener(event, forward);
    };
  },
};

/** What a person gives to the window, or is asked: a page that is still loading must not miss it. */
const GIVEN = ['project:given', 'data:given', 'ssh:question'] as const satisfies readonly EventName[];
type Listener = Parameters<typeof ipcRenderer.on>[1];
/** Hands what came before anyone listened to the first listener. */
const early = new Map<EventName, (listener: Listener) => void>(
  GIVEN.map((event) => [event, keepUntilHeard(event)]),
);

contextBridge.exposeInMainWorld('netloom', bridge);
listenForDroppedFiles();

function keepUntilHeard(event: EventName): (listener: Listener) => void {
  const kept: Parameters<Listener>[] = [];
  const keep: Listener = (...given) => {
    kept.push(given);
  };
  ipcRenderer.on(event, keep);
  return (listener) => {
    ipcRenderer.removeListener(event, keep);
    for (const given of kept.splice(0)) listener(...given);
  };
}

/** Endings of files that are networks. */
const networkFile = /\.(netloom|json)$/i;
/** Endings of archives, lists and arrays that are imported as data. Everything else dropped is the page's (an image to classify, say). */
const dataFile =
  /\.(zip|csv|tsv|jsonl|ndjson|parquet|npz|npy|h5|hdf5|mat|gz|idx|idx[13]-ubyte|pkl|pickle|bin)$|-ubyte$|^data_batch/i;

/**
 * Opens a network file that is dragged into the window. This is done here, in the world a page cannot reach, because only the
 * event of a real drop proves that a person chose the file: the page itself has no channel that opens a path it names.
 */
function listenForDroppedFiles(): void {
  window.addEventListener('dragover', (event) => {
    // The name is not available before the drop. Without this, a drop would not happen at all.
    if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
  });
  window.addEventListener(
    'drop',
    (event) => {
      const transfer = event.dataTransfer;
      const files = [...(transfer?.files ?? [])];
      const file = files.find(({ name }) => networkFile.test(name));
      const isFolder = transfer?.items[0]?.webkitGetAsEntry()?.isDirectory === true;
      const source = isFolder ? files[0] : files.find(({ name }) => dataFile.test(name));
      const dropped = file ?? source;
      if (!event.isTrusted || dropped === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const filePath = pathOf(dropped);
      if (filePath === '') return;
      // The answer comes as an event (`project:given`, `data:given`), as for everything that is given to the app.
      if (file !== undefined) void ipcRenderer.invoke('project:open-dropped', { filePath });
      else void ipcRenderer.invoke('data:open-dropped', { path: filePath });
    },
    { capture: true },
  );
}

/** Absolute path of a file, or '' when it is none of the disk's. Electron 32 took `File.path` away; 29 brought the other way. */
function pathOf(file: File & { readonly path?: string }): string {
  return webUtils?.getPathForFile(file) ?? file.path ?? '';
}
