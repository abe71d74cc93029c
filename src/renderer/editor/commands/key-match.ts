/** What of a keyboard event decides which command is meant. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Keys whose character already needs Shift on some keyboards: there Shift does not count. */
const SYMBOLS = new Set(['?', '+', '-', '=', '/', '0', '1']);

/** True when the event is the combination, e.g. `Mod+Shift+Z`; `Mod` is Command on a Mac and Control elsewhere. */
export function isCombination(press: KeyPress, combination: string, isMac: boolean): boolean {
  const parts = combination.split('+');
  // `Mod++` ends in the plus key itself.
  const key = combination.endsWith('++') ? '+' : (parts[parts.length - 1] ?? '');
  const modifiers = new Set(parts.slice(0, -1));
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const other = isMac ? press.ctrlKey : press.metaKey;
  if (mod !== modifiers.has('Mod') || other || press.altKey !== modifiers.has('Alt')) return false;
  const isSymbol = SYMBOLS.has(key);
  if (!isSymbol && press.shiftKey !== modifiers.has('Shift')) return false;
  return press.key === key || press.key.toLowerCase() === key.toLowerCase();
}
