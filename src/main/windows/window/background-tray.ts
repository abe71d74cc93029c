import { Menu, nativeImage, Tray } from 'electron';
import { fill } from '../../../graph-runtime/text/fill';
import type { Log } from '../../log/log';
import type { Messages } from '../../messages/messages';
import { type Color, drawTrayIcon } from './tray-icon';

/** Large enough for twice the density of any task bar. */
const SIDE = 44;
const SCALE = 2;
const ACCENT: Color = [36, 80, 189];

export interface BackgroundTrayOptions {
  readonly platform: NodeJS.Platform;
  readonly log: Log;
  readonly messages: () => Messages;
  /** Brings the windows in the background back. */
  readonly show: () => void;
  readonly quit: () => void;
}

/**
 * The icon beside the clock while a run is in progress without a window: it says how far the run is and brings the window back. Some
 * desktops show no such icon; there a second start of the app brings the window back.
 */
export class BackgroundTray {
  readonly #options: BackgroundTrayOptions;
  #tray: Tray | null = null;

  constructor(options: BackgroundTrayOptions) {
    this.#options = options;
  }

  /** @param progress from 0 to 1 */
  show(name: string, progress: number | null): void {
    const tray = this.#tray ?? this.#create();
    if (tray === null) return;
    const percent = Math.floor((progress ?? 0) * 100);
    tray.setToolTip(fill(this.#options.messages().trainingProgress, { name, percent }));
  }

  hide(): void {
    this.#tray?.destroy();
    this.#tray = null;
  }

  #create(): Tray | null {
    const { platform, messages, show, quit, log } = this.#options;
    const isTemplate = platform === 'darwin';
    // The menu bar of macOS colors the icon itself.
    const pixels = drawTrayIcon(SIDE, isTemplate ? [0, 0, 0] : ACCENT);
    const image = nativeImage.createFromBitmap(Buffer.from(pixels), {
      width: SIDE,
      height: SIDE,
      scaleFactor: SCALE,
    });
    image.setTemplateImage(isTemplate);
    try {
      const tray = new Tray(image);
      const { showWindow, quit: quitLabel } = messages();
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: showWindow, click: show },
          { label: quitLabel, click: quit },
        ]),
      );
      tray.on('click', show);
      this.#tray = tray;
      return tray;
    } catch (error) {
      log.warning('there is no place for an icon beside the clock', error);
      return null;
    }
  }
}
