import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './App.module.css';
import { Canvas } from './editor/canvas/Canvas';
import { useClipboard } from './editor/commands/use-clipboard';
import { useKeyboard } from './editor/commands/use-keyboard';
import { useMenuCommands } from './editor/commands/use-menu-commands';
import { Pickers } from './editor/pickers/Pickers';
import { Presentation } from './editor/presentation/Presentation';
import { ImportDialog } from './frame/data/ImportDialog';
import { GalleryDialog } from './frame/gallery/GalleryDialog';
import { MachinesDialog } from './frame/machines/MachinesDialog';
import { SshQuestionDialog } from './frame/machines/SshQuestionDialog';
import { ConflictDialog } from './frame/projects/ConflictDialog';
import { ExportDialog } from './frame/projects/ExportDialog';
import { ModelDialog } from './frame/projects/ModelDialog';
import { OpenedPackageDialog } from './frame/projects/OpenedPackageDialog';
import { PackageDialog } from './frame/projects/PackageDialog';
import { ReportDialog } from './frame/projects/ReportDialog';
import { VersionsDialog } from './frame/projects/VersionsDialog';
import { WeightsDialog } from './frame/projects/WeightsDialog';
import { DetailsPanel } from './frame/shell/DetailsPanel';
import { LibraryPanel } from './frame/shell/LibraryPanel';
import { SafeRegion } from './frame/shell/SafeRegion';
import { ShortcutSheet } from './frame/shell/ShortcutSheet';
import { Toolbar } from './frame/shell/Toolbar';
import { Tour } from './frame/shell/Tour';
import { useFocusRestored } from './frame/shell/use-focus-restored';
import { bridge } from './store/bridge/bridge';
import { connectPreferences, effectiveLanguage, usePreferences } from './store/bridge/preferences';
import { loadDatasets } from './store/document/datasets';
import { connectDataImport } from './store/files/data-import';
import { connectFiles } from './store/files/files';
import { connectMachines } from './store/runs/machines';
import { connectRunElsewhere } from './store/runs/run-elsewhere';
import { connectRuns, runsStore } from './store/runs/runs';
import { connectSavedRuns } from './store/runs/saved-runs';
import { connectSshQuestions } from './store/runs/ssh-question';
import { connectSweeps } from './store/runs/sweeps';
import { usePresentation } from './store/view/presentation';
import { useView } from './store/view/view';
import { FinderDialog } from './training/finder/FinderDialog';
import { TogetherDialog } from './training/together/TogetherDialog';
import { TogetherQuestion } from './training/together/TogetherQuestion';
import { popupContainer } from './ui/popup-container';
import { Toaster } from './ui/Toaster';
import { useAppearance, useRootAppearance } from './ui/useAppearance';
import { DifferenceBar } from './workbench/compare/DifferenceBar';
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
  useEffect(() => connectSavedRuns(), []);
  useEffect(() => connectSweeps(), []);
  useEffect(() => connectMachines(), []);
  useEffect(() => connectSshQuestions(), []);
  useEffect(loadDatasets, []);
  useEffect(() => connectRunElsewhere(), []);
  useEffect(() => connectDataImport(), []);
  useKeyboard();
  useClipboard();
  useMenuCommands();
  useFocusRestored();
  const isLibraryShown = useView((state) => state.isLibraryShown);
  const isDetailsShown = useView((state) => state.isDetailsShown);
  const isPresenting = usePresentation(({ step }) => step !== null);
  return (
    <div className={styles.app} data-presenting={isPresenting ? '' : undefined}>
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
                {isPresenting ? null : <Tour />}
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
        <Presentation />
      </div>
      <Pickers />
      <GalleryDialog />
      <ImportDialog />
      <ShortcutSheet />
      <VersionsDialog />
      <ConflictDialog />
      <ReportDialog />
      <FinderDialog />
      <TogetherDialog />
      <TogetherQuestion />
      <ExportDialog />
      <PackageDialog />
      <OpenedPackageDialog />
      <WeightsDialog />
      <ModelDialog />
      <MachinesDialog />
      <SshQuestionDialog />
      <Toaster />
    </div>
  );
}
