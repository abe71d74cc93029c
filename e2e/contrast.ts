import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { loadAxe, OVERLAYS, type Violation, WORKBENCH } from './accessibility';

/** Where the texts are whose contrast is checked, and what the window remembers of them. */
export interface ContrastAudit {
  readonly isPart: boolean;
  /** On the canvas, texts lie over frames, wires and other cards: they are checked again at each view with another name here. */
  readonly canvas: string;
}

/**
 * Checks the contrast of texts in both themes, with normal and high contrast, without looking twice at the same colors: contrast
 * depends on the color and size of a text and on the backgrounds it is on, and a combination that has passed in a theme is not asked
 * about again in that theme. The theme is set where the tokens read it, and is afterwards what it was.
 *
 * A text on plain colors of what it is in is computed here, as WCAG 2.1 has it (contrast ratio, 1.4.3), with opacity, and in drawings with
 * `fill`, which axe-core does not read. axe-core is asked about what is left: pictures and gradients, filters, and what is taken out of the flow. It
 * makes a grid of the whole window each time it is asked, which was half of what a walk took (decision 0289).
 */
export async function findLowContrast(page: Page, audit: ContrastAudit): Promise<readonly Violation[]> {
  await loadAxe(page);
  return page.evaluate(
    async ({ isPart, canvas, overlays, workbench }) => {
      const checker: typeof axe = Reflect.get(window, 'axe');
      // How many more times to ask about colors. One pass is enough; axe-core is not sure about some, e.g. where things overlap: these are
      // asked about again with new ones, because most of what it takes is for the window as a whole.
      const TRIES = 3;
      const left: Map<string, number> = Reflect.get(window, 'colorsLeft') ?? new Map<string, number>();
      Reflect.set(window, 'colorsLeft', left);

      const newest = [overlays, workbench].find((place) => document.querySelector(place) !== null);
      const isInPart = (element: Element) =>
        newest === undefined
          ? element.closest('.react-flow__viewport') === null
          : element.closest(newest) !== null;
      const isText = (element: Element) =>
        element.matches('input, textarea, select') ||
        [...element.childNodes].some(
          ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim() !== '',
        );
      const texts = [...document.body.querySelectorAll('*')].filter(
        (element) =>
          isText(element) &&
          (!isPart || isInPart(element)) &&
          // Rules of contrast do not hold for what is disabled, nor can anyone read what is not shown.
          element.closest('[disabled], [aria-disabled="true"], [data-disabled], [inert]') === null &&
          element.closest('.visually-hidden') === null &&
          element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }),
      );

      type Color = readonly [red: number, green: number, blue: number, alpha: number];
      const colorFrom = (text: string): Color | null => {
        const parts = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
        if (parts === null) return null;
        const [, red, green, blue, alpha = '1'] = parts;
        return [Number(red), Number(green), Number(blue), Number(alpha)];
      };
      const CLEAR: Color = [0, 0, 0, 0];
      const fade = ([red, green, blue, alpha]: Color, share: number): Color => [
        red,
        green,
        blue,
        alpha * share,
      ];
      /** A color over another one; either may be translucent. */
      const over = (top: Color, below: Color): Color => {
        const alpha = top[3] + below[3] * (1 - top[3]);
        if (alpha === 0) return CLEAR;
        const mix = (at: 0 | 1 | 2) => (top[at] * top[3] + below[at] * below[3] * (1 - top[3])) / alpha;
        return [mix(0), mix(1), mix(2), alpha];
      };
      const fillOf = (element: Element): Color | null => {
        const { fill, fillOpacity } = getComputedStyle(element);
        const color = colorFrom(fill);
        return color === null ? null : fade(color, Number(fillOpacity));
      };
      /** What is drawn under a text of a drawing: a rectangle before it in the same group. */
      const plateOf = (element: Element): Element | null => {
        if (!(element instanceof SVGTextElement)) return null;
        const before = element.previousElementSibling;
        if (!(before instanceof SVGRectElement)) return null;
        const [text, plate] = [element.getBoundingClientRect(), before.getBoundingClientRect()];
        const isOver = plate.left <= text.left + 1 && plate.right >= text.right - 1;
        return isOver && plate.top <= text.top + 1 && plate.bottom >= text.bottom - 1 ? before : null;
      };

      /** What the contrast of a text depends on. Something positioned may lie over something that it is not in: its class shows it. */
      const colorsOf = (element: Element, known: Map<Element, string>): string => {
        const { color, fill, fontSize, fontWeight } = getComputedStyle(element);
        const plate = plateOf(element);
        const drawn = plate === null ? fill : `${fill} on ${getComputedStyle(plate).fill}`;
        return `${element instanceof SVGElement ? drawn : color} ${fontSize} ${fontWeight} ${groundOf(element, known)}`;
      };
      const groundOf = (element: Element, known: Map<Element, string>): string => {
        const before = known.get(element);
        if (before !== undefined) return before;
        const { backgroundColor, backgroundImage, opacity, filter, position } = getComputedStyle(element);
        const own = [
          backgroundColor === 'rgba(0, 0, 0, 0)' ? '' : backgroundColor,
          backgroundImage === 'none' ? '' : backgroundImage,
          opacity === '1' ? '' : opacity,
          filter === 'none' ? '' : filter,
          position === 'static' || position === 'relative' ? '' : element.getAttribute('class'),
          element.matches('.react-flow__viewport') ? canvas : '',
        ].join('');
        const parent = element.parentElement;
        const ground = `${parent === null ? '' : groundOf(parent, known)}${own === '' ? '' : `/${own}`}`;
        known.set(element, ground);
        return ground;
      };

      const luminance = ([red, green, blue]: Color): number => {
        const [r, g, b] = [red, green, blue].map((channel) => {
          const share = channel / 255;
          return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
      };
      const ratioOf = (one: Color, other: Color): number => {
        const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (light + 0.05) / (dark + 0.05);
      };
      const isFiltered = ({ filter, mixBlendMode, backdropFilter }: CSSStyleDeclaration) =>
        filter !== 'none' || mixBlendMode !== 'normal' || (backdropFilter ?? 'none') !== 'none';
      const isPainted = ({ backgroundColor, backgroundImage, content }: CSSStyleDeclaration) =>
        content !== 'none' && (backgroundImage !== 'none' || backgroundColor !== 'rgba(0, 0, 0, 0)');
      const isOutOfFlow = ({ position }: CSSStyleDeclaration) =>
        position === 'absolute' || position === 'fixed';
      /** The color of a text and that of its background, down to `ground`, which is opaque; null where more than plain colors are in play. */
      const colorsAt = (element: Element): { text: Color; background: Color; ground: Element } | null => {
        const plate = plateOf(element);
        const own =
          element instanceof SVGElement ? fillOf(element) : colorFrom(getComputedStyle(element).color);
        const under = plate === null ? CLEAR : fillOf(plate);
        if (own === null || under === null) return null;
        let [text, background] = [over(own, under), under];
        let ground: Element | null = under[3] === 1 ? plate : null;
        for (let at: Element | null = element; at !== null; at = at.parentElement) {
          const style = getComputedStyle(at);
          const opacity = Number(style.opacity);
          if (isFiltered(style) || (ground !== null && opacity !== 1)) return null;
          if (ground !== null) continue;
          const color = colorFrom(style.backgroundColor);
          const hasPseudo =
            isPainted(getComputedStyle(at, '::before')) || isPainted(getComputedStyle(at, '::after'));
          if (color === null || style.backgroundImage !== 'none' || hasPseudo) return null;
          text = fade(over(text, color), opacity);
          background = fade(over(background, color), opacity);
          if (background[3] === 1) ground = at;
          else if (isOutOfFlow(style)) return null;
        }
        return ground === null ? null : { text, background, ground };
      };
      /** Whether something that a text is not in lies between it and its ground, or over it, where one can point at it. */
      const isOverlapped = (element: Element, ground: Element): boolean => {
        const { left: x, top: y, width, height } = element.getBoundingClientRect();
        const stack = document.elementsFromPoint(x + width / 2, y + height / 2);
        const at = stack.indexOf(element);
        if (at < 0) return false;
        return stack
          .slice(0, Math.max(at, stack.indexOf(ground)))
          .some((other) => !element.contains(other) && !other.contains(element));
      };
      /** What is wrong with a text; empty if it is right, null if it takes more than plain colors to tell. */
      const check = (element: Element): string | null => {
        const { fontSize, fontWeight, textShadow } = getComputedStyle(element);
        const colors = textShadow === 'none' ? colorsAt(element) : null;
        if (colors === null || isOverlapped(element, colors.ground)) return null;
        const size = Number.parseFloat(fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
        const ratio = ratioOf(colors.text, colors.background);
        const needed = isLarge ? 3 : 4.5;
        if (ratio >= needed) return '';
        const name = element.getAttribute('class')?.trim().split(/\s+/).join('.') ?? '';
        const pair = [colors.text, colors.background].map((color) => color.map(Math.round).join(' '));
        return `${name === '' ? element.tagName : `.${name}`}: ${pair.join(' on ')} is ${ratio.toFixed(2)}, not ${needed}: ${element.textContent}`;
      };

      const root = document.documentElement;
      const { theme, contrast } = root.dataset;
      const found: { rule: string; help: string; places: string[] }[] = [];
      for (const name of ['light normal', 'dark normal', 'light high', 'dark high']) {
        [root.dataset.theme, root.dataset.contrast] = name.split(' ');
        const known = new Map<Element, string>();
        const keys = new Map(texts.map((text) => [text, `${name}: ${colorsOf(text, known)}`]));
        const keyOf = (text: Element) => keys.get(text) ?? '';
        for (const text of texts) {
          if (left.has(keyOf(text))) continue;
          const wrong = check(text);
          if (wrong !== null) left.set(keyOf(text), 0);
          if (wrong) found.push({ rule: 'color-contrast', help: 'contrast', places: [`${name}: ${wrong}`] });
        }
        const asked = texts.filter((text) => left.get(keyOf(text)) !== 0);
        if (asked.every((text) => left.has(keyOf(text)))) continue;
        const { passes, violations } = await checker.run(asked, {
          runOnly: ['color-contrast'],
          resultTypes: ['passes', 'violations'],
          elementRef: true,
        });
        for (const key of new Set(asked.map(keyOf))) left.set(key, (left.get(key) ?? TRIES) - 1);
        for (const { element } of passes.flatMap(({ nodes }) => nodes)) {
          if (element !== undefined) left.set(keyOf(element), 0);
        }
        for (const { id, help, nodes } of violations) {
          const places = nodes.map(
            (node) => `${name}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`,
          );
          found.push({ rule: id, help, places });
        }
      }
      root.dataset.theme = theme;
      root.dataset.contrast = contrast;
      return found;
    },
    { ...audit, overlays: OVERLAYS, workbench: WORKBENCH },
  );
}
