import { join } from 'node:path';
import { app, ipcMain, Menu, nativeTheme, session, shell } from 'electron';
import type { MenuCommand } from '../../contract/contract';
import type { Language } from '../../graph-runtime/text/text';
import { datasetRoots } from '../data/dataset-roots';
import { DatasetService } from '../data/dataset-service';
import { ImageThread } from '../data/image-thread';
import { DataJobs } from '../data/importing/data-jobs';
import { connectChannels, type Handlers } from '../ipc/router';
import { BlockLibrary } from '../library/block-library';
import type { Log } from '../log/log';
import { diagnosticSentence } from '../messages/diagnostic-sentence';
import { type Messages, messagesIn } from '../messages/messages';
import { appProcess } from '../processes/app-process';
import { openVersionHistory, type VersionHistory } from '../projects/history/version-history';
import { readProject } from '../projects/project';
import { openRecentFiles, type RecentFiles } from '../projects/recent-files';
import { findLeftCopies } from '../projects/recovery';
import { serveAppProtocol } from '../security/app-protocol';
import { CameraGate } from '../security/camera-gate';
import { APP_ORIGIN } from '../security/content-policy';
import { lockDownSession } from '../security/lock-down';
import { type DevelopmentOrigin, isOwnPage } from '../security/own-page';
import { effectiveLanguage } from '../settings/language';
import { openSettings, type SettingsStore } from '../settings/settings-store';
import { OpenProjects, type ProjectStart } from '../windows/open-projects';
import { identifyFile, newProjectId, ProjectController } from '../windows/project-controller';
import { showAbout } from '../windows/window/dialogs';
import { menuTemplate } from '../windows/window/menu';
import { WindowPlaces } from '../windows/window/window-places';
import { appReport } from './app-report';
import { AppRuns } from './app-runs';
import { createHandlers } from './handlers';
import { windowServices } from './window-services';

/** A waiting trainer is started when the window has had time to draw itself. */
const WARM_UP_MILLISECONDS = 1_500;
/** A run that is asked to stop because the window closes gets this long. */
const SHUT_DOWN_MILLISECONDS = 10_000;

export interface AppOptions {
  readonly log: Log;
  readonly userData: string;
  readonly developmentOrigin: DevelopmentOrigin;
}

/** The running app: its services, its windows and what connects them. */
export class App {
  readonly #options: AppOptions;
  readonly #settings: SettingsStore;
  readonly #recent: RecentFiles;
  readonly #history: VersionHistory;
  readonly #library: BlockLibrary;
  readonly #images = new ImageThread(join(__dirname, 'images-worker.js'));
  readonly #datasets: DatasetService;
  readonly #dataJobs: DataJobs;
  readonly #projects: OpenProjects<ProjectController>;
  readonly #runs: AppRuns;
  readonly #places: WindowPlaces;
  readonly #recoveryFolder: string;
  readonly #camera = new CameraGate();
  #isQuitting = false;

  constructor(options: AppOptions) {
    const { log, userData, developmentOrigin } = options;
    this.#options = options;
    this.#settings = openSettings(join(userData, 'settings.json'), log, (settings) => {
      this.#applySettings();
      for (const open of this.#projects.all) open.send('settings:changed', settings);
    });
    this.#recent = openRecentFiles(join(userData, 'recent.json'), log, () => this.#showMenu());
    this.#history = openVersionHistory(join(userData, 'history'), log);
    this.#library = new BlockLibrary(join(userData, 'blocks'), log);
    this.#recoveryFolder = join(userData, 'recovery');
    this.#places = new WindowPlaces(join(userData, 'window.json'), log);
    this.#projects = new OpenProjects({
      create: (start) => this.#createProject(start),
      read: (path) =>
        readProject(path, {
          recent: this.#recent,
          history: this.#history,
          describe: this.#describe,
          openPackage: this.#openPackage,
        }),
      identify: identifyFile,
    });
    this.#runs = new AppRuns({
      log,
      userData,
      messages: () => this.#messages,
      projects: this.#projects,
    });
    this.#datasets = new DatasetService({
      roots: datasetRoots(__dirname),
      onChange: () => {
        for (const open of this.#projects.all) open.send('data:changed', null);
      },
      isInUse: (id) => this.#runs.isTrainingOn(id),
    });
    this.#dataJobs = new DataJobs({
      start: appProcess(__dirname, 'import-process', 'Netloom data import'),
      roots: datasetRoots(__dirname),
      onChange: (job) => {
        for (const open of this.#projects.all) open.send('data:progress', job);
      },
    });
    lockDownSession(session.defaultSession, developmentOrigin, this.#camera);
    serveAppProtocol(join(__dirname, '../renderer'));
    this.#connect();
    this.#applySettings();
  }

  /** Opens the first windows: what a crash left behind, and the file given at the start. */
  async open(file: string | null): Promise<void> {
    setTimeout(() => this.#runs.supervisor.warmUp(), WARM_UP_MILLISECONDS);
    for (const id of findLeftCopies(this.#recoveryFolder, this.#options.log)) {
      this.#projects.open({ kind: 'recovered', id });
    }
    void this.#runs.followAgain();
    if (file !== null) await this.#projects.openGiven(file);
    else if (this.#projects.all.length === 0) this.#projects.open({ kind: 'first' });
    await this.#history.prune();
  }

  /** A second start of the app: a window comes to the front, with the file if one was given. */
  async present(path: string | null): Promise<void> {
    if (path !== null) await this.#projects.openGiven(path);
    else if (!this.#runs.background.show()) this.#projects.front?.present();
  }

  /** Ends the trainer without asking anybody; unsaved work stays in its copies. */
  async shutDown(milliseconds: number): Promise<void> {
    this.#datasets.end();
    const flushed = this.#projects.all.map((open) => open.flush());
    await Promise.all([this.#runs.end(milliseconds), ...flushed, this.#images.end(), this.#dataJobs.end()]);
  }

  /** Whether the app may quit now; otherwise it asks its windows first and quits when they have all gone. */
  mayQuit(): boolean {
    if (this.#projects.all.length === 0) return true;
    if (!this.#isQuitting) {
      this.#isQuitting = true;
      void this.#projects
        .quit()
        .then((hasClosed) => {
          if (hasClosed) app.quit();
        })
        .finally(() => {
          this.#isQuitting = false;
        });
    }
    return false;
  }

  #createProject(start: ProjectStart): ProjectController {
    const { log, developmentOrigin } = this.#options;
    const id = start.kind === 'recovered' ? start.id : newProjectId();
    const open: ProjectController = new ProjectController({
      id,
      start,
      window: {
        url: developmentOrigin ?? `${APP_ORIGIN}/index.html`,
        preload: join(__dirname, '../preload/index.js'),
        place: this.#places.next(this.#projects.front?.window.browserWindow),
        backgroundColor: nativeTheme.shouldUseDarkColors ? '#12151a' : '#f4f6f8',
        savePlace: (place) => this.#places.keep(place),
        onFocus: () => this.#projects.setFront(open),
        onBackground: () => this.#runs.showInBackground(),
        onClosed: () => this.#projects.remove(open),
      },
      recoveryFolder: this.#recoveryFolder,
      recent: this.#recent,
      history: this.#history,
      log,
      messages: () => this.#messages,
      describe: this.#describe,
      openPackage: this.#openPackage,
      isOpenElsewhere: async (path) => {
        const holder = await this.#projects.holderOf(path);
        return holder !== null && holder !== open;
      },
      isTraining: () => this.#runs.isTraining(open.id),
      isPaused: () => this.#runs.isPaused,
      isLastWhileImporting: () => this.#projects.all.length <= 1 && this.#dataJobs.isImporting,
      endTraining: () => this.#endTraining(open.id),
    });
    open.connect(
      createHandlers(
        windowServices(open, {
          log,
          runs: this.#runs,
          projects: this.#projects,
          settings: this.#settings,
          history: this.#history,
          library: this.#library,
          images: this.#images,
          datasets: this.#datasets,
          dataJobs: this.#dataJobs,
          camera: this.#camera,
          messages: () => this.#messages,
          report: () => appReport(this.#options.userData),
        }),
      ),
    );
    void open.window.load();
    return open;
  }

  /** With the last window the trainer and the imports go, too; before that, only the run that the closing window started. */
  async #endTraining(id: string): Promise<void> {
    if (this.#projects.all.length > 1) this.#runs.leave(id);
    else await Promise.all([this.#runs.end(SHUT_DOWN_MILLISECONDS), this.#dataJobs.end()]);
  }

  #connect(): void {
    const { log, developmentOrigin } = this.#options;
    connectChannels({
      ipc: ipcMain,
      log,
      handlersFor: (event): Handlers | null => {
        if (!isOwnPage(event.senderFrame?.url ?? '', developmentOrigin)) return null;
        return this.#projects.all.find((open) => open.window.isSender(event))?.handlers ?? null;
      },
    });
  }

  readonly #openPackage = (path: string) => this.#runs.packages.open(path);

  readonly #describe = (diagnostic: Parameters<typeof diagnosticSentence>[0]) =>
    diagnosticSentence(diagnostic, this.#language);

  get #messages(): Messages {
    return messagesIn(this.#language);
  }

  get #language(): Language {
    return effectiveLanguage(this.#settings.get(), app.getLocale());
  }

  #applySettings(): void {
    nativeTheme.themeSource = this.#settings.get().theme;
    this.#showMenu();
  }

  #showMenu(): void {
    const template = menuTemplate({
      messages: this.#messages,
      recent: this.#recent.list(),
      platform: process.platform,
      isDevelopment: !app.isPackaged,
      send: (command, filePath) => this.#sendCommand(command, filePath),
      showLog: () => void shell.openPath(join(this.#options.userData, 'logs')),
      showAbout: () => {
        const front = this.#projects.front?.window.browserWindow;
        if (front !== undefined) void showAbout(front, this.#messages);
      },
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  #sendCommand(command: MenuCommand, filePath?: string): void {
    this.#projects.front?.send('menu:command', filePath === undefined ? { command } : { command, filePath });
  }
}
