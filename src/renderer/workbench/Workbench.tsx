import { ChevronDown, ChevronUp, Maximize2, Minimize2 } from 'lucide-react';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../store/bridge/preferences';
import { isTraining, useRuns } from '../store/runs/runs';
import { isLow } from '../store/view/wide-window';
import { useWorkbench, WORKBENCH_SHARE, WORKBENCH_TABS, type WorkbenchTab } from '../store/view/workbench';
import { IconButton } from '../ui/IconButton';
import { ResizeHandle } from '../ui/ResizeHandle';
import { Tabs } from '../ui/Tabs';
import { InsideBadge } from './InsideBadge';
import styles from './Workbench.module.css';

export interface WorkbenchProps {
  /** The content of each view; only the open one is on the page. */
  readonly views: Readonly<Record<WorkbenchTab, ReactElement>>;
}

/** Of the window's height, by an arrow key. */
const KEY_STEP = 0.03;

/**
 * The wide part of the window below the canvas, for what needs room: large curves, results, the inside of the network, saved runs.
 * Closed it is a row of tabs; a click on the open tab closes it again.
 */
export function Workbench({ views }: WorkbenchProps) {
  const { t } = useTranslation('workbench');
  const { tab, isOpen, isMaximized, share } = useWorkbench();
  const { show, toggle, resize } = useWorkbench.getState();
  useRoomGivenBack();
  return (
    <section
      className={styles.workbench}
      aria-label={t('title')}
      data-region="workbench"
      data-testid="workbench"
      data-open={isOpen ? '' : undefined}
      data-maximized={isMaximized ? '' : undefined}
      style={isOpen && !isMaximized ? { height: `${Math.round(share * 1_000) / 10}vh` } : undefined}
    >
      {isOpen ? (
        <ResizeHandle
          label={t('resize')}
          edge="top"
          size={share}
          range={WORKBENCH_SHARE}
          keyStep={KEY_STEP}
          perPixel={() => 1 / window.innerHeight}
          toShown={(shown) => Math.round(shown * 100)}
          onResize={resize}
        />
      ) : null}
      <Tabs<WorkbenchTab>
        value={isOpen ? tab : null}
        onValueChange={show}
        onActiveTabClick={toggle}
        size="small"
        aria-label={t('title')}
        aside={<WorkbenchButtons />}
        tabs={WORKBENCH_TABS.map((value) => ({
          value,
          label: t(`tabs.${value}`),
          badge: <Badge tab={value} />,
          content: views[value],
        }))}
      />
    </section>
  );
}

/** A window that has become high enough, or text small enough, has the canvas back. */
function useRoomGivenBack(): void {
  const scale = usePreferences(({ settings }) => settings.textScale);
  useEffect(() => {
    const look = () => {
      if (!isLow(window.innerHeight, scale)) useWorkbench.getState().giveRoomBack();
    };
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, [scale]);
}

/** What a tab says before its view is opened. */
function Badge({ tab }: { readonly tab: WorkbenchTab }) {
  const isRunning = useRuns(isTraining);
  if (tab === 'inside') return <InsideBadge />;
  return tab === 'curves' && isRunning ? <span className={styles.running} aria-hidden="true" /> : null;
}

function WorkbenchButtons() {
  const { t } = useTranslation('workbench');
  const { isOpen, isMaximized, toggle, toggleMaximized } = useWorkbench();
  return (
    <div className={styles.buttons}>
      {isOpen ? (
        <IconButton
          size="small"
          icon={isMaximized ? <Minimize2 /> : <Maximize2 />}
          label={t(isMaximized ? 'restore' : 'maximize')}
          tooltipSide="top"
          onClick={toggleMaximized}
        />
      ) : null}
      <IconButton
        size="small"
        icon={isOpen ? <ChevronDown /> : <ChevronUp />}
        label={t(isOpen ? 'close' : 'open')}
        shortcut="Mod+J"
        tooltipSide="top"
        onClick={toggle}
        data-testid="toggle-workbench"
      />
    </div>
  );
}
