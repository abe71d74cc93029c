import { expect, type Locator, type Page } from '@playwright/test';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** From a key or a click to the first frame of a motion are at most four; see `soon` in store/view/presentation.ts. */
const FRAMES_AT_REST = 8;

/** Resolves when the page has drawn this many frames. */
function drawnFrames(count: number): Promise<void> {
  return new Promise((resolve) => {
    const next = (left: number): void => {
      if (left === 0) resolve();
      else requestAnimationFrame(() => next(left - 1));
    };
    next(count);
  });
}

/** The canvas as its user meets it: cards, wires, and the mouse on them. */
export class Canvas {
  readonly region: Locator;
  readonly nodes: Locator;
  readonly wires: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.region = page.getByRole('application', { name: 'Network canvas' });
    this.nodes = page.locator('.react-flow__node');
    this.wires = page.locator('.react-flow__edge');
  }

  /** The canvas of a window whose network is laid out. */
  static async ready(page: Page): Promise<Canvas> {
    const canvas = new Canvas(page);
    await canvas.waitForLayout();
    return canvas;
  }

  node(id: string): Locator {
    return this.#page.locator(`.react-flow__node[data-id="${id}"]`);
  }

  /** The wire between two nodes. */
  wire(from: string, to: string): Locator {
    return this.#page.locator(`.react-flow__edge[data-id^="${from}>${to}"]`);
  }

  input(id: string): Locator {
    return this.node(id).locator('.react-flow__handle.target').first();
  }

  output(id: string): Locator {
    return this.node(id).locator('.react-flow__handle.source').first();
  }

  /**
   * Waits until the network is laid out and its view has come to rest. A motion begins some frames after what causes it: on a busy machine that
   * is longer than any fixed time, so frames are counted.
   */
  async waitForLayout(): Promise<void> {
    await expect(this.nodes.first()).toBeVisible();
    const place = () => this.nodes.last().boundingBox();
    const isAtRest = async () => {
      const before = await place();
      await this.#page.evaluate(drawnFrames, FRAMES_AT_REST);
      await this.#page.waitForTimeout(80);
      const after = await place();
      return before !== null && JSON.stringify(before) === JSON.stringify(after);
    };
    await expect.poll(isAtRest, { intervals: [0] }).toBe(true);
  }

  /**
   * Selects a node. A card that moves under the pointer is not clicked: after a change of the text's size, the network is laid out again, and
   * the new places come when the worker has them. Then it is clicked where it is.
   */
  async select(id: string): Promise<void> {
    await expect(async () => {
      await this.node(id).click();
      await expect(this.node(id)).toHaveClass(/selected/, { timeout: 2_000 });
    }).toPass();
  }

  /**
   * Draws a wire from an output to an input with the mouse, until there is one, or the question what to do where it does not fit. Cards that still
   * glide to their places on a busy machine are missed.
   */
  async connect(from: string, to: string): Promise<void> {
    const result = this.wire(from, to).or(this.#page.getByRole('option', { name: 'Connect anyway' }));
    await expect(async () => {
      await this.waitForLayout();
      await this.drag(await centerOf(this.output(from)), await centerOf(this.input(to)));
      await expect(result.first()).toBeAttached({ timeout: 3_000 });
    }).toPass();
  }

  /** Presses at one point, moves in small steps as a hand does, and lets go at the other. */
  async drag(from: Point, to: Point, steps = 15): Promise<void> {
    const { mouse } = this.#page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps });
    await mouse.up();
  }
}

export async function centerOf(locator: Locator): Promise<Point> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on the screen.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
