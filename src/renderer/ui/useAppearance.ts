import { useEffect, useSyncExternalStore } from 'react';
import type { Settings } from '../../contract/contract';

function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
  );
}

export interface Appearance {
  readonly theme: 'light' | 'dark';
  readonly contrast: 'normal' | 'high';
  readonly isMotionReduced: boolean;
}

/** What the settings and the system's own settings come to, live. */
export function useAppearance(settings: Settings): Appearance {
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)');
  const systemContrast = useMediaQuery('(prefers-contrast: more)');
  const systemReduced = useMediaQuery('(prefers-reduced-motion: reduce)');
  const isDark = settings.theme === 'system' ? systemDark : settings.theme === 'dark';
  const isHigh = settings.contrast === 'system' ? systemContrast : settings.contrast === 'high';
  const isMotionReduced = settings.motion === 'system' ? systemReduced : settings.motion === 'reduced';
  return { theme: isDark ? 'dark' : 'light', contrast: isHigh ? 'high' : 'normal', isMotionReduced };
}

/** Writes the appearance onto the root element, where the tokens read it. */
export function useRootAppearance(appearance: Appearance, textScale: number, language: string): void {
  const { theme, contrast, isMotionReduced } = appearance;
  useEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = theme;
    root.dataset.contrast = contrast;
    root.dataset.motion = isMotionReduced ? 'reduced' : 'full';
    root.style.setProperty('--text-scale', String(textScale));
    root.lang = language === 'zh-Hant' ? 'zh-Hant-TW' : 'en';
  }, [theme, contrast, isMotionReduced, textScale, language]);
}
