import type { BrowserWindow } from 'electron';
import type { Log } from '../../log/log';
import type { WindowPlace } from './window-bounds';
import { readWindowPlace, writeWindowPlace } from './window-place';

/** A further window opens this much lower and further to the right, so that both can be seen. */
const CASCADE_PIXELS = 32;

/** Where windows are: the place of the one closed last is kept over the app's end. */
export class WindowPlaces {
  readonly #file: string;
  readonly #log: Log;
  #last: WindowPlace | null;

  constructor(file: string, log: Log) {
    this.#file = file;
    this.#log = log;
    this.#last = readWindowPlace(file, log);
  }

  /** Where the next window opens: where the last one closed was, or beside the one in front. */
  next(front: BrowserWindow | undefined): WindowPlace | null {
    if (front === undefined || front.isDestroyed()) return this.#last;
    const { x, y, width, height } = front.getNormalBounds();
    const bounds = { x: x + CASCADE_PIXELS, y: y + CASCADE_PIXELS, width, height };
    return { bounds, isMaximized: false };
  }

  keep(place: WindowPlace): Promise<void> {
    this.#last = place;
    return writeWindowPlace(this.#file, place, this.#log);
  }
}
