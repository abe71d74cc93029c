import { z } from 'zod';
import type { Diagnostic } from '../graph-runtime/diagnostics/diagnostic';
import { documentSchema } from '../graph-runtime/document/document';
import type { Reply } from './contract/failure';
import { type RunReplies, type RunsEvents, runRequests } from './contract/run-channels';
import type { RunEvent, RunSnapshot } from './contract/run-events';
import { type SettingsReply, settingsSchema } from './contract/settings';

export * from './contract/failure';
export * from './contract/inspection';
export * from './contract/run-events';
export * from './contract/run-records';
export * from './contract/settings';

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

export interface DatasetSummary {
  readonly id: string;
  readonly name: string;
  /** `[height, width, channels]` of the stored images. */
  readonly imageShape: readonly [number, number, number];
  readonly classNames: Readonly<Record<'en' | 'zh-Hant', readonly string[]>>;
  readonly trainCount: number;
  readonly testCount: number;
}

/** Images of a data set, as they are stored. */
export interface DatasetImages {
  /** `[height, width, channels]` of each image. */
  readonly imageShape: readonly [number, number, number];
  /** `[count, height, width, channels]` bytes. */
  readonly pixels: Uint8Array;
  /** Class of each image. */
  readonly labels: Uint8Array;
}

export interface OpenedDocument {
  readonly document: z.infer<typeof documentSchema>;
  /** Null for a preset or a new document. */
  readonly filePath: string | null;
  /** Fields of the file that mean nothing and will not be saved again, such as misspelt names. */
  readonly warnings?: readonly Diagnostic[];
}

/** The copy of unsaved work that outlives a crash of the window or the app. */
export const recoveryCopySchema = z.object({
  document: documentSchema,
  filePath: z.string().max(4_096).nullable(),
  isEdited: z.boolean(),
});
export type RecoveryCopy = z.infer<typeof recoveryCopySchema>;

export interface RecentFile {
  readonly filePath: string;
  readonly name: string;
}

/** The menu's commands that the window carries out. Cut, copy and paste reach it as the DOM's own events. */
export const MENU_COMMANDS = [
  'new',
  'open-preset',
  'open',
  'open-recent',
  'save',
  'save-as',
  'undo',
  'redo',
  'delete',
  'select-all',
  'zoom-in',
  'zoom-out',
  'fit-view',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

const nothing = z.undefined();

/** Requests of the window to main: channel name -> request schema. Replies are typed in `Replies`. */
export const requests = {
  ...runRequests,
  'app:info': nothing,
  'preset:list': nothing,
  'dataset:list': nothing,
  'dataset:images': z.object({
    id: z.string().max(200),
    split: z.enum(['train', 'test']),
    indices: z.array(z.number().int().min(0)).min(1).max(4_096),
  }),
  /** Starts training the document as it is, from the weights of a kept run if one is named; one run at a time. */
  'run:start': z.object({ document: documentSchema, initialWeightsFrom: z.string().max(200).optional() }),
  'run:stop': z.object({ runId: z.string() }),
  /** The run in progress or the last one, after a reload; null when there is none. */
  'run:current': nothing,
  /** Shows the open dialog; null when it was cancelled. */
  'project:open': nothing,
  /** The files opened and saved last, the newest first. */
  'project:recent': nothing,
  /** Opens one of the recent files; any other path is refused. */
  'project:open-recent': z.object({ filePath: z.string().max(4_096) }),
  /** The file named on the command line, once; null when there is none (or it was asked for before). */
  'project:startup': nothing,
  /** Asks (a system dialog) what to do with unsaved work before another document takes its place. */
  'project:ask-unsaved': z.object({ documentName: z.string().max(200) }),
  /**
   * Writes to `filePath`, or asks where when it is null; the path written, or null when cancelled. Only files that were opened
   * or saved through a dialog may be written; any other path is asked for first.
   */
  'project:save': z.object({ document: documentSchema, filePath: z.string().nullable() }),
  /** Asks where, and writes a picture of the network there: SVG as text, PNG as base64; null when cancelled. */
  'picture:save': z.object({
    name: z.string().max(200),
    format: z.enum(['svg', 'png']),
    data: z.string().max(100_000_000),
  }),
  /** Tells main whether there is unsaved work (for the title bar and the question on closing). */
  'window:state': z.object({ title: z.string().max(300), isEdited: z.boolean() }),
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
export type Request<C extends Channel> = z.infer<(typeof requests)[C]>;

export interface Replies extends RunReplies {
  'app:info': AppInfo;
  'preset:list': readonly PresetSummary[];
  'dataset:list': readonly DatasetSummary[];
  'dataset:images': DatasetImages;
  'run:start': { readonly runId: string };
  'run:stop': null;
  'run:current': RunSnapshot | null;
  'project:open': OpenedDocument | null;
  'project:recent': readonly RecentFile[];
  'project:open-recent': OpenedDocument;
  'project:startup': OpenedDocument | null;
  'project:ask-unsaved': { readonly answer: 'save' | 'discard' | 'cancel' };
  'project:save': { readonly filePath: string } | null;
  'picture:save': { readonly filePath: string } | null;
  'window:state': null;
  'settings:get': SettingsReply;
  'settings:set': SettingsReply;
  'recovery:save': null;
  'recovery:load': RecoveryCopy | null;
  'log:error': null;
}

/** Events of main to the window: channel name -> payload. */
export interface Events extends RunsEvents {
  'run:event': { readonly runId: string; readonly event: RunEvent };
  /** A menu command the window carries out; `filePath` comes with `open-recent` only. */
  'menu:command': { readonly command: MenuCommand; readonly filePath?: string };
  /** A file was given to the running app (a second start, the system's file manager): show it, or why it cannot be shown. */
  'project:given': Reply<OpenedDocument>;
}
export type EventName = keyof Events;

/** What the preload script exposes as `window.netloom`, and nothing else. */
export interface NetloomBridge {
  invoke<C extends Channel>(channel: C, request: Request<C>): Promise<Reply<Replies[C]>>;
  /** Calls `listener` for every event; returns the function that ends it. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
}
