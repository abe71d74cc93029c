import { useSyncExternalStore } from 'react';
import { usePreferences } from '../../store/bridge/preferences';

/** From this width on, in pixels at the normal text size, inspector and training have room side by side. */
const WIDE = 1_600;

export function useIsWide(): boolean {
  const scale = usePreferences(({ settings }) => settings.textScale);
  return useWindowWidth() >= WIDE * scale;
}

/** In pixels of the page. */
export function useWindowWidth(): number {
  return useSyncExternalStore(
    (onChange) => {
      window.addEventListener('resize', onChange);
      return () => window.removeEventListener('resize', onChange);
    },
    () => window.innerWidth,
  );
}
