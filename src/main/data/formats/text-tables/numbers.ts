const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const COMMA_NUMBER = /^[+-]?\d+,\d+$/;

/** The number in a cell, or NaN; `hasDecimalComma` lets `1,5` be one. */
export function numberOf(cell: string, hasDecimalComma: boolean): number {
  const text = cell.trim();
  if (NUMBER.test(text)) return Number(text);
  return hasDecimalComma && COMMA_NUMBER.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

export function isNumber(cell: string, hasDecimalComma: boolean): boolean {
  return Number.isFinite(numberOf(cell, hasDecimalComma));
}

/** What people write where a value is missing. */
export function isMissing(cell: string): boolean {
  return /^(|\?|-|na|n\/a|nan|null|none|nil)$/i.test(cell.trim());
}
