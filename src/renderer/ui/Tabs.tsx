import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './Tabs.module.css';

export interface Tab<T extends string> {
  readonly value: T;
  readonly label: string;
  /** After the label, e.g. a count. */
  readonly badge?: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps<T extends string> {
  /** The panel that shows; null: none, only the row of tabs. */
  readonly value: T | null;
  readonly onValueChange: (value: T) => void;
  /**
   * A click on the tab whose panel shows, e.g. to close it. With it, the arrow keys only go from tab to tab, and Enter shows a panel:
   * otherwise a press would show the panel, and the click that follows close it again.
   */
  readonly onActiveTabClick?: () => void;
  readonly tabs: readonly Tab<T>[];
  readonly 'aria-label': string;
  /** At the end of the row of tabs. */
  readonly aside?: ReactNode;
  /** A lower row of tabs, where they head a pane that is low itself. */
  readonly size?: 'normal' | 'small';
}

/** Panels of which one shows at a time; only that one is on the page. A panel fills the height that is left and scrolls itself. */
export function Tabs<T extends string>(props: TabsProps<T>) {
  const { value, onValueChange, onActiveTabClick } = props;
  return (
    <BaseTabs.Root
      className={styles.root}
      value={value}
      // Base UI reports null for a tab that is gone.
      onValueChange={(next: T | null) => {
        if (next !== null) onValueChange(next);
      }}
    >
      <div
        className={styles.bar}
        data-size={props.size ?? 'normal'}
        data-closed={value === null ? '' : undefined}
      >
        <BaseTabs.List
          className={styles.list}
          aria-label={props['aria-label']}
          activateOnFocus={onActiveTabClick === undefined}
        >
          {props.tabs.map((tab) => (
            <BaseTabs.Tab
              key={tab.value}
              value={tab.value}
              className={styles.tab}
              onClick={() => {
                if (tab.value === value) onActiveTabClick?.();
              }}
            >
              {tab.label}
              {tab.badge}
            </BaseTabs.Tab>
          ))}
        </BaseTabs.List>
        {props.aside}
      </div>
      {props.tabs.map((tab) => (
        <BaseTabs.Panel key={tab.value} value={tab.value} className={styles.panel}>
          {/* The tab is a button, and headings inside the panel need one above them. */}
          <h2 className="visually-hidden">{tab.label}</h2>
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
