import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactElement } from 'react';
import { Kbd } from './Kbd';
import styles from './Menu.module.css';

export type MenuEntry =
  | {
      readonly kind: 'item';
      readonly id: string;
      readonly label: string;
      readonly icon?: ReactElement;
      readonly shortcut?: string;
      readonly isDisabled?: boolean;
      readonly onSelect: () => void;
    }
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly heading: string;
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly onSelect: (value: string) => void;
    }
  | { readonly kind: 'separator'; readonly id: string };

export interface MenuProps {
  /** The button that opens it; it must take a ref and props and have a name. */
  readonly trigger: ReactElement;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'center' | 'end';
}

/** Commands behind a button. */
export function Menu({ trigger, entries, align = 'start' }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={styles.positioner} sideOffset={4} align={align} collisionPadding={8}>
          <BaseMenu.Popup className={styles.popup}>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if (entry.kind === 'separator') return <BaseMenu.Separator className={styles.separator} />;
  if (entry.kind === 'choice') {
    return (
      <BaseMenu.RadioGroup value={entry.value} onValueChange={(value: string) => entry.onSelect(value)}>
        <BaseMenu.GroupLabel className={styles.heading}>{entry.heading}</BaseMenu.GroupLabel>
        {entry.options.map((option) => (
          <BaseMenu.RadioItem key={option.value} value={option.value} className={styles.item}>
            <BaseMenu.RadioItemIndicator className={styles.dot} keepMounted />
            <span className={styles.label}>{option.label}</span>
          </BaseMenu.RadioItem>
        ))}
      </BaseMenu.RadioGroup>
    );
  }
  return (
    <BaseMenu.Item className={styles.item} disabled={entry.isDisabled ?? false} onClick={entry.onSelect}>
      <span className={styles.icon}>{entry.icon}</span>
      <span className={styles.label}>{entry.label}</span>
      {entry.shortcut === undefined ? null : <Kbd keys={entry.shortcut} />}
    </BaseMenu.Item>
  );
}
