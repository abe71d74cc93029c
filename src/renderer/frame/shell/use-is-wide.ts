import { useSyncExternalStore } from 'react';

/** From this width on, inspector and training have room side by side. */
const WIDE = '(min-width: 1600px)';

export function useIsWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(WIDE);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => window.matchMedia(WIDE).matches,
  );
}
