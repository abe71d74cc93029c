const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform);

const MAC_CAPS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩' };
const CAPS: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
  Space: 'Space',
};

/** The caps to show for a combination written as `Mod+Shift+Z`: `Mod` is Control, and Command on a Mac. */
export function keyCaps(keys: string, mac: boolean = isMac): string[] {
  return keys.split('+').map((key) => (mac ? MAC_CAPS[key] : undefined) ?? CAPS[key] ?? key);
}
