import type { Page } from '@playwright/test';
import { englishIn } from './latin-words';

/** A text of a Chinese window that is not written as Chinese is, and where it is. */
export interface Foreign {
  readonly kind: 'English' | 'no space';
  readonly text: string;
  readonly where: string;
}

/** What a window says, whether it is seen, heard or shown when the pointer rests. */
interface Said {
  readonly text: string;
  readonly where: string;
}

/**
 * Looks for English in a window that is set to Chinese: in all texts, tooltips, placeholders, values of fields and names for screen
 * readers, those of what is scrolled out of sight included. What is marked as another language (`lang`), code and keys may be English,
 * and the words of `latin-words.ts`. Chinese and Latin words have to be apart.
 */
export async function findEnglish(page: Page): Promise<readonly Foreign[]> {
  const said = await page.evaluate(readAll);
  const found = said.flatMap(({ text, where }): Foreign[] => {
    const words = englishIn(text);
    if (words.length > 0)
      return [{ kind: 'English', text: `${words.join(' ')}: ${text.slice(0, 120)}`, where }];
    const isTight = /\p{Script=Han}\p{Script=Latin}|\p{Script=Latin}\p{Script=Han}/u.test(text);
    return isTight ? [{ kind: 'no space', text: text.slice(0, 120), where }] : [];
  });
  return [...new Map(found.map((one) => [`${one.text} ${one.where}`, one])).values()];
}

/** Runs in the page. */
function readAll(): Said[] {
  const ATTRIBUTES = [
    'aria-label',
    'aria-description',
    'aria-roledescription',
    'aria-valuetext',
    'aria-placeholder',
    'title',
    'placeholder',
    'alt',
  ];
  /** In another language than the window's, or in none. */
  const MARKED = '[lang]:not(html), code, pre, kbd, script, style, textarea';
  const said: Said[] = [{ text: document.title, where: 'title' }];
  const nameOf = (element: Element): string => {
    const names: string[] = [];
    for (let at: Element | null = element; at !== null && names.length < 4; at = at.parentElement) {
      const own = at.getAttribute('data-testid') ?? [...at.classList][0] ?? at.tagName.toLowerCase();
      names.unshift(own.replace(/^_|_[a-z0-9]+_\d+$/gi, ''));
    }
    return names.join(' > ');
  };
  const isShown = (element: Element): boolean =>
    element.checkVisibility() && element.closest('[aria-hidden="true"] .visually-hidden') === null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = (node.textContent ?? '').trim();
    if (element === null || text === '' || element.closest(MARKED) !== null || !isShown(element)) continue;
    said.push({ text, where: nameOf(element) });
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest(MARKED) !== null && !element.matches('textarea')) continue;
    // A hidden one holds a choice as the program knows it.
    const isField =
      element instanceof HTMLInputElement &&
      ['text', 'search'].includes(element.type) &&
      element.getAttribute('aria-hidden') !== 'true' &&
      element.tabIndex >= 0;
    const values = ATTRIBUTES.map((name) => [name, element.getAttribute(name) ?? '']);
    if (isField) values.push(['value', element.value]);
    for (const [name = '', text = ''] of values) {
      if (text !== '' && isShown(element)) said.push({ text, where: `${name} of ${nameOf(element)}` });
    }
  }
  return said;
}
