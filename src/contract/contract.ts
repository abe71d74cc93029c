import { z } from 'zod';
import { documentSchema } from '../graph-runtime/document/document';
import { type DataBrowserReplies, dataBrowserRequests } from './data-browser';
import { type DataEvents, type DataReplies, dataRequests } from './data-import';
import { type DatasetEvents, type DatasetReplies, datasetRequests } from './datasets';
import type { Reply } from './failure';
import { type LibraryBlock, libraryBlockSchema } from './library';
import {
  type OpenedDocument,
  type ProjectVersion,
  type RecentFile,
  type RecoveryCopy,
  type RunElsewhere,
  recoveryCopySchema,
} from './projects';
import { placeOfRun, type RemoteEvents, type RemoteReplies, remoteRequests } from './remote-channels';
import { type RunReplies, type RunsEvents, runRequests } from './run-channels';
import type { RunEvent } from './run-events';
import type { RunSnapshot } from './run-status';
import { type Settings, type SettingsReply, settingsSchema } from './settings';

export * from './data-browser';
export * from './data-import';
export * from './data-problems';
export * from './data-survey';
export * from './datasets';
export * from './epoch-times';
export * from './evaluations';
export * from './failure';
export * from './inspection';
export * from './layer-times';
export * from './library';
export * from './predictions';
export * from './retrieval';
export * from './projects';
export * from './reduce-run';
export * from './remote-channels';
export * from './slurm';
export * from './run-curves';
export * from './run-events';
export * from './run-metrics';
export * from './run-records';
export * from './run-status';
export * from './series';
export * from './settings';
export * from './suggested-choices';

/**
 * The contract between the window and main: every channel once, with the schema of its request and the type of its reply.
 * Main validates each request and its sender; handlers answer `{ ok, value | error }` and never throw across.
 */

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly chrome: string;
  readonly node: string;
  readonly platform: string;
  /** Main memory, in bytes, that a training process could have at this moment. */
  readonly availableMemoryBytes: number;
}

/** One card of the gallery, read from the preset files. */
export interface PresetSummary {
  /** File name without `.json`. */
  readonly id: string;
  readonly document: z.infer<typeof documentSchema>;
}

/** The menu's commands that the window carries out. Cut, copy and paste reach it as the DOM's own events. */
export const MENU_COMMANDS = [
  'new',
  'open-preset',
  'import-data',
  'import-model',
  'import-weights',
  'show-data',
  'open',
  'open-recent',
  'save',
  'save-as',
  'history',
  'report',
  'undo',
  'redo',
  'delete',
  'select-all',
  'zoom-in',
  'zoom-out',
  'fit-view',
  'export-png',
  'export-svg',
  'export-pdf',
  'export-onnx',
  'export-pytorch',
  'export-keras',
  'export-saved-model',
  'save-package',
  'reset-received',
  'export-tfjs',
  'print',
  'present',
  'save-view',
  'next-view',
  'lock',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

const nothing = z.undefined();

/** Requests of the window to main: channel name -> request schema. Replies are typed in `Replies`. */
export const requests = {
  ...runRequests,
  ...datasetRequests,
  ...dataRequests,
  ...dataBrowserRequests,
  ...remoteRequests,
  'app:info': nothing,
  'preset:list': nothing,
  /** Starts training the document as it is, from the weights of a saved run if one is named; one run at a time. */
  'run:start': z.object({
    document: documentSchema,
    initialWeightsFrom: z.string().max(200).optional(),
    ...placeOfRun,
  }),
  'run:stop': z.object({ runId: z.string() }),
  /** The run of this window that is in progress or was the last one, after a reload; null when there is none. */
  'run:current': nothing,
  /** The run in progress that another window started; null when there is none. */
  'run:elsewhere': nothing,
  /** Shows the open dialog; null when it was canceled, or when the file is shown by another window. */
  'project:open': nothing,
  /** The files opened and saved last, the newest first. */
  'project:recent': nothing,
  /** Opens one of the recent files; any other path is refused. Null when it opened in another window, as for `project:open`. */
  'project:open-recent': z.object({ filePath: z.string().max(4_096) }),
  /** Opens a file that was dragged into the window. Only the preload script sends it, for a drop of the system's. */
  'project:open-dropped': z.object({ filePath: z.string().max(4_096) }),
  /** What this window was opened for (a file, a new network); null when it is to show what a first window shows. */
  'project:startup': nothing,
  /** Reads the window's file again, after another program changed it. */
  'project:reload': nothing,
  /** The window's work counts, not what another program wrote: the next save replaces it without another question. */
  'project:keep-mine': nothing,
  /** Asks (a system dialog) what to do with unsaved work before another document takes its place. */
  'project:ask-unsaved': z.object({ documentName: z.string().max(200) }),
  /**
   * Writes to `filePath`, or asks where when it is null; the path written, or null when canceled. Only files that were opened
   * or saved through a dialog may be written; any other path is asked for first.
   */
  'project:save': z.object({ document: documentSchema, filePath: z.string().nullable() }),
  /** Asks where, and writes a picture of the network there: SVG and CSV as text, PNG as base64, PDF from SVG; null when canceled. */
  /** The user's own blocks. */
  'blocks:list': nothing,
  /** Adds a block to the library; one of the same name is replaced. */
  'blocks:save': libraryBlockSchema,
  'blocks:remove': z.object({ name: z.string().max(200) }),
  /** Asks where, and writes a block of the library there; null when canceled. */
  'blocks:export': z.object({ name: z.string().max(200) }),
  /** Shows the open dialog and takes the block into the library; null when canceled. */
  'blocks:import': nothing,
  'picture:save': z.object({
    name: z.string().max(200),
    format: z.enum(['svg', 'png', 'csv', 'pdf', 'html']),
    data: z.string().max(100_000_000),
  }),
  /** Shows the system's print dialog for a picture of the network (SVG). */
  'picture:print': z.object({ data: z.string().max(100_000_000) }),
  /** The versions of the window's file that were saved, the newest first; none for a network without a file. */
  'history:list': nothing,
  'history:read': z.object({ id: z.string().max(100) }),
  /** What a user can send to the developers: versions, devices, the end of the log. */
  'report:read': nothing,
  /** Asks where, and writes the report there; null when canceled. */
  'report:save': nothing,
  /** Reports to main whether there is unsaved work (for the title bar and the question on closing), and whose file is shown. */
  'window:state': z.object({
    title: z.string().max(300),
    isEdited: z.boolean(),
    filePath: z.string().max(4_096).nullable(),
  }),
  /** Shows a document that has no file yet in its own window. */
  'window:open': z.object({ document: documentSchema }),
  /** Brings the window to the front whose network is being trained. */
  'window:show-training': nothing,
  /** The page may ask for the camera next. The preload script lets it pass only right after a click or a key press. */
  'camera:open': nothing,
  /** The page has turned the camera off. */
  'camera:close': nothing,
  'settings:get': nothing,
  /** Changes the settings given and keeps the others. */
  'settings:set': settingsSchema.partial(),
  /** Keeps a copy of the work for the case of a crash; the window sends it shortly after every edit. */
  'recovery:save': recoveryCopySchema,
  /** The copy a crash left behind (of the window or of the app); null when the app was closed in order. */
  'recovery:load': nothing,
  /** An error the window did not expect, for the log. */
  'log:error': z.object({ message: z.string().max(2_000), stack: z.string().max(20_000).optional() }),
} as const;
export type Channel = keyof typeof requests;
/** What a page can ask for; a drop of the system's is reported by the preload script alone. */
export type PageChannel = Exclude<Channel, 'project:open-dropped' | 'data:open-dropped'>;
export type Request<C extends Channel> = z.infer<(typeof requests)[C]>;

export interface Replies extends RunReplies, DatasetReplies, DataReplies, DataBrowserReplies, RemoteReplies {
  'app:info': AppInfo;
  'preset:list': readonly PresetSummary[];
  'run:start': { readonly runId: string };
  'run:stop': null;
  'run:current': RunSnapshot | null;
  'run:elsewhere': RunElsewhere | null;
  'project:open': OpenedDocument | null;
  'project:recent': readonly RecentFile[];
  'project:open-recent': OpenedDocument | null;
  'project:open-dropped': null;
  'project:startup': OpenedDocument | null;
  'project:reload': OpenedDocument;
  'project:keep-mine': null;
  'project:ask-unsaved': { readonly answer: 'save' | 'discard' | 'cancel' };
  'project:save': { readonly filePath: string } | null;
  'blocks:list': readonly LibraryBlock[];
  'blocks:save': null;
  'blocks:remove': null;
  'blocks:export': { readonly filePath: string } | null;
  'blocks:import': LibraryBlock | null;
  'picture:save': { readonly filePath: string } | null;
  'picture:print': null;
  'history:list': readonly ProjectVersion[];
  'history:read': { readonly document: z.infer<typeof documentSchema> };
  'report:read': { readonly text: string };
  'report:save': { readonly filePath: string } | null;
  'window:state': null;
  'window:open': null;
  'window:show-training': null;
  'camera:open': null;
  'camera:close': null;
  'settings:get': SettingsReply;
  'settings:set': SettingsReply;
  'recovery:save': null;
  'recovery:load': RecoveryCopy | null;
  'log:error': null;
}

/** Events of main to the window: channel name -> payload. */
export interface Events extends RunsEvents, DatasetEvents, DataEvents, RemoteEvents {
  'run:event': { readonly runId: string; readonly event: RunEvent };
  /** A menu command the window carries out; `filePath` comes with `open-recent` only. */
  'menu:command': { readonly command: MenuCommand; readonly filePath?: string };
  /** A run of another window's has begun or ended: one run at a time, whoever started it. */
  'run:elsewhere': RunElsewhere | null;
  /** Another program changed the window's file, or took it away. */
  'project:changed-on-disk': { readonly filePath: string; readonly change: 'changed' | 'missing' };
  /** A file was given to the running app (a second start, the system's file manager): show it, or why it cannot be shown. */
  'project:given': Reply<OpenedDocument>;
  /** A window changed the settings, which are all windows'. */
  'settings:changed': Settings;
}
export type EventName = keyof Events;

/** What the preload script exposes as `window.netloom`, and nothing else. */
export interface NetloomBridge {
  invoke<C extends PageChannel>(channel: C, request: Request<C>): Promise<Reply<Replies[C]>>;
  /** Calls `listener` for every event; returns the function that ends it. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
}
