import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './App.module.css';
import { Canvas } from './canvas/Canvas';
import { useClipboard } from './commands/use-clipboard';
import { useKeyboard } from './commands/use-keyboard';
import { useMenuCommands } from './commands/use-menu-commands';
import { DifferenceBar } from './compare/DifferenceBar';
import { GalleryDialog } from './gallery/GalleryDialog';
import { Pickers } from './pickers/Pickers';
import { ConflictDialog } from './projects/ConflictDialog';
import { ReportDialog } from './projects/ReportDialog';
import { VersionsDialog } from './projects/VersionsDialog';
import { DetailsPanel } from './shell/DetailsPanel';
import { LibraryPanel } from './shell/LibraryPanel';
import { SafeRegion } from './shell/SafeRegion';
import { ShortcutSheet } from './shell/ShortcutSheet';
import { Toolbar } from './shell/Toolbar';
import { Tour } from './shell/Tour';
import { useFocusKept } from './shell/use-focus-kept';
import { bridge } from './store/bridge';
import { loadDatasets } from './store/datasets';
import { connectFiles } from './store/files';
import { connectKeptRuns } from './store/kept-runs';
import { connectPreferences, effectiveLanguage, usePreferences } from './store/preferences';
import { connectRunElsewhere } from './store/run-elsewhere';
import { connectRuns, runsStore } from './store/runs';
import { connectSweeps } from './store/sweeps';
import { useView } from './store/view';
import { popupContainer } from './ui/popup-container';
import { Toaster } from './ui/Toaster';
import { useAppearance, useRootAppearance } from './ui/useAppearance';
import { WorkbenchViews } from './workbench/WorkbenchViews';

/** The window: toolbar, library, canvas, details; and what lies over them. */
export function App() {
  const { i18n, t } = useTranslation('app');
  const settings = usePreferences((state) => state.settings);
  const language = usePreferences(effectiveLanguage);
  useRootAppearance(useAppearance(settings), settings.textScale, language);
  useEffect(() => {
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
  const popupsLabel = t('popups');
  useEffect(() => popupContainer()?.setAttribute('aria-label', popupsLabel), [popupsLabel]);
  useEffect(() => connectPreferences(), []);
  useEffect(() => connectFiles(), []);
  useEffect(() => connectRuns(runsStore, bridge()), []);
  useEffect(() => connectKeptRuns(), []);
  useEffect(() => connectSweeps(), []);
  useEffect(loadDatasets, []);
  useEffect(() => connectRunElsewhere(), []);
  useKeyboard();
  useClipboard();
  useMenuCommands();
  useFocusKept();
  const isLibraryShown = useView((state) => state.isLibraryShown);
  const isDetailsShown = useView((state) => state.isDetailsShown);
  return (
    <div className={styles.app}>
      <a className={styles.skip} href="#canvas">
        {t('skipToCanvas')}
      </a>
      <SafeRegion>
        <Toolbar />
      </SafeRegion>
      <div className={styles.body}>
        <div className={styles.left}>
          <div className={styles.work}>
            {isLibraryShown ? (
              <SafeRegion>
                <LibraryPanel />
              </SafeRegion>
            ) : null}
            <main className={styles.canvas} id="canvas">
              <DifferenceBar />
              <div className={styles.ground}>
                <SafeRegion>
                  <Canvas />
                </SafeRegion>
                <Tour />
              </div>
            </main>
          </div>
          <SafeRegion>
            <WorkbenchViews />
          </SafeRegion>
        </div>
        {isDetailsShown ? (
          <SafeRegion>
            <DetailsPanel />
          </SafeRegion>
        ) : null}
      </div>
      <Pickers />
      <GalleryDialog />
      <ShortcutSheet />
      <VersionsDialog />
      <ConflictDialog />
      <ReportDialog />
      <Toaster />
    </div>
  );
}
