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
 * A text on a plain background of what it is in, with nothing between, is computed here, as WCAG 2.1 has it (contrast ratio, 1.4.3). axe-core is
 * asked about what is left: pictures and gradients, opacity, filters, and what is taken out of the flow. It makes a grid of the
 * whole window each time it is asked, which was half of what a walk took (decision 0289).
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

      /** What the contrast of a text depends on. Something positioned may lie over something that it is not in: its class shows it. */
      const colorsOf = (element: Element, known: Map<Element, string>): string => {
        const { color, fontSize, fontWeight } = getComputedStyle(element);
        return `${color} ${fontSize} ${fontWeight} ${groundOf(element, known)}`;
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

      type Color = readonly [red: number, green: number, blue: number, alpha: number];
      const colorFrom = (text: string): Color | null => {
        const parts = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
        if (parts === null) return null;
        const [, red, green, blue, alpha = '1'] = parts;
        return [Number(red), Number(green), Number(blue), Number(alpha)];
      };
      /** A color over an opaque one. */
      const over = ([red, green, blue, alpha]: Color, below: Color): Color => [
        alpha * red + (1 - alpha) * below[0],
        alpha * green + (1 - alpha) * below[1],
        alpha * blue + (1 - alpha) * below[2],
        1,
      ];
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
      const isSeeThrough = ({ opacity, filter, mixBlendMode, backdropFilter }: CSSStyleDeclaration) =>
        opacity !== '1' ||
        filter !== 'none' ||
        mixBlendMode !== 'normal' ||
        (backdropFilter ?? 'none') !== 'none';
      const isPainted = ({ backgroundColor, backgroundImage, content }: CSSStyleDeclaration) =>
        content !== 'none' && (backgroundImage !== 'none' || backgroundColor !== 'rgba(0, 0, 0, 0)');
      const isOutOfFlow = ({ position }: CSSStyleDeclaration) =>
        position === 'absolute' || position === 'fixed';
      /** The nearest opaque background around a text, and what lies on it, where that is all there is; otherwise null. */
      const backgroundOf = (element: Element): { ground: Element; color: Color } | null => {
        const layers: Color[] = [];
        let ground: Element | null = null;
        for (let at: Element | null = element; at !== null; at = at.parentElement) {
          const style = getComputedStyle(at);
          if (isSeeThrough(style)) return null;
          if (ground !== null) continue;
          const color = colorFrom(style.backgroundColor);
          const hasPseudo =
            isPainted(getComputedStyle(at, '::before')) || isPainted(getComputedStyle(at, '::after'));
          if (color === null || style.backgroundImage !== 'none' || hasPseudo) return null;
          layers.unshift(color);
          if (color[3] === 1) ground = at;
          else if (isOutOfFlow(style)) return null;
        }
        const [first, ...rest] = layers;
        if (ground === null || first === undefined) return null;
        return { ground, color: rest.reduce((below, layer) => over(layer, below), first) };
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
      /** What is wrong with a text; empty if it is right, null if it takes more than a plain background to tell. */
      const check = (element: Element): string | null => {
        const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
        const text = colorFrom(color);
        if (text === null || textShadow !== 'none' || element instanceof SVGElement) return null;
        const background = backgroundOf(element);
        if (background === null || isOverlapped(element, background.ground)) return null;
        const size = Number.parseFloat(fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
        const ratio = ratioOf(over(text, background.color), background.color);
        const needed = isLarge ? 3 : 4.5;
        if (ratio >= needed) return '';
        const place = element.classList.length > 0 ? `.${[...element.classList].join('.')}` : element.tagName;
        return `${place}: ${color} on ${background.color.map(Math.round)} is ${ratio.toFixed(2)}, not ${needed}: ${element.textContent}`;
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
