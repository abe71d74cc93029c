import { app } from 'electron';
import type { Language } from '../../graph-runtime/messages/text';
import type {
  DatasetImages,
  DatasetSummary,
  PresetSummary,
  Reply,
  Request,
  SettingsReply,
} from '../../preload/contract';
import type { Log } from '../log/log';
import { type ChoosePicturePath, savePicture } from '../projects/pictures';
import type { Projects } from '../projects/projects';
import type { Recovery } from '../projects/recovery';
import { availableMemory } from '../runs/available-memory';
import type { RunSupervisor } from '../runs/run-supervisor';
import type { SettingsStore } from '../settings/settings-store';
import type { UnsavedAnswer } from '../window/close-question';
import { pendingRunHandlers } from './pending-run-handlers';
import { type Handlers, success } from './router';

export interface Services {
  readonly log: Log;
  readonly projects: Projects;
  readonly recovery: Recovery;
  readonly runs: RunSupervisor;
  readonly settings: SettingsStore;
  readonly systemLanguage: Language;
  readonly presets: () => Promise<readonly PresetSummary[]>;
  readonly datasets: () => Promise<readonly DatasetSummary[]>;
  readonly datasetImages: (request: Request<'dataset:images'>) => Promise<Reply<DatasetImages>>;
  readonly choosePicturePath: ChoosePicturePath;
  readonly askAboutUnsaved: (documentName: string) => Promise<UnsavedAnswer>;
  readonly showDocument: (title: string, isEdited: boolean) => void;
}

/** What main answers on each channel of the contract. */
export function createHandlers(services: Services): Handlers {
  const { log, projects, recovery, runs, settings } = services;
  const settingsReply = (): SettingsReply => ({ ...settings.get(), systemLanguage: services.systemLanguage });
  return {
    ...pendingRunHandlers,
    'app:info': () => success(appInfo()),
    'preset:list': async () => success(await services.presets()),
    'dataset:list': async () => success(await services.datasets()),
    'dataset:images': (request) => services.datasetImages(request),

    'run:start': ({ document }) => runs.start(document),
    'run:stop': ({ runId }) => runs.stop(runId),
    'run:current': () => success(runs.current()),

    'project:open': () => projects.open(),
    'project:recent': () => success(projects.recent()),
    'project:open-recent': ({ filePath }) => projects.openRecent(filePath),
    'project:startup': () => projects.openStartupFile(),
    'project:ask-unsaved': async ({ documentName }) =>
      success({ answer: await services.askAboutUnsaved(documentName) }),
    'project:save': ({ document, filePath }) => projects.save(document, filePath),
    'picture:save': (picture) => savePicture(picture, services.choosePicturePath),

    'window:state': ({ title, isEdited }) => {
      services.showDocument(title, isEdited);
      return success(null);
    },
    'settings:get': () => success(settingsReply()),
    'settings:set': async (changes) => {
      await settings.change(changes);
      return success(settingsReply());
    },
    'recovery:save': async (copy) => {
      await recovery.save(copy);
      return success(null);
    },
    'recovery:load': () => {
      const copy = recovery.load();
      if (copy !== null) projects.grantRecovered(copy.filePath);
      return success(copy);
    },
    'log:error': ({ message, stack }) => {
      log.error(`window: ${message}`, stack);
      return success(null);
    },
  };
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
