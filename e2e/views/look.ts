import type { Page } from '@playwright/test';

/** How the window can look: what its settings menu offers, in the settings' own words. */
export interface Look {
  readonly language?: 'en' | 'zh-Hant';
  readonly theme?: 'light' | 'dark';
  readonly contrast?: 'normal' | 'high';
  readonly textScale?: number;
  readonly motion?: 'full' | 'reduced';
}

/** What the walks through the views count on: they find things by their English names, and what is shown is there at once. */
export const PLAIN: Required<Look> = {
  language: 'en',
  theme: 'light',
  contrast: 'normal',
  textScale: 1,
  motion: 'reduced',
};

/**
 * Gives the window another look without touching what it shows: an open menu or dialog stays open. The settings go the way they go
 * when another window changes them.
 */
export async function setLook(page: Page, look: Look): Promise<void> {
  const wanted = { ...PLAIN, ...look };
  await page.evaluate((settings) => {
    interface Bridge {
      invoke(channel: string, request: unknown): Promise<unknown>;
    }
    const bridge: Bridge = Reflect.get(window, 'netloom');
    // It takes effect before it is written, which is when the reply comes.
    void bridge.invoke('settings:set', settings);
  }, wanted);
  await page.waitForFunction(({ language, theme, contrast, textScale, motion }) => {
    const root = document.documentElement;
    return (
      root.lang.startsWith(language) &&
      root.dataset.theme === theme &&
      root.dataset.contrast === contrast &&
      root.dataset.motion === motion &&
      root.style.getPropertyValue('--text-scale') === String(textScale)
    );
  }, wanted);
  // Layout follows the text: popups find their place again, charts are drawn again.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** What is done at each view of a walk. */
export type Visit = (view: string) => Promise<void>;
