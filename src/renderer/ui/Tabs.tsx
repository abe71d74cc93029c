import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import styles from './Tabs.module.css';

export interface Tab<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Behind the label, e.g. a count. */
  readonly badge?: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps<T extends string> {
  readonly value: T;
  readonly onValueChange: (value: T) => void;
  readonly tabs: readonly Tab<T>[];
  readonly 'aria-label': string;
  /** At the end of the row of tabs. */
  readonly aside?: ReactNode;
}

/** Panels of which one shows at a time. A panel fills the height that is left and scrolls itself. */
export function Tabs<T extends string>(props: TabsProps<T>) {
  return (
    <BaseTabs.Root
      className={styles.root}
      value={props.value}
      onValueChange={(value: T) => props.onValueChange(value)}
    >
      <div className={styles.bar}>
        <BaseTabs.List className={styles.list} aria-label={props['aria-label']} activateOnFocus>
          {props.tabs.map((tab) => (
            <BaseTabs.Tab key={tab.value} value={tab.value} className={styles.tab}>
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
