import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './App.module.css';
import { effectiveLanguage, usePreferences } from './store/preferences';
import { Toaster } from './ui/Toaster';
import { useAppearance, useRootAppearance } from './ui/useAppearance';

export function App() {
  const { i18n } = useTranslation();
  const settings = usePreferences((state) => state.settings);
  const language = usePreferences(effectiveLanguage);
  useRootAppearance(useAppearance(settings), settings.textScale, language);
  useEffect(() => {
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
  return (
    <div className={styles.app}>
      <Toaster />
    </div>
  );
}
