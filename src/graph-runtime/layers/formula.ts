import type { ExplanationLine } from './layer';
import type { Window, WindowAxis } from './window';

/** Formulas with the current numbers put in, as the inspector shows them. The signs are the ones of mathematics: · − ⌊ ⌋. */

/** `1,234,567`: counts as people read them. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `5 · 5 · 6 = 150`, without the factors' signs when there is only one. */
export function product(factors: readonly number[]): string {
  return factors.map(formatCount).join(' · ');
}

/** `3×3`, `stride 2`: a pair in the short form of node cards; equal numbers are written once where `isSize` is false. */
export function formatPair(pair: readonly [number, number], isSize = true): string {
  if (isSize) return `${pair[0]}×${pair[1]}`;
  return pair[0] === pair[1] ? `${pair[0]}` : `${pair[0]}×${pair[1]}`;
}

function paddingTerm(axis: WindowAxis): string {
  if (axis.before === 0 && axis.after === 0) return '';
  return axis.before === axis.after ? ` + 2 · ${axis.before}` : ` + ${axis.before} + ${axis.after}`;
}

function axisFormula(axis: WindowAxis): string {
  const kernel = axis.dilation === 1 ? `${axis.kernel}` : `(${axis.dilation} · (${axis.kernel} − 1) + 1)`;
  const isRoundedUp = axis.overhang > 0;
  const [open, close] = isRoundedUp ? ['⌈', '⌉'] : ['⌊', '⌋'];
  const numerator = `${axis.input}${paddingTerm(axis)} − ${kernel}`;
  return `${open}(${numerator}) / ${axis.stride}${close} + 1 = ${axis.output}`;
}

/** Output size of a window; one line when height and width have the same numbers, else height's and then width's. */
export function explainWindow(window: Window): ExplanationLine[] {
  return explainSizes([axisFormula(window.height), axisFormula(window.width)]);
}

/** The lines of an output's size, one an axis; axes with the same numbers share a line. */
export function explainSizes(formulas: readonly string[]): ExplanationLine[] {
  return [...new Set(formulas)].map((formula) => ({ subject: 'output-size', formula }));
}

/** `a · b · c + d = n` as the line for parameters. */
export function explainParameters(terms: readonly (readonly number[])[]): ExplanationLine {
  const total = terms.reduce(
    (sum, factors) => sum + factors.reduce((result, factor) => result * factor, 1),
    0,
  );
  return { subject: 'parameters', formula: `${terms.map(product).join(' + ')} = ${formatCount(total)}` };
}

/** `a · b · c = n` as the line for multiply-accumulates. */
export function explainMultiplyAccumulates(terms: readonly (readonly number[])[]): ExplanationLine {
  return { ...explainParameters(terms), subject: 'multiply-accumulates' };
}
