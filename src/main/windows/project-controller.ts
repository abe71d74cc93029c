import { access, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  EventName,
  Events,
  Failure,
  OpenedDocument,
  RecoveryCopy,
  Reply,
} from '../../contract/contract';
import { success } from '../../contract/failure';
import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import type { Handlers } from '../ipc/router';
import type { Log } from '../log/log';
import type { Messages } from '../messages/messages';
import type { VersionHistory } from '../projects/history/version-history';
import { Project, type ProjectOptions, type ReadProject } from '../projects/project';
import type { RecentFiles } from '../projects/recent-files';
import { openRecovery, type Recovery } from '../projects/recovery';
import type { OpenProject, ProjectStart } from './open-projects';
import { type CloseDecision, type CloseReason, decideClosing } from './window/close-question';
import { askAboutImport, askAboutTraining, askAboutUnsaved, chooseFileToSave } from './window/dialogs';
import { ProjectWindow, type ProjectWindowOptions } from './window/project-window';

export interface ProjectControllerOptions {
  readonly id: string;
  readonly start: ProjectStart;
  readonly window: Pick<
    ProjectWindowOptions,
    'url' | 'preload' | 'place' | 'backgroundColor' | 'savePlace' | 'onFocus' | 'onBackground' | 'onClosed'
  >;
  readonly recoveryFolder: string;
  readonly recent: RecentFiles;
  readonly history: VersionHistory;
  readonly log: Log;
  readonly messages: () => Messages;
  readonly describe: (diagnostic: Diagnostic) => string;
  readonly openPackage: ProjectOptions['openPackage'];
  readonly isOpenElsewhere: (path: string) => Promise<boolean>;
  /** Whether the run in progress is this window's. */
  readonly isTraining: () => boolean;
  /** Whether that run is paused: it keeps its place, so that there is nothing to ask. */
  readonly isPaused: () => boolean;
  /** Data are being imported, and this window is the last one. */
  readonly isLastWhileImporting: () => boolean;
  /** Ends this window's run, if it has one. */
  readonly endTraining: () => Promise<void>;
}

/** One open project: its window, its file, the copy of its unsaved work, and what the window is answered. */
export class ProjectController implements OpenProject {
  readonly id: string;
  readonly window: ProjectWindow;
  readonly project: Project;
  readonly #options: ProjectControllerOptions;
  readonly #recovery: Recovery;
  /** What the window was opened for; taken back when it is to start without its network. */
  #start: ProjectStart;
  #handlers: Handlers | null = null;

  constructor(options: ProjectControllerOptions) {
    this.#options = options;
    this.id = options.id;
    this.#start = options.start;
    this.#recovery = openRecovery(join(options.recoveryFolder, `${options.id}.json`), options.log);
    this.window = this.#createWindow();
    this.project = this.#createProject();
    if (options.start.kind === 'file') this.project.adopt(options.start.read);
    const left = options.start.kind === 'recovered' ? this.#recovery.load() : null;
    if (left !== null) this.project.adoptRecovered(left.filePath, left.fileDigest);
  }

  /** What the window's messages are answered with. */
  get handlers(): Handlers | null {
    return this.#handlers;
  }

  connect(handlers: Handlers): void {
    this.#handlers = handlers;
  }

  get filePath(): string | null {
    return this.project.filePath;
  }

  get isVacant(): boolean {
    return this.filePath === null && !this.window.isEdited && !this.#options.isTraining();
  }

  adopt(read: ReadProject): void {
    this.project.adopt(read);
  }

  present(): void {
    this.window.present();
  }

  send<E extends EventName>(event: E, payload: Events[E]): void {
    this.window.send(event, payload);
  }

  give(reply: Reply<OpenedDocument>): void {
    this.send('project:given', reply);
  }

  askToClose(reason: CloseReason): Promise<boolean> {
    return this.window.askToClose(reason);
  }

  leave(): Promise<void> {
    return this.window.leave();
  }

  /** What the window shows first, unless there is a copy of its work. */
  startup(): Reply<OpenedDocument | null> {
    const start = this.#start;
    switch (start.kind) {
      case 'file':
        return success(start.read.opened);
      case 'document':
        return success({ document: start.document, filePath: null });
      case 'first':
        return start.reply ?? success(null);
      case 'recovered':
        return success(null);
    }
  }

  loadRecovered(): RecoveryCopy | null {
    const copy = this.#recovery.load();
    if (copy === null) return null;
    const { document, filePath, isEdited } = copy;
    return { document, filePath, isEdited };
  }

  saveRecovery(copy: RecoveryCopy): Promise<Failure | null> {
    return this.#recovery.save({ ...copy, fileDigest: this.project.digest });
  }

  flush(): Promise<void> {
    return this.#recovery.flush();
  }

  /** The window says what it shows. */
  showState(title: string, isEdited: boolean, filePath: string | null): void {
    this.window.setDocument(title, isEdited);
    if (filePath === null && this.filePath !== null) this.project.leaveFile();
    void this.project.checkDisk();
  }

  #createWindow(): ProjectWindow {
    const { window, log, messages } = this.#options;
    return new ProjectWindow({
      ...window,
      log,
      messages,
      decideClosing: (reason, givesUp) => this.#decideClosing(reason, givesUp),
      beforeLeaving: async () => {
        await this.#options.endTraining();
        await this.#recovery.clear();
      },
      onFocus: () => {
        window.onFocus();
        void this.project.checkDisk();
      },
      onClosed: () => {
        this.project.close();
        window.onClosed();
      },
      withoutNetwork: () => {
        this.#recovery.setAside();
        this.#start = { kind: 'first' };
        this.project.leaveFile();
      },
    });
  }

  #createProject(): Project {
    const { recent, history, describe, openPackage, isOpenElsewhere, messages } = this.#options;
    return new Project({
      recent,
      history,
      describe,
      openPackage,
      isOpenElsewhere,
      chooseFileToSave: (suggestion) => chooseFileToSave(this.window.browserWindow, messages(), suggestion),
      exists: (path) =>
        access(path).then(
          () => true,
          () => false,
        ),
      onForeignChange: (filePath, change) => this.send('project:changed-on-disk', { filePath, change }),
    });
  }

  #decideClosing(reason: CloseReason, givesUp: Promise<void>): Promise<CloseDecision> {
    const { messages } = this.#options;
    const { window } = this;
    // Nobody answers a question of a window that is not to be seen.
    const isTraining = () => this.#options.isTraining() && !this.#options.isPaused();
    const isImporting = () => this.#options.isLastWhileImporting();
    const mustAsk = isTraining() || isImporting() || window.isEdited;
    if (window.isInBackground && mustAsk) window.present();
    return decideClosing({
      isTraining,
      isImporting,
      isEdited: () => window.isEdited,
      askAboutTraining: () => askAboutTraining(window.browserWindow, messages(), reason),
      askAboutImport: () => askAboutImport(window.browserWindow, messages()),
      askAboutUnsaved: () => askAboutUnsaved(window.browserWindow, messages(), window.documentName),
      save: () => {
        const saved = this.project.nextSave();
        window.send('menu:command', { command: 'save' });
        return Promise.race([saved, givesUp.then(() => false)]);
      },
    });
  }
}

/** The path that stands for a file itself, whatever links lead to it; of a file that does not exist, the path as it is. */
export function identifyFile(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** A name for a window that no other has, now or after a crash. */
export function newProjectId(): string {
  return `${Date.now().toString(36)}${Math.floor(Math.random() * 36 ** 5)
    .toString(36)
    .padStart(5, '0')}`;
}
