import { dirname } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { OpenedDocument, Reply } from '../../contract/contract';
import { success } from '../../contract/failure';
import { datasetRoots } from '../data/dataset-roots';
import type { DatasetService } from '../data/dataset-service';
import type { ImageThread } from '../data/image-thread';
import type { DataJobs } from '../data/importing/data-jobs';
import { bundledPresets } from '../gallery/bundled-presets';
import type { BlockLibrary } from '../library/block-library';
import type { Log } from '../log/log';
import { saveReport } from '../log/save-report';
import type { Messages } from '../messages/messages';
import type { VersionHistory } from '../projects/history/version-history';
import type { CameraGate } from '../security/camera-gate';
import { languageOfLocale } from '../settings/language';
import type { SettingsStore } from '../settings/settings-store';
import type { OpenProjects } from '../windows/open-projects';
import type { ProjectController } from '../windows/project-controller';
import {
  askAboutUnsaved,
  chooseBlockToOpen,
  chooseBlockToSave,
  chooseDataToImport,
  chooseExportToSave,
  chooseFileToOpen,
  chooseLogFolder,
  chooseModelToOpen,
  choosePackageToSave,
  choosePictureToSave,
  chooseReportToSave,
  chooseWeightsToOpen,
  chooseWeightsToSave,
} from '../windows/window/dialogs';
import { openOriginal } from '../windows/window/open-original';
import { pictureToPdf, printPicture } from '../windows/window/picture-page';
import type { AppRuns } from './app-runs';
import type { Services } from './handlers';

/** What all windows have in common. */
export interface SharedServices {
  readonly log: Log;
  readonly runs: AppRuns;
  readonly projects: OpenProjects<ProjectController>;
  readonly settings: SettingsStore;
  readonly history: VersionHistory;
  readonly library: BlockLibrary;
  readonly images: ImageThread;
  readonly datasets: DatasetService;
  readonly dataJobs: DataJobs;
  readonly camera: CameraGate;
  readonly messages: () => Messages;
  readonly report: () => Promise<string>;
}

/** What one window's requests are answered from. */
export function windowServices(open: ProjectController, shared: SharedServices): Services {
  const { log, settings, history, library } = shared;
  return {
    log,
    controller: open,
    settings,
    history,
    library,
    systemLanguage: languageOfLocale(app.getLocale()),
    ...resourceServices(shared),
    ...runServices(open, shared),
    ...fileServices(open, shared),
    ...dataServices(open, shared),
    ...dialogServices(open, shared),
    letCamera: (isAllowed) => {
      const { id } = open.window.browserWindow.webContents;
      if (isAllowed) shared.camera.open(id);
      else shared.camera.close(id);
    },
  };
}

/** What comes with the app, and the user's data sets beside it. */
function resourceServices({ images, datasets }: SharedServices) {
  const roots = datasetRoots(__dirname);
  return {
    presets: () => bundledPresets(__dirname),
    datasets,
    askExamples: (channel, request) => images.ask(roots, channel, request),
  } satisfies Partial<Services>;
}

function dataServices(open: ProjectController, { dataJobs, messages }: SharedServices) {
  return {
    dataJobs,
    openOriginal,
    chooseData: (kind) => chooseDataToImport(open.window.browserWindow, messages(), kind),
    giveData: (path) => open.send('data:given', { path }),
  } satisfies Partial<Services>;
}

function runServices(open: ProjectController, { runs, projects }: SharedServices) {
  const { supervisor, owners } = runs;
  return {
    runs: supervisor,
    service: runs.service,
    store: runs.store,
    packages: runs.packages,
    sweeps: runs.sweeps,
    speeds: runs.speeds,
    machines: runs.machines,
    questions: runs.questions,
    shownQuestion: () => runs.questions.shownIn(open.id),
    own: (start) => owners.start(open.id, start),
    projectFolder: () => (open.filePath === null ? null : dirname(open.filePath)),
    send: (event, payload) => open.send(event, payload),
    currentRun: () => {
      const run = supervisor.snapshot();
      return run !== null && owners.concerns(open.id, run.runId) ? run : null;
    },
    runElsewhere: () => owners.elsewhere(open.id, runs.active),
    showTraining: () => {
      const owner = owners.ownerOf(runs.active?.runId ?? '');
      if (owner !== null) projects.withId(owner)?.present();
    },
  } satisfies Partial<Services>;
}

function fileServices(open: ProjectController, { projects }: SharedServices) {
  return {
    openFile: (path) => projects.openFile(path, open),
    openDropped: (path) => openDropped(path, open, projects),
    openWindow: (document) => void projects.open({ kind: 'document', document }),
  } satisfies Partial<Services>;
}

/** The answer comes as of a file given to the app: the preload script that asked is not the page. */
async function openDropped(
  path: string,
  open: ProjectController,
  projects: OpenProjects<ProjectController>,
): Promise<void> {
  const reply: Reply<OpenedDocument | null> = await projects.openFile(path, open);
  if (!reply.ok) open.give(reply);
  else if (reply.value !== null) open.give(success(reply.value));
}

function dialogServices(open: ProjectController, { messages, report }: SharedServices) {
  const window = (): BrowserWindow => open.window.browserWindow;
  return {
    blockDialogs: {
      chooseToSave: (suggestion) => chooseBlockToSave(window(), messages(), suggestion),
      chooseToOpen: () => chooseBlockToOpen(window(), messages()),
    },
    chooseWeightsPath: (suggestion) => chooseWeightsToSave(window(), messages(), suggestion),
    chooseLogFolder: () => chooseLogFolder(window(), messages()),
    chooseWeightsFile: () => chooseWeightsToOpen(window(), messages()),
    chooseModelFile: () => chooseModelToOpen(window(), messages()),
    chooseExportPath: (suggestion, format) => chooseExportToSave(window(), messages(), suggestion, format),
    choosePackagePath: (suggestion) => choosePackageToSave(window(), messages(), suggestion),
    chooseFileToOpen: () => chooseFileToOpen(window(), messages()),
    pictureToPdf,
    printPicture,
    choosePicturePath: (suggestion, format) => choosePictureToSave(window(), messages(), suggestion, format),
    askAboutUnsaved: (name) => askAboutUnsaved(window(), messages(), name),
    readReport: report,
    saveReport: async () =>
      saveReport(await report(), (suggestion) => chooseReportToSave(window(), messages(), suggestion)),
  } satisfies Partial<Services>;
}
