import { Tabs } from '@base-ui/react/tabs';
import { ChevronDown, ChevronUp, Maximize2, Minimize2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isTraining, useRuns } from '../store/runs/runs';
import { useWorkbench, WORKBENCH_TABS, type WorkbenchTab } from '../store/view/workbench';
import { IconButton } from '../ui/IconButton';
import { InsideBadge } from './InsideBadge';
import styles from './Workbench.module.css';
import { WorkbenchHandle } from './WorkbenchHandle';

export interface WorkbenchProps {
  /** The content of each view; only the open one is on the page. */
  readonly views: Readonly<Record<WorkbenchTab, ReactElement>>;
}

/**
 * The wide part of the window below the canvas, for what needs room: large curves, results, the inside of the network, saved runs.
 * Closed it is a row of tabs; a click on the open tab closes it again.
 */
export function Workbench({ views }: WorkbenchProps) {
  const { t } = useTranslation('workbench');
  const { tab, isOpen, isMaximized, share } = useWorkbench();
  const { show, toggle, toggleMaximized } = useWorkbench.getState();
  const isRunning = useRuns(isTraining);
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
      {isOpen ? <WorkbenchHandle /> : null}
      <Tabs.Root className={styles.root} value={isOpen ? tab : null}>
        <div className={styles.bar}>
          <Tabs.List className={styles.list} aria-label={t('title')}>
            {WORKBENCH_TABS.map((value) => (
              <Tabs.Tab
                key={value}
                value={value}
                className={styles.tab}
                onClick={() => (isOpen && value === tab ? toggle() : show(value))}
              >
                {t(`tabs.${value}`)}
                {value === 'inside' ? <InsideBadge /> : null}
                {value === 'curves' && isRunning ? (
                  <span className={styles.running} aria-hidden="true" />
                ) : null}
              </Tabs.Tab>
            ))}
          </Tabs.List>
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
        </div>
        {isOpen ? (
          <Tabs.Panel key={tab} value={tab} className={styles.panel}>
            <h2 className="visually-hidden">{t(`tabs.${tab}`)}</h2>
            {views[tab]}
          </Tabs.Panel>
        ) : null}
      </Tabs.Root>
    </section>
  );
}
