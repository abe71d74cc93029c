import { expect, type Page } from '@playwright/test';

const MOST_TABS = 150;

type Region = 'toolbar' | 'library' | 'canvas' | 'workbench' | 'details';

/**
 * The window as somebody meets it who has no mouse: no click, no focus set by the test. Every control that is come by must show that
 * it has the focus and be inside the window, and no key press may lose the focus.
 */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async keys(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** F6 goes round the window's regions, each time to the first control of one. */
  async toRegion(region: Region): Promise<void> {
    const here = () =>
      this.#page.evaluate(
        () => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region ?? '',
      );
    for (let press = 0; press < 6; press += 1) {
      await this.#page.keyboard.press('F6');
      if ((await here()) === region) return;
    }
    throw new Error(`F6 never comes to the ${region}.`);
  }

  /** Continues with Tab to the control of a name. */
  async tabTo(name: string | RegExp): Promise<void> {
    const seen: string[] = [];
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      const at = await this.#here();
      if (typeof name === 'string' ? at.name === name : name.test(at.name)) return;
      seen.push(at.name);
      await this.#page.keyboard.press('Tab');
      const { name: reached, isShown } = await this.#here();
      expect(isShown, `the focus on “${reached}” is seen`).toBe(true);
    }
    throw new Error(`Tab never comes to ${name}: ${seen.join(' | ')}`);
  }

  /** Presses the control of a name, and the focus is still somewhere. */
  async press(name: string | RegExp, key = 'Enter'): Promise<void> {
    await this.tabTo(name);
    await this.#page.keyboard.press(key);
    await this.expectFocus(`after “${name}”`);
  }

  /** Of several ways to look at something, goes from the one that is chosen to another. */
  async choose(chosen: string, wanted: string): Promise<void> {
    await this.tabTo(chosen);
    for (let step = 0; step < 6 && (await this.#here()).name !== wanted; step += 1)
      await this.#page.keyboard.press('ArrowRight');
    await this.press(wanted);
  }

  async type(name: string, text: string | number): Promise<void> {
    await this.tabTo(name);
    await this.#page.keyboard.press('Control+a');
    await this.#page.keyboard.type(String(text));
    await this.#page.keyboard.press('Enter');
  }

  /** Runs a command from the list of commands; the focus is where it was. */
  async command(text: string): Promise<void> {
    await this.#page.keyboard.press('Control+k');
    const list = this.#page.getByRole('dialog');
    await expect(list.getByRole('combobox')).toBeFocused();
    await this.#page.keyboard.type(text);
    await expect(list.getByRole('option').first()).toContainText(text);
    await this.#page.keyboard.press('Enter');
    await expect(list).toHaveCount(0);
    await this.expectFocus(`after the command “${text}”`);
  }

  async expectFocus(when: string): Promise<void> {
    await expect
      .poll(() => this.#page.evaluate(() => document.activeElement !== document.body), {
        message: `something has the focus ${when}`,
      })
      .toBe(true);
  }

  /** Name of the control that has the focus, and whether one sees that it has it. */
  #here(): Promise<{ readonly name: string; readonly isShown: boolean }> {
    return this.#page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return { name: '', isShown: true };
      const label = element.id === '' ? null : document.querySelector(`label[for="${element.id}"]`);
      const text =
        element.getAttribute('aria-label') ?? label?.textContent ?? element.innerText ?? element.title;
      // As in the names of roles: a space that does not break is a space.
      const name = text.replace(/\s+/g, ' ');
      const rings = [element, element.parentElement, element.parentElement?.parentElement];
      const hasRing = rings.some((ring, level) => {
        if (ring === null || ring === undefined) return false;
        if (level > 0 && !ring.matches(':focus-within')) return false;
        const { outlineStyle, outlineWidth, backgroundImage } = getComputedStyle(ring);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || backgroundImage !== 'none';
      });
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
      const isInside = left < window.innerWidth && right > 0 && top < window.innerHeight && bottom > 0;
      return { name: name.trim(), isShown: hasRing && isInside && width > 0 && height > 0 };
    });
  }
}
