import { useSyncExternalStore } from 'react';
import { usePreferences } from '../../store/bridge/preferences';
import { isWide } from '../../store/view/wide-window';

export function useIsWide(): boolean {
  const scale = usePreferences(({ settings }) => settings.textScale);
  return isWide(useWindowWidth(), scale);
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
