import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Editors write a file in several steps; what matters is its content when they are done. */
const SETTLE_MILLISECONDS = 250;

/**
 * Notices that something happened to a file: written, replaced, renamed, deleted. It watches the folder, because a file that is
 * replaced (as every careful program does) is another file, of which a watch on the old one reports nothing. A file system
 * that cannot be watched (some network drives) is not an error: its owner also looks when there is reason to.
 */
export class FileWatch {
  readonly #onEvent: () => void;
  #watcher: FSWatcher | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** `onEvent` is called when the file has come to rest; it may be as it was. */
  constructor(onEvent: () => void) {
    this.#onEvent = onEvent;
  }

  /** Watches the file at `path` instead of the one before; null watches none. */
  follow(path: string | null): void {
    this.#watcher?.close();
    this.#watcher = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (path === null) return;
    try {
      const name = basename(path);
      this.#watcher = watch(dirname(path), { persistent: false }, (_type, changed) => {
        if (changed === null || changed === name) this.#settle();
      });
      // The folder itself may go while it is watched.
      this.#watcher.on('error', () => this.#settle());
    } catch {
      this.#watcher = null;
    }
  }

  #settle(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onEvent, SETTLE_MILLISECONDS);
  }
}
