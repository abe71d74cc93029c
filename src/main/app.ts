import { join } from 'node:path';
import { app, type BrowserWindow, ipcMain, Menu, nativeTheme, session, shell } from 'electron';
import type { Language } from '../graph-runtime/messages/text';
import type { MenuCommand, OpenedDocument, Reply, RunEvent } from '../preload/contract';
import { listDatasets } from './data/dataset-catalog';
import { ImageThread } from './data/image-thread';
import { findResourceRoot } from './files/resource-root';
import { readPresets } from './gallery/preset-catalog';
import { createHandlers, type Services } from './ipc/handlers';
import { connectChannels, type Handlers } from './ipc/router';
import { BlockLibrary } from './library/block-library';
import type { Log } from './log/log';
import { composeReport } from './log/report';
import { saveReport } from './log/save-report';
import { diagnosticSentence } from './messages/diagnostic-sentence';
import { type Messages, messagesIn } from './messages/messages';
import { openVersionHistory, type VersionHistory } from './projects/history/version-history';
import { readProject } from './projects/project';
import { openRecentFiles, type RecentFiles } from './projects/recent-files';
import { findLeftCopies } from './projects/recovery';
import { availableMemory } from './runs/available-memory';
import { RunDesk } from './runs/run-desk';
import { RunStore } from './runs/run-store';
import { RunSupervisor } from './runs/run-supervisor';
import { SweepQueue } from './runs/sweep-queue';
import { startUtilityTrainer } from './runs/utility-trainer';
import { serveAppProtocol } from './security/app-protocol';
import { APP_ORIGIN } from './security/content-policy';
import { lockDownSession } from './security/lock-down';
import { type DevelopmentOrigin, isOwnPage } from './security/own-page';
import { BackgroundRuns } from './sessions/background-runs';
import { identifyFile, newSessionId, ProjectSession } from './sessions/project-session';
import { type ActiveRun, RunOwners } from './sessions/run-owners';
import { type SessionStart, Sessions } from './sessions/sessions';
import { effectiveLanguage, languageOfLocale } from './settings/language';
import { openSettings, type SettingsStore } from './settings/settings-store';
import {
  askAboutUnsaved,
  chooseBlockToOpen,
  chooseBlockToSave,
  chooseFileToOpen,
  choosePictureToSave,
  chooseReportToSave,
  chooseWeightsToSave,
  showAbout,
} from './window/dialogs';
import { KeepAwake } from './window/keep-awake';
import { menuTemplate } from './window/menu';
import type { WindowPlace } from './window/window-bounds';
import { readWindowPlace, writeWindowPlace } from './window/window-place';

/** A waiting trainer is started when the window has had time to draw itself. */
const WARM_UP_MILLISECONDS = 1_500;
/** A run that is asked to stop because the window closes gets this long. */
const SHUT_DOWN_MILLISECONDS = 10_000;
/** A further window stands so much lower and further to the right, so that both can be seen. */
const CASCADE_PIXELS = 32;

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
  readonly #runs: RunSupervisor;
  readonly #store: RunStore;
  readonly #sweeps: SweepQueue;
  readonly #desk: RunDesk;
  readonly #images = new ImageThread(join(__dirname, 'images-worker.js'));
  readonly #owners = new RunOwners();
  readonly #background: BackgroundRuns;
  readonly #awake = new KeepAwake();
  readonly #sessions: Sessions<ProjectSession>;
  readonly #placeFile: string;
  readonly #library: BlockLibrary;
  readonly #recoveryFolder: string;
  #place: WindowPlace | null;
  #isQuitting = false;

  constructor(options: AppOptions) {
    const { log, userData, developmentOrigin } = options;
    this.#options = options;
    this.#settings = openSettings(join(userData, 'settings.json'), log, (settings) => {
      this.#applySettings();
      for (const open of this.#sessions.all) open.send('settings:changed', settings);
    });
    this.#recent = openRecentFiles(join(userData, 'recent.json'), log, () => this.#showMenu());
    this.#history = openVersionHistory(join(userData, 'history'), log);
    this.#library = new BlockLibrary(join(userData, 'blocks'), log);
    this.#recoveryFolder = join(userData, 'recovery');
    this.#placeFile = join(userData, 'window.json');
    this.#place = readWindowPlace(this.#placeFile, log);
    this.#sessions = new Sessions({
      create: (start) => this.#createSession(start),
      read: (path) => readProject(path, { recent: this.#recent, describe: this.#describe }),
      identify: identifyFile,
    });
    this.#store = new RunStore({
      directory: join(userData, 'runs'),
      log,
      onChange: () => this.#sendToAll('runs:changed', null),
    });
    this.#sweeps = new SweepQueue({
      file: join(userData, 'sweeps.json'),
      log,
      onChange: () => this.#sendToAll('sweep:changed', null),
    });
    this.#background = new BackgroundRuns({
      log,
      messages: () => this.#messages,
      sessions: () => this.#sessions.all,
      isTraining: (id) => this.#isTraining(id),
    });
    this.#runs = this.#createSupervisor();
    this.#desk = new RunDesk({
      supervisor: this.#runs,
      store: this.#store,
      datasets: join(findResourceRoot(__dirname), 'resources', 'datasets'),
      appVersion: app.getVersion(),
    });
    lockDownSession(session.defaultSession, developmentOrigin);
    serveAppProtocol(join(__dirname, '../renderer'));
    this.#connect();
    this.#applySettings();
  }

  /** Opens the first windows: what a crash left behind, and the file given at the start. */
  async open(file: string | null): Promise<void> {
    setTimeout(() => this.#runs.warmUp(), WARM_UP_MILLISECONDS);
    for (const id of findLeftCopies(this.#recoveryFolder, this.#options.log)) {
      this.#sessions.open({ kind: 'recovered', id });
    }
    if (file !== null) await this.#sessions.openGiven(file);
    else if (this.#sessions.all.length === 0) this.#sessions.open({ kind: 'first' });
    await this.#history.prune();
  }

  /** A second start of the app: a window comes to the front, with the file if one was given. */
  async present(path: string | null): Promise<void> {
    if (path !== null) await this.#sessions.openGiven(path);
    else if (!this.#background.show()) this.#sessions.front?.present();
  }

  /** Ends the trainer without asking anybody; unsaved work stays in its copies. */
  async shutDown(milliseconds: number): Promise<void> {
    const flushed = this.#sessions.all.map((open) => open.flush());
    await Promise.all([this.#endRuns(milliseconds), ...flushed, this.#images.end()]);
  }

  /** Whether the app may quit now; otherwise it asks its windows first and quits when they have all gone. */
  mayQuit(): boolean {
    if (this.#sessions.all.length === 0) return true;
    if (!this.#isQuitting) {
      this.#isQuitting = true;
      void this.#sessions
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

  #createSupervisor(): RunSupervisor {
    return new RunSupervisor({
      startTrainer: () => startUtilityTrainer(join(__dirname, 'trainer.js')),
      availableMemory,
      log: this.#options.log,
      onEvent: (runId, event) => this.#onRunEvent(runId, event),
    });
  }

  #onRunEvent(runId: string, event: RunEvent): void {
    this.#store.record(runId, event);
    const phase = this.#runs.current()?.phase;
    if (phase !== undefined) this.#sweeps.onRunPhase(runId, phase);
    if (!this.#runs.isActive) void this.#sweeps.next();
    if (event.type === 'compiled') this.#options.log.info(`${runId} trains on`, event.device);
    this.#awake.set(this.#runs.isActive && phase !== 'paused');
    this.#showInBackground();
    if (!this.#runs.isActive) this.#tellEnd(runId);
    const isNew = event.type === 'preparing' || !this.#runs.isActive;
    for (const open of this.#sessions.all) {
      if (this.#owners.concerns(open.id, runId)) {
        open.send('run:event', { runId, event });
        open.window.setProgress(this.#runs.progress);
      } else if (isNew) {
        open.send('run:elsewhere', this.#owners.elsewhere(open.id, this.#activeRun));
      }
    }
  }

  #tellEnd(runId: string): void {
    const run = this.#runs.current();
    const owner = this.#sessions.withId(this.#owners.ownerOf(runId) ?? '');
    if (run !== null) this.#background.onEnd(run, owner);
  }

  #showInBackground(): void {
    this.#background.onProgress(this.#runs.current(), this.#runs.progress, this.#runs.isActive);
  }

  #sendToAll(event: 'runs:changed' | 'sweep:changed', payload: null): void {
    for (const open of this.#sessions.all) open.send(event, payload);
  }

  get #activeRun(): ActiveRun | null {
    const run = this.#runs.isActive ? this.#runs.current() : null;
    return run === null ? null : { runId: run.runId, documentName: run.documentName };
  }

  #createSession(start: SessionStart): ProjectSession {
    const { log, developmentOrigin } = this.#options;
    const id = start.kind === 'recovered' ? start.id : newSessionId();
    const open: ProjectSession = new ProjectSession({
      id,
      start,
      window: {
        url: developmentOrigin ?? `${APP_ORIGIN}/index.html`,
        preload: join(__dirname, '../preload/index.js'),
        place: this.#placeForNext(),
        backgroundColor: nativeTheme.shouldUseDarkColors ? '#12151a' : '#f4f6f8',
        savePlace: (place) => {
          this.#place = place;
          return writeWindowPlace(this.#placeFile, place, log);
        },
        onFocus: () => this.#sessions.setFront(open),
        onBackground: () => this.#showInBackground(),
        onClosed: () => this.#sessions.remove(open),
      },
      recoveryFolder: this.#recoveryFolder,
      recent: this.#recent,
      history: this.#history,
      log,
      messages: () => this.#messages,
      describe: this.#describe,
      isOpenElsewhere: async (path) => {
        const holder = await this.#sessions.holderOf(path);
        return holder !== null && holder !== open;
      },
      isTraining: () => this.#isTraining(open.id),
      isPaused: () => this.#runs.current()?.phase === 'paused',
      endTraining: () => this.#endTraining(open.id),
    });
    open.connect(createHandlers(this.#servicesFor(open)));
    void open.window.load();
    return open;
  }

  /** Where the next window stands: where the last one closed was, or beside the one in front. */
  #placeForNext(): WindowPlace | null {
    const front = this.#sessions.front?.window.browserWindow;
    if (front === undefined || front.isDestroyed()) return this.#place;
    const { x, y, width, height } = front.getNormalBounds();
    const bounds = { x: x + CASCADE_PIXELS, y: y + CASCADE_PIXELS, width, height };
    return { bounds, isMaximized: false };
  }

  #isTraining(id: string): boolean {
    const run = this.#activeRun;
    return run !== null && this.#owners.ownerOf(run.runId) === id;
  }

  /** With the last window the trainer goes, too; before that, only the run that the closing window started. */
  async #endTraining(id: string): Promise<void> {
    const run = this.#activeRun;
    if (this.#sessions.all.length <= 1) await this.#endRuns(SHUT_DOWN_MILLISECONDS);
    else if (run !== null && this.#owners.ownerOf(run.runId) === id) this.#runs.stop(run.runId);
  }

  /** Ends the trainer for good; runs and sweeps stay on the disk as they were, to be taken up again. */
  async #endRuns(milliseconds: number): Promise<void> {
    this.#sweeps.hold();
    await this.#runs.shutDown(milliseconds);
    await Promise.all([this.#store.flush(), this.#sweeps.flush()]);
  }

  #connect(): void {
    const { log, developmentOrigin } = this.#options;
    connectChannels({
      ipc: ipcMain,
      log,
      handlersFor: (event): Handlers | null => {
        if (!isOwnPage(event.senderFrame?.url ?? '', developmentOrigin)) return null;
        return this.#sessions.all.find((open) => open.window.isSender(event))?.handlers ?? null;
      },
    });
  }

  #servicesFor(open: ProjectSession): Services {
    const { log } = this.#options;
    const resources = findResourceRoot(__dirname);
    const window = (): BrowserWindow => open.window.browserWindow;
    return {
      log,
      session: open,
      runs: this.#runs,
      settings: this.#settings,
      history: this.#history,
      library: this.#library,
      blockDialogs: {
        chooseToSave: (suggestion) => chooseBlockToSave(window(), this.#messages, suggestion),
        chooseToOpen: () => chooseBlockToOpen(window(), this.#messages),
      },
      systemLanguage: languageOfLocale(app.getLocale()),
      presets: () => readPresets(join(resources, 'presets'), log),
      datasets: () => listDatasets(join(resources, 'resources', 'datasets')),
      datasetImages: (request) =>
        this.#images.read({ root: join(resources, 'resources', 'datasets'), ...request }),
      desk: this.#desk,
      store: this.#store,
      sweeps: this.#sweeps,
      own: (start) => this.#owners.start(open.id, start),
      send: (event, payload) => open.send(event, payload),
      chooseWeightsPath: (suggestion) => chooseWeightsToSave(window(), this.#messages, suggestion),
      currentRun: () => {
        const run = this.#runs.current();
        return run !== null && this.#owners.concerns(open.id, run.runId) ? run : null;
      },
      runElsewhere: () => this.#owners.elsewhere(open.id, this.#activeRun),
      showTraining: () => {
        const owner = this.#owners.ownerOf(this.#activeRun?.runId ?? '');
        if (owner !== null) this.#sessions.withId(owner)?.present();
      },
      chooseFileToOpen: () => chooseFileToOpen(window(), this.#messages),
      openFile: (path) => this.#sessions.openFile(path, open),
      openDropped: (path) => this.#openDropped(path, open),
      openWindow: (document) => void this.#sessions.open({ kind: 'document', document }),
      choosePicturePath: (suggestion, format) =>
        choosePictureToSave(window(), this.#messages, suggestion, format),
      askAboutUnsaved: (name) => askAboutUnsaved(window(), this.#messages, name),
      readReport: () => this.#composeReport(),
      saveReport: async () =>
        saveReport(await this.#composeReport(), (suggestion) =>
          chooseReportToSave(window(), this.#messages, suggestion),
        ),
    };
  }

  async #composeReport(): Promise<string> {
    return composeReport({
      version: app.getVersion(),
      isPackaged: app.isPackaged,
      versions: process.versions,
      locale: app.getLocale(),
      graphics: await app.getGPUInfo('basic').catch(() => null),
      logFolder: join(this.#options.userData, 'logs'),
      appRoot: app.getAppPath(),
    });
  }

  /** The answer comes as of a file given to the app: the preload script that asked is not the page. */
  async #openDropped(path: string, open: ProjectSession): Promise<void> {
    const reply: Reply<OpenedDocument | null> = await this.#sessions.openFile(path, open);
    if (!reply.ok) open.give(reply);
    else if (reply.value !== null) open.give({ ok: true, value: reply.value });
  }

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
        const front = this.#sessions.front?.window.browserWindow;
        if (front !== undefined) void showAbout(front, this.#messages);
      },
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  #sendCommand(command: MenuCommand, filePath?: string): void {
    this.#sessions.front?.send('menu:command', filePath === undefined ? { command } : { command, filePath });
  }
}
