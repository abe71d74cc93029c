import { expect, type Locator, type Page } from '@playwright/test';
import { Canvas, centerOf } from './canvas';
import { Library } from './library';

/** Building a network, with one kind of input device: the specs say what is built, a builder with what. */
export interface Builder {
  /** Starts a network with nothing in it. */
  startEmpty(): Promise<void>;
  /** Adds a layer after the selected one (or, with nothing there, as the first) and selects it. */
  add(type: string, label: string): Promise<void>;
  /** Sets a number of the selected node. */
  set(field: string, value: number): Promise<void>;
  /** Opens a drop-down of the selected node and chooses. */
  choose(field: string, option: string): Promise<void>;
  select(...ids: readonly string[]): Promise<void>;
  connect(from: string, to: string): Promise<void>;
  /** Runs a command of the editor. */
  run(command: string): Promise<void>;
  /** Presses a button of the panel at the right. */
  press(button: string | RegExp): Promise<void>;
  /** The way into the selected block. */
  enter(): Promise<void>;
  leave(): Promise<void>;
}

/** With the mouse; letters and digits come from the keyboard all the same. */
export class MouseBuilder implements Builder {
  readonly #page: Page;
  readonly #canvas: Canvas;
  readonly #library: Library;

  constructor(page: Page) {
    this.#page = page;
    this.#canvas = new Canvas(page);
    this.#library = new Library(page);
  }

  async startEmpty(): Promise<void> {
    await this.#page.getByRole('button', { name: 'File', exact: true }).click();
    await this.#page.getByRole('menuitem', { name: 'New network' }).click();
    await expect(this.#canvas.nodes).toHaveCount(0);
  }

  async add(type: string): Promise<void> {
    const before = await this.#canvas.nodes.count();
    if (before === 0) await this.#library.entry(type).dragTo(this.#canvas.region);
    else await this.#library.entry(type).click();
    await expect(this.#canvas.nodes).toHaveCount(before + 1);
  }

  async set(field: string, value: number): Promise<void> {
    const input = this.#page.getByTestId('inspector').getByRole('textbox', { name: field, exact: true });
    await input.click();
    await input.fill(String(value));
    await input.press('Enter');
    await expect(input).toHaveValue(String(value));
  }

  async choose(field: string, option: string): Promise<void> {
    await this.#page.getByTestId('inspector').getByRole('combobox', { name: field, exact: true }).click();
    await this.#page.getByRole('option', { name: option, exact: true }).click();
  }

  async select(...ids: readonly string[]): Promise<void> {
    await this.#canvas.waitForLayout();
    const [first, ...others] = ids;
    if (first === undefined) return;
    await this.#canvas.node(first).click();
    for (const id of others) await this.#canvas.node(id).click({ modifiers: ['Control'] });
    for (const id of ids) await expect(this.#canvas.node(id)).toHaveClass(/selected/);
  }

  async connect(from: string, to: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Fit to window' }).first().click();
    await this.#canvas.waitForLayout();
    await this.#canvas.connect(from, to);
  }

  async run(command: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Commands', exact: true }).click();
    const list = this.#page.getByRole('dialog');
    await list.getByRole('combobox').fill(command);
    await list
      .getByRole('option', { name: new RegExp(`^${command}`) })
      .first()
      .click();
  }

  async press(button: string | RegExp): Promise<void> {
    await this.#button(button).click();
  }

  async enter(): Promise<void> {
    const node = this.#page.locator('.react-flow__node.selected');
    const place = await centerOf(node);
    await this.#page.mouse.dblclick(place.x, place.y);
    await expect(this.#page.getByRole('navigation', { name: 'Open block' })).toBeVisible();
    await this.#canvas.waitForLayout();
  }

  async leave(): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Open block' }).getByRole('button').first().click();
    await this.#canvas.waitForLayout();
  }

  #button(name: string | RegExp): Locator {
    return this.#page.locator('[data-region="details"]').getByRole('button', { name }).first();
  }
}

const MOST_TABS = 120;

/** With the keyboard alone: no click, no focus set by the test. */
export class KeyboardBuilder implements Builder {
  readonly #page: Page;
  readonly #canvas: Canvas;

  constructor(page: Page) {
    this.#page = page;
    this.#canvas = new Canvas(page);
  }

  async startEmpty(): Promise<void> {
    await this.#page.keyboard.press('Control+n');
    await expect(this.#canvas.nodes).toHaveCount(0);
    // A new network opens with the keyboard on the canvas.
    await expect.poll(() => this.#region()).toBe('canvas');
  }

  async add(_type: string, label: string): Promise<void> {
    const before = await this.#canvas.nodes.count();
    await this.#toCanvas();
    await this.#page.keyboard.press('Tab');
    await this.#pick(label);
    await expect(this.#canvas.nodes).toHaveCount(before + 1);
  }

  async set(field: string, value: number): Promise<void> {
    await this.#tabTo(field);
    await this.#page.keyboard.press('Control+a');
    await this.#page.keyboard.type(String(value));
    await this.#page.keyboard.press('Enter');
  }

  async choose(field: string, option: string): Promise<void> {
    await this.#tabTo(field);
    await this.#page.keyboard.press('Enter');
    const options = this.#page.getByRole('option');
    await expect(options.first()).toBeVisible();
    const wanted = (await options.allTextContents()).indexOf(option);
    await this.#page.keyboard.press('Home');
    for (let step = 0; step < wanted; step += 1) await this.#page.keyboard.press('ArrowDown');
    await this.#page.keyboard.press('Enter');
    await expect(options).toHaveCount(0);
  }

  /** Finds the first by name; the others are added in the outline, which knows several. */
  async select(...ids: readonly string[]): Promise<void> {
    const [first, ...others] = ids;
    await this.#toCanvas();
    await this.#page.keyboard.press('Control+f');
    await this.#pick(first ?? '');
    if (others.length === 0) return;
    await this.#toCanvas();
    await this.run('Show the outline');
    const rows = this.#page.locator('[data-region="library"] [role="option"]');
    await expect(rows.first()).toBeVisible();
    await this.#tabToRegion('library');
    const isInOutline = () =>
      this.#page.evaluate(() => document.activeElement?.getAttribute('role') === 'option');
    for (let tabs = 0; tabs < MOST_TABS && !(await isInOutline()); tabs += 1)
      await this.#page.keyboard.press('Tab');
    const order = await rows.evaluateAll((elements) =>
      elements.map((element) => element.getAttribute('data-node')),
    );
    const at = () => this.#page.evaluate(() => document.activeElement?.getAttribute('data-node') ?? '');
    for (const id of others) {
      const wanted = order.indexOf(id);
      for (let here = order.indexOf(await at()); here !== wanted; here += Math.sign(wanted - here))
        await this.#page.keyboard.press(here < wanted ? 'Control+ArrowDown' : 'Control+ArrowUp');
      await this.#page.keyboard.press(' ');
    }
    await this.#toCanvas();
  }

  async connect(from: string, to: string): Promise<void> {
    await this.select(from);
    await this.#toCanvas();
    await this.#page.keyboard.press('c');
    await this.#pick(to);
  }

  async run(command: string): Promise<void> {
    await this.#page.keyboard.press('Control+k');
    await this.#pick(command);
  }

  async press(button: string | RegExp): Promise<void> {
    await this.#tabTo(button);
    await this.#page.keyboard.press('Enter');
  }

  async enter(): Promise<void> {
    await this.#toCanvas();
    await this.#page.keyboard.press('Enter');
    await expect(this.#page.getByRole('navigation', { name: 'Open block' })).toBeVisible();
    await this.#canvas.waitForLayout();
  }

  async leave(): Promise<void> {
    await this.#toCanvas();
    await this.#page.keyboard.press('Control+ArrowUp');
    await this.#canvas.waitForLayout();
  }

  async #pick(text: string): Promise<void> {
    const list = this.#page.getByRole('dialog');
    await expect(list.getByRole('combobox')).toBeFocused();
    await this.#page.keyboard.type(text);
    await expect(list.getByRole('option').first()).toContainText(text);
    await this.#page.keyboard.press('Enter');
    await expect(list.getByPlaceholder(/^(Search|Name)/)).toHaveCount(0);
  }

  /** F6 goes round the window's regions. */
  async #tabToRegion(region: string): Promise<void> {
    for (let press = 0; press < 6 && (await this.#region()) !== region; press += 1)
      await this.#page.keyboard.press('F6');
    expect(await this.#region()).toBe(region);
  }

  /** The region of the window that has the focus. */
  #region(): Promise<string> {
    return this.#page.evaluate(
      () => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region ?? '',
    );
  }

  async #toCanvas(): Promise<void> {
    await this.#tabToRegion('canvas');
  }

  /** Goes with Tab to the control of a name in the panel at the right. */
  async #tabTo(name: string | RegExp): Promise<void> {
    await this.#tabToRegion('details');
    const seen: string[] = [];
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      const label = await this.#page.evaluate(() => {
        const element = document.activeElement;
        const text = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
        // As in the names of roles: a space that does not break is a space.
        return text.replace(/\s+/g, ' ');
      });
      if (typeof name === 'string' ? label === name : name.test(label)) return;
      seen.push(label);
      await this.#page.keyboard.press('Tab');
    }
    throw new Error(`Tab never comes to ${name}: ${seen.join(' | ')}`);
  }
}
