/** After a click on the button, the page has this long to ask for the camera. */
const MILLISECONDS = 10_000;

/**
 * Which pages may use the camera, and when: after their user has clicked for it (the preload script lets the request pass only then), until
 * they close it. Off for everybody else, and when a page is loaded again.
 */
export class CameraGate {
  readonly #now: () => number;
  /** By the page's number: when it was opened. */
  readonly #opened = new Map<number, number>();

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  open(page: number): void {
    this.#opened.set(page, this.#now());
  }

  close(page: number): void {
    this.#opened.delete(page);
  }

  /** Whether a page uses the camera, or may. */
  isOpen(page: number): boolean {
    return this.#opened.has(page);
  }

  /**
   * Whether a page's request for devices is granted: for the camera alone, and once for each click.
   *
   * @param mediaTypes what it asks for
   */
  grants(page: number, mediaTypes: readonly string[]): boolean {
    const opened = this.#opened.get(page);
    if (opened === undefined || this.#now() - opened > MILLISECONDS) return false;
    if (mediaTypes.length !== 1 || mediaTypes[0] !== 'video') return false;
    this.#opened.set(page, Number.NEGATIVE_INFINITY);
    return true;
  }
}
