import { basename } from 'node:path';
import { app } from 'electron';
import type {
  OpenedDocument,
  PresetSummary,
  ProjectVersion,
  Reply,
  SettingsReply,
} from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import type { Language } from '../../graph-runtime/text/text';
import type { DatasetService } from '../data/dataset-service';
import { type DataServices, dataHandlers } from '../ipc/data-handlers';
import { type RemoteServices, remoteHandlers } from '../ipc/remote-handlers';
import type { Handlers } from '../ipc/router';
import { type RunServices, runHandlers } from '../ipc/run-handlers';
import type { BlockDialogs, BlockLibrary } from '../library/block-library';
import type { Log } from '../log/log';
import { availableMemory } from '../machine/available-memory';
import type { VersionHistory } from '../projects/history/version-history';
import { type ChoosePicturePath, savePicture } from '../projects/pictures';
import type { SettingsStore } from '../settings/settings-store';
import type { ProjectController } from '../windows/project-controller';
import type { UnsavedAnswer } from '../windows/window/close-question';

/** What one window's requests are answered from: the app's services, and its own project. */
export interface Services extends RunServices, DataServices, RemoteServices {
  readonly log: Log;
  readonly controller: Pick<
    ProjectController,
    'project' | 'startup' | 'loadRecovered' | 'saveRecovery' | 'showState'
  >;
  readonly settings: SettingsStore;
  readonly history: VersionHistory;
  readonly library: BlockLibrary;
  readonly blockDialogs: BlockDialogs;
  readonly systemLanguage: Language;
  readonly presets: () => Promise<readonly PresetSummary[]>;
  readonly datasets: Pick<DatasetService, 'list' | 'remove' | 'restore'>;
  readonly showTraining: () => void;
  /** Lets this window ask for the camera, or no longer. */
  readonly letCamera: (isAllowed: boolean) => void;
  readonly chooseFileToOpen: () => Promise<string | null>;
  /** Opens a file here, or where it is open already, or in its own window (null, as when it is elsewhere). */
  readonly openFile: (path: string) => Promise<Reply<OpenedDocument | null>>;
  readonly openDropped: (path: string) => Promise<void>;
  readonly openWindow: (document: NetloomDocument) => void;
  readonly choosePicturePath: ChoosePicturePath;
  readonly pictureToPdf: (svg: string) => Promise<Buffer>;
  readonly printPicture: (svg: string) => Promise<void>;
  readonly askAboutUnsaved: (documentName: string) => Promise<UnsavedAnswer>;
  readonly readReport: () => Promise<string>;
  readonly saveReport: () => Promise<Reply<{ readonly filePath: string } | null>>;
}

/** What main answers a window on each channel of the contract. */
export function createHandlers(services: Services): Handlers {
  return {
    ...appHandlers(services),
    ...runHandlers(services),
    ...dataHandlers(services),
    ...remoteHandlers(services),
    ...projectHandlers(services),
    ...libraryHandlers(services),
  };
}

function appHandlers(services: Services) {
  const { log, settings, controller } = services;
  const settingsReply = (): SettingsReply => ({ ...settings.get(), systemLanguage: services.systemLanguage });
  return {
    'app:info': () => success(appInfo()),
    'preset:list': async () => success(await services.presets()),
    'dataset:list': async () => success(await services.datasets.list()),
    'data:remove': ({ id }) => services.datasets.remove(id),
    'data:restore': ({ id }) => services.datasets.restore(id),
    'window:state': ({ title, isEdited, filePath }) => {
      controller.showState(title, isEdited, filePath);
      return success(null);
    },
    'window:open': ({ document }) => {
      services.openWindow(document);
      return success(null);
    },
    'window:show-training': () => {
      services.showTraining();
      return success(null);
    },
    'camera:open': () => {
      services.letCamera(true);
      return success(null);
    },
    'camera:close': () => {
      services.letCamera(false);
      return success(null);
    },
    'settings:get': () => success(settingsReply()),
    'settings:set': async (changes) => {
      await settings.change(changes);
      return success(settingsReply());
    },
    'report:read': async () => success({ text: await services.readReport() }),
    'report:save': () => services.saveReport(),
    'log:error': ({ message, stack }) => {
      log.error(`window: ${message}`, stack);
      return success(null);
    },
  } satisfies Partial<Handlers>;
}

function projectHandlers(services: Services) {
  const { controller, history } = services;
  const { project } = controller;
  return {
    'project:open': async () => {
      const path = await services.chooseFileToOpen();
      return path === null ? success(null) : services.openFile(path);
    },
    'project:recent': () => success(project.recent()),
    'project:open-recent': async ({ filePath }) => {
      if (project.recent().some((file) => file.filePath === filePath)) return services.openFile(filePath);
      return failed(failure('file-not-granted', { name: basename(filePath) }));
    },
    'project:open-dropped': async ({ filePath }) => {
      await services.openDropped(filePath);
      return success(null);
    },
    'project:startup': () => controller.startup(),
    'project:reload': () => project.reload(),
    'project:keep-mine': () => {
      project.keepMine();
      return success(null);
    },
    'project:ask-unsaved': async ({ documentName }) =>
      success({ answer: await services.askAboutUnsaved(documentName) }),
    'project:save': ({ document, filePath }) => project.save(document, filePath),
    'picture:save': (picture) => savePicture(picture, services.choosePicturePath, services.pictureToPdf),
    'picture:print': async ({ data }) => {
      await services.printPicture(data);
      return success(null);
    },
    'history:list': async () => {
      const { filePath, received } = project;
      if (filePath !== null) return success(await history.list(filePath));
      return success(received === null ? [] : [unsavedVersion(received)]);
    },
    'history:read': async ({ id }) => {
      const { filePath, received } = project;
      if (filePath !== null) return history.read(filePath, id);
      if (received === null || id !== UNSAVED_VERSION) return failed(failure('version-missing'));
      return success({ document: received });
    },
    'recovery:save': async (copy) => {
      const error = await controller.saveRecovery(copy);
      return error === null ? success(null) : failed(error);
    },
    'recovery:load': () => success(controller.loadRecovered()),
  } satisfies Partial<Handlers>;
}

/** The id of what came in a package and has no file yet. */
const UNSAVED_VERSION = 'received';

function unsavedVersion(document: NetloomDocument): ProjectVersion {
  return {
    id: UNSAVED_VERSION,
    savedAt: Date.now(),
    bytes: Buffer.byteLength(serializeDocument(document)),
    nodeCount: document.nodes.length,
    difference: null,
    isReceived: true,
  };
}

function libraryHandlers({ library, blockDialogs }: Services) {
  return {
    'blocks:list': async () => success(await library.list()),
    'blocks:save': (block) => library.save(block),
    'blocks:remove': ({ name }) => library.remove(name),
    'blocks:export': ({ name }) => library.export(name, blockDialogs),
    'blocks:import': () => library.import(blockDialogs),
  } satisfies Partial<Handlers>;
}

function appInfo() {
  const { electron, chrome, node } = process.versions;
  return {
    version: app.getVersion(),
    electron: electron ?? '',
    chrome: chrome ?? '',
    node,
    platform: process.platform,
    availableMemoryBytes: availableMemory(),
  };
}
