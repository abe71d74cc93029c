import { BrowserWindow, type IpcMainInvokeEvent, screen } from 'electron';
import type { EventName, Events } from '../../../contract/contract';
import type { Log } from '../../log/log';
import type { Messages } from '../../messages/messages';
import type { CloseDecision, CloseReason } from './close-question';
import { askAfterCrashes, askWhileUnresponsive } from './dialogs';
import { RestartLimit } from './restart-limit';
import { MINIMUM_SIZE, restoreBounds, type WindowPlace } from './window-bounds';
import { windowTitle } from './window-title';

export interface ProjectWindowOptions {
  /** What it shows: `app://netloom/index.html`, or the development server. */
  readonly url: string;
  /** Absolute path of the built preload script. */
  readonly preload: string;
  readonly place: WindowPlace | null;
  readonly backgroundColor: string;
  readonly log: Log;
  readonly messages: () => Messages;
  /**
   * Asks what must be asked and says what happens to the window. `givesUp` settles when the user tries to close it once more
   * meanwhile: a page that does not save when asked to must not hold the window forever.
   */
  readonly decideClosing: (reason: CloseReason, givesUp: Promise<void>) => Promise<CloseDecision>;
  /** Brings everything in order that ends with the window, which is hidden already. */
  readonly beforeLeaving: () => Promise<void>;
  readonly onFocus: () => void;
  /** It has gone out of sight, and its run continues. */
  readonly onBackground: () => void;
  readonly onClosed: () => void;
  /** The window is to start without its network, which made it crash again and again. */
  readonly withoutNetwork: () => void;
  readonly savePlace: (place: WindowPlace) => Promise<void>;
}

/** A project's window: it keeps its place, shows the document's name, asks before it closes and comes back after a crash. */
export class ProjectWindow {
  readonly browserWindow: BrowserWindow;
  readonly #options: ProjectWindowOptions;
  readonly #restarts = new RestartLimit(3, 60_000);
  #title = '';
  #isEdited = false;
  #progress: number | null = null;
  /** Set while the questions before closing are open. */
  #giveUpClosing: (() => void) | null = null;
  #isClosing = false;
  #isInBackground = false;

  constructor(options: ProjectWindowOptions) {
    this.#options = options;
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    this.browserWindow = new BrowserWindow({
      ...restoreBounds(options.place?.bounds ?? null, areas),
      minWidth: MINIMUM_SIZE.width,
      minHeight: MINIMUM_SIZE.height,
      show: false,
      // The page has its own File menu; Alt shows the native one, whose keys work all the time.
      autoHideMenuBar: true,
      title: 'Netloom',
      backgroundColor: options.backgroundColor,
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        // Its dictionaries would be fetched from the network.
        spellcheck: false,
      },
    });
    if (options.place?.isMaximized) this.browserWindow.maximize();
    this.browserWindow.once('ready-to-show', () => this.browserWindow.show());
    this.browserWindow.on('page-title-updated', (event) => event.preventDefault());
    this.browserWindow.on('close', (event) => {
      event.preventDefault();
      void this.#close();
    });
    this.browserWindow.on('focus', options.onFocus);
    this.browserWindow.on('closed', options.onClosed);
    this.#watchForCrashes();
  }

  get isEdited(): boolean {
    return this.#isEdited;
  }

  /** The document's name, as the title bar shows it. */
  get documentName(): string {
    return this.#title === '' ? this.#options.messages().untitled : this.#title;
  }

  /** Closed to the background: out of sight while its run continues. */
  get isInBackground(): boolean {
    return this.#isInBackground;
  }

  /** Whether its user has it before them. */
  get isWatched(): boolean {
    if (this.#isInBackground || this.browserWindow.isDestroyed()) return false;
    return this.browserWindow.isFocused();
  }

  async load(): Promise<void> {
    try {
      await this.browserWindow.loadURL(this.#options.url);
    } catch (error) {
      // Closed before the page was there.
      if (this.#isClosing) return;
      this.#options.log.error('the page was not loaded', error);
      this.browserWindow.show();
    }
  }

  send<E extends EventName>(event: E, payload: Events[E]): void {
    if (!this.browserWindow.isDestroyed()) this.browserWindow.webContents.send(event, payload);
  }

  /** Whether a message comes from the top frame of this window. */
  isSender({ sender, senderFrame }: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean {
    const { webContents } = this.browserWindow;
    return sender === webContents && senderFrame !== null && senderFrame === webContents.mainFrame;
  }

  setDocument(title: string, isEdited: boolean): void {
    this.#title = title;
    this.#isEdited = isEdited;
    this.browserWindow.setDocumentEdited(isEdited);
    this.#showTitle();
  }

  /** Progress of the run from 0 to 1, on the task bar and in the title; null when none is in progress. */
  setProgress(progress: number | null): void {
    const isSame =
      progress === null ? this.#progress === null : percent(progress) === percent(this.#progress);
    if (isSame || this.browserWindow.isDestroyed()) return;
    this.#progress = progress;
    this.browserWindow.setProgressBar(progress ?? -1);
    this.#showTitle();
  }

  /** Brings the window to the front, as a second start of the app does. */
  present(): void {
    this.#isInBackground = false;
    if (this.browserWindow.isMinimized()) this.browserWindow.restore();
    this.browserWindow.show();
    this.browserWindow.focus();
  }

  /** Out of the background into the task bar, without taking the keyboard from what its user is doing. */
  comeBackInactive(): void {
    this.#isInBackground = false;
    if (this.browserWindow.isDestroyed()) return;
    this.browserWindow.showInactive();
    this.browserWindow.minimize();
    this.browserWindow.flashFrame(true);
  }

  #showTitle(): void {
    this.browserWindow.setTitle(windowTitle(this.documentName, this.#isEdited, this.#progress));
  }

  async #close(): Promise<void> {
    if (await this.askToClose('close')) await this.leave();
  }

  /** Asks what must be asked before the window closes. Called while it is asking, it gives up what it waits for. */
  async askToClose(reason: CloseReason): Promise<boolean> {
    if (this.#isClosing) return true;
    if (this.#giveUpClosing !== null) {
      this.#giveUpClosing();
      return false;
    }
    const givesUp = new Promise<void>((resolve) => {
      this.#giveUpClosing = resolve;
    });
    try {
      const decision = await this.#options.decideClosing(reason, givesUp);
      if (decision === 'background') this.#goToBackground();
      return decision === 'leave';
    } finally {
      this.#giveUpClosing = null;
    }
  }

  #goToBackground(): void {
    this.#isInBackground = true;
    this.browserWindow.hide();
    this.#options.onBackground();
  }

  /** Closes the window without asking. */
  async leave(): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    const place = {
      bounds: this.browserWindow.getNormalBounds(),
      isMaximized: this.browserWindow.isMaximized(),
    };
    this.browserWindow.hide();
    await this.#options.beforeLeaving();
    await this.#options.savePlace(place);
    this.browserWindow.destroy();
  }

  #watchForCrashes(): void {
    const { webContents } = this.browserWindow;
    webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit') return;
      this.#options.log.error(`the window's process ended: ${reason} (${exitCode})`);
      // Loading from inside the event of the dying process would meet it half gone.
      setTimeout(() => void this.#comeBack(), 100);
    });
    this.browserWindow.on('unresponsive', () => void this.#offerReload());
  }

  async #comeBack(): Promise<void> {
    if (this.#isClosing) return;
    if (!this.#restarts.allows(Date.now())) {
      this.#options.log.error('the window fails again and again');
      const answer = await askAfterCrashes(this.browserWindow, this.#options.messages());
      if (answer === 'close') {
        // Not `leave`: the copy of the work stays for the next start.
        this.#isClosing = true;
        this.browserWindow.destroy();
        return;
      }
      if (answer === 'reopen-empty') this.#options.withoutNetwork();
      this.#restarts.reset();
    }
    await this.load();
  }

  async #offerReload(): Promise<void> {
    this.#options.log.warning('the window does not answer');
    if (await askWhileUnresponsive(this.browserWindow, this.#options.messages())) {
      // The page cannot be asked to go, so its process is ended; coming back is then the way of any crash.
      this.browserWindow.webContents.forcefullyCrashRenderer();
    }
  }
}

function percent(progress: number | null): number {
  return progress === null ? -1 : Math.floor(progress * 100);
}
