import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { app, ipcMain, Menu, nativeTheme, session, shell } from 'electron';
import type { Language } from '../graph-runtime/messages/text';
import { listDatasets } from './data/dataset-catalog';
import { ImageThread } from './data/image-thread';
import { findResourceRoot } from './files/resource-root';
import { readPresets } from './gallery/preset-catalog';
import { createHandlers } from './ipc/handlers';
import { connectChannels } from './ipc/router';
import type { Log } from './log/log';
import { diagnosticSentence } from './messages/diagnostic-sentence';
import { type Messages, messagesIn } from './messages/messages';
import { Projects } from './projects/projects';
import { openRecentFiles, type RecentFiles } from './projects/recent-files';
import { openRecovery, type Recovery } from './projects/recovery';
import { availableMemory } from './runs/available-memory';
import { RunSupervisor } from './runs/run-supervisor';
import { startUtilityTrainer } from './runs/utility-trainer';
import { serveAppProtocol } from './security/app-protocol';
import { APP_ORIGIN } from './security/content-policy';
import { lockDownSession } from './security/lock-down';
import { type DevelopmentOrigin, isOwnPage } from './security/own-page';
import { effectiveLanguage, languageOfLocale } from './settings/language';
import { openSettings, type SettingsStore } from './settings/settings-store';
import { mayClose } from './window/close-question';
import {
  askAboutTraining,
  askAboutUnsaved,
  chooseFileToOpen,
  chooseFileToSave,
  choosePictureToSave,
  showAbout,
} from './window/dialogs';
import { MainWindow } from './window/main-window';
import { menuTemplate } from './window/menu';
import { readWindowPlace, writeWindowPlace } from './window/window-place';

/** A waiting trainer is started when the window has had time to draw itself. */
const WARM_UP_MILLISECONDS = 1_500;
/** A run that is asked to stop because the window closes gets this long. */
const SHUT_DOWN_MILLISECONDS = 10_000;

export interface AppOptions {
  readonly log: Log;
  readonly userData: string;
  readonly developmentOrigin: DevelopmentOrigin;
}

/** The running app: its services, its window and what connects them. */
export class App {
  readonly #options: AppOptions;
  readonly #settings: SettingsStore;
  readonly #recent: RecentFiles;
  readonly #recovery: Recovery;
  readonly #projects: Projects;
  readonly #runs: RunSupervisor;
  readonly #images = new ImageThread(join(__dirname, 'images-worker.js'));
  readonly #window: MainWindow;

  constructor(options: AppOptions) {
    const { log, userData, developmentOrigin } = options;
    this.#options = options;
    this.#settings = openSettings(join(userData, 'settings.json'), log, () => this.#applySettings());
    this.#recent = openRecentFiles(join(userData, 'recent.json'), log, () => this.#showMenu());
    this.#recovery = openRecovery(join(userData, 'recovery.json'), log);
    this.#projects = this.#createProjects();
    this.#runs = this.#createSupervisor();
    lockDownSession(session.defaultSession, developmentOrigin);
    serveAppProtocol(join(__dirname, '../renderer'));
    this.#window = this.#createWindow();
    this.#connect();
    this.#applySettings();
  }

  async open(): Promise<void> {
    setTimeout(() => this.#runs.warmUp(), WARM_UP_MILLISECONDS);
    await this.#window.load();
  }

  /** The file to show first; only before `open`. */
  setStartupFile(path: string): void {
    this.#projects.setStartupFile(path);
  }

  /** A second start of the app: this window comes to the front, with the file if one was given. */
  async present(path: string | null): Promise<void> {
    this.#window.present();
    if (path !== null) this.#window.send('project:given', await this.#projects.openGiven(path));
  }

  /** Ends the trainer without asking anybody; unsaved work stays in the recovery copy. */
  async shutDown(milliseconds: number): Promise<void> {
    await Promise.all([this.#runs.shutDown(milliseconds), this.#recovery.flush(), this.#images.end()]);
  }

  #createProjects(): Projects {
    return new Projects({
      recent: this.#recent,
      chooseFileToOpen: () => chooseFileToOpen(this.#window.browserWindow, this.#messages),
      chooseFileToSave: (suggestion) =>
        chooseFileToSave(this.#window.browserWindow, this.#messages, suggestion),
      exists: (path) =>
        access(path).then(
          () => true,
          () => false,
        ),
      describe: (diagnostic) => diagnosticSentence(diagnostic, this.#language),
    });
  }

  #createSupervisor(): RunSupervisor {
    return new RunSupervisor({
      startTrainer: () => startUtilityTrainer(join(__dirname, 'trainer.js')),
      availableMemory,
      log: this.#options.log,
      onEvent: (runId, event) => {
        this.#window.send('run:event', { runId, event });
        this.#window.setProgress(this.#runs.progress);
      },
    });
  }

  #createWindow(): MainWindow {
    const { log, userData, developmentOrigin } = this.#options;
    const placeFile = join(userData, 'window.json');
    return new MainWindow({
      url: developmentOrigin ?? `${APP_ORIGIN}/index.html`,
      preload: join(__dirname, '../preload/index.js'),
      place: readWindowPlace(placeFile, log),
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#12151a' : '#f4f6f8',
      log,
      messages: () => this.#messages,
      beforeClose: (givesUp) => this.#beforeClose(givesUp),
      withoutNetwork: () => this.#recovery.setAside(),
      savePlace: (place) => writeWindowPlace(placeFile, place, log),
    });
  }

  #connect(): void {
    const { log, developmentOrigin } = this.#options;
    const resources = findResourceRoot(__dirname);
    connectChannels({
      ipc: ipcMain,
      log,
      isTrusted: (event) =>
        this.#window.isSender(event) && isOwnPage(event.senderFrame?.url ?? '', developmentOrigin),
      handlers: createHandlers({
        log,
        projects: this.#projects,
        recovery: this.#recovery,
        runs: this.#runs,
        settings: this.#settings,
        systemLanguage: languageOfLocale(app.getLocale()),
        presets: () => readPresets(join(resources, 'presets'), log),
        datasets: () => listDatasets(join(resources, 'resources', 'datasets')),
        datasetImages: (request) =>
          this.#images.read({ root: join(resources, 'resources', 'datasets'), ...request }),
        choosePicturePath: (suggestion, format) =>
          choosePictureToSave(this.#window.browserWindow, this.#messages, suggestion, format),
        askAboutUnsaved: (name) => askAboutUnsaved(this.#window.browserWindow, this.#messages, name),
        showDocument: (title, isEdited) => this.#window.setDocument(title, isEdited),
      }),
    });
  }

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
      send: (command, filePath) =>
        this.#window.send('menu:command', filePath === undefined ? { command } : { command, filePath }),
      showLog: () => void shell.openPath(join(this.#options.userData, 'logs')),
      showAbout: () => void showAbout(this.#window.browserWindow, this.#messages),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  /** Asks what must be asked; if the window may go, stops the run and forgets the recovery copy. */
  async #beforeClose(givesUp: Promise<void>): Promise<boolean> {
    const window = this.#window;
    const may = await mayClose({
      isTraining: () => this.#runs.isActive,
      isEdited: () => window.isEdited,
      askAboutTraining: () => askAboutTraining(window.browserWindow, this.#messages),
      askAboutUnsaved: () => askAboutUnsaved(window.browserWindow, this.#messages, window.documentName),
      save: () => {
        const saved = this.#projects.nextSave();
        window.send('menu:command', { command: 'save' });
        return Promise.race([saved, givesUp.then(() => false)]);
      },
    });
    if (!may) return false;
    window.browserWindow.hide();
    await this.#runs.shutDown(SHUT_DOWN_MILLISECONDS);
    await this.#recovery.clear();
    return true;
  }
}
