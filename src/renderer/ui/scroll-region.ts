/** What makes a part that scrolls, and holds nothing to focus, reachable by keyboard: the arrow keys scroll it then. */
export function scrollRegion(label: string) {
  return { role: 'region', tabIndex: 0, 'aria-label': label } as const;
}
