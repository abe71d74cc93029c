import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check, ChevronRight } from 'lucide-react';
import { type ReactElement, useMemo } from 'react';
import { Kbd } from './Kbd';
import styles from './Menu.module.css';
import { usePopupContainer } from './popup-container';

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
      /** The menu is there for this choice alone, and closes with it. */
      readonly isOnly?: boolean;
      readonly onSelect: (value: string) => void;
    }
  | {
      readonly kind: 'check';
      readonly id: string;
      readonly label: string;
      readonly isChecked: boolean;
      readonly onToggle: () => void;
    }
  | {
      readonly kind: 'submenu';
      readonly id: string;
      readonly label: string;
      readonly icon?: ReactElement;
      readonly entries: readonly MenuEntry[];
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
  const container = usePopupContainer();
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal container={container}>
        <BaseMenu.Positioner className={styles.positioner} sideOffset={4} align={align} collisionPadding={8}>
          <Popup entries={entries} />
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

export interface MenuAtProps {
  /** Where it opens, in window coordinates; null while it is closed. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}

/** Commands at a place of the window, for a click with the right button. */
export function MenuAt({ at, label, entries, onClose }: MenuAtProps) {
  const container = usePopupContainer();
  const anchor = useMemo(
    () => ({
      getBoundingClientRect: () => DOMRect.fromRect({ x: at?.x ?? 0, y: at?.y ?? 0, width: 0, height: 0 }),
    }),
    [at],
  );
  return (
    <BaseMenu.Root
      open={at !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <BaseMenu.Portal container={container}>
        <BaseMenu.Positioner
          className={styles.positioner}
          anchor={anchor}
          side="right"
          align="start"
          sideOffset={2}
          collisionPadding={8}
        >
          <Popup entries={entries} label={label} />
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function Popup({ entries, label }: { readonly entries: readonly MenuEntry[]; readonly label?: string }) {
  return (
    <BaseMenu.Popup className={styles.popup} aria-label={label}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </BaseMenu.Popup>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if (entry.kind === 'separator') return <BaseMenu.Separator className={styles.separator} />;
  if (entry.kind === 'submenu') return <Submenu {...entry} />;
  if (entry.kind === 'check') {
    return (
      <BaseMenu.CheckboxItem
        className={styles.item}
        checked={entry.isChecked}
        onCheckedChange={entry.onToggle}
        closeOnClick={false}
      >
        <span className={styles.icon}>
          <BaseMenu.CheckboxItemIndicator>
            <Check aria-hidden="true" />
          </BaseMenu.CheckboxItemIndicator>
        </span>
        <span className={styles.label}>{entry.label}</span>
      </BaseMenu.CheckboxItem>
    );
  }
  if (entry.kind === 'choice') {
    return (
      <BaseMenu.RadioGroup value={entry.value} onValueChange={(value: string) => entry.onSelect(value)}>
        <BaseMenu.GroupLabel className={styles.heading}>{entry.heading}</BaseMenu.GroupLabel>
        {entry.options.map((option) => (
          <BaseMenu.RadioItem
            key={option.value}
            value={option.value}
            className={styles.item}
            closeOnClick={entry.isOnly ?? false}
          >
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

function Submenu({ label, icon, entries }: Extract<MenuEntry, { kind: 'submenu' }>) {
  const container = usePopupContainer();
  return (
    <BaseMenu.SubmenuRoot>
      <BaseMenu.SubmenuTrigger className={styles.item}>
        <span className={styles.icon}>{icon}</span>
        <span className={styles.label}>{label}</span>
        <ChevronRight className={styles.more} aria-hidden="true" />
      </BaseMenu.SubmenuTrigger>
      <BaseMenu.Portal container={container}>
        <BaseMenu.Positioner
          className={styles.positioner}
          sideOffset={4}
          alignOffset={-4}
          collisionPadding={8}
        >
          <Popup entries={entries} />
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.SubmenuRoot>
  );
}
