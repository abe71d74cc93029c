import { app, Notification } from 'electron';
import type { CurrentRun } from '../../contract/contract';
import type { Log } from '../log/log';
import type { Messages } from '../messages/messages';
import { runEndNotice } from '../runs/run-end-notice';
import type { ProjectController } from './project-controller';
import { BackgroundTray } from './window/background-tray';

/** A run that trained for less is over before its user has turned to something else. */
const LONG_RUN_SECONDS = 30;
/** The next trial of a sweep begins within this time; only then the windows come back. */
const COME_BACK_MILLISECONDS = 1_500;

export interface BackgroundRunsOptions {
  readonly log: Log;
  readonly messages: () => Messages;
  readonly projects: () => readonly ProjectController[];
  /** Whether the window's run, or one of its queue, is in progress. */
  readonly isTraining: (id: string) => boolean;
}

/**
 * Runs whose window was closed to the background. The window stays unchanged, out of sight, so that it finds its run with all its
 * curves. It comes back when its user wants it (a second start, the icon beside the clock, the dock, the notification), and when the
 * run has ended, in the task bar: an app without any window would be one that nobody can close.
 */
export class BackgroundRuns {
  readonly #options: BackgroundRunsOptions;
  readonly #tray: BackgroundTray;

  constructor(options: BackgroundRunsOptions) {
    this.#options = options;
    this.#tray = new BackgroundTray({
      platform: process.platform,
      log: options.log,
      messages: options.messages,
      show: () => this.show(),
      quit: () => app.quit(),
    });
  }

  get #hidden(): readonly ProjectController[] {
    return this.#options.projects().filter((open) => open.window.isInBackground);
  }

  /** Brings every window back; false when none was in the background. */
  show(): boolean {
    const hidden = this.#hidden;
    for (const open of hidden) open.present();
    this.#tray.hide();
    return hidden.length > 0;
  }

  /** A run continues, pauses or has ended; its window is notified elsewhere. */
  onProgress(run: CurrentRun | null, progress: number | null, isActive: boolean): void {
    if (this.#hidden.length === 0) this.#tray.hide();
    else if (isActive && run !== null) this.#tray.show(run.documentName, progress);
    else setTimeout(() => this.#comeBack(), COME_BACK_MILLISECONDS);
  }

  /** Notifies of the end of a long run whose window nobody looks at. */
  onEnd(run: CurrentRun, owner: ProjectController | null): void {
    const notice = runEndNotice(run, this.#options.messages());
    if (notice === null || owner === null || owner.window.isWatched || !Notification.isSupported()) return;
    if (!owner.window.isInBackground && run.status.seconds < LONG_RUN_SECONDS) return;
    const notification = new Notification(notice);
    notification.on('click', () => owner.present());
    notification.show();
    this.#options.log.info(`${run.runId}: its end was announced on the desktop`);
  }

  #comeBack(): void {
    for (const open of this.#hidden) {
      if (!this.#options.isTraining(open.id)) open.window.comeBackInactive();
    }
    if (this.#hidden.length === 0) this.#tray.hide();
  }
}
