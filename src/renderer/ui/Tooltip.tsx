import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './Kbd';
import { popupContainer } from './popup-container';
import styles from './Tooltip.module.css';

export interface TooltipProps {
  readonly content: ReactNode;
  /** Shown after the text, e.g. `Mod+Z`. */
  readonly shortcut?: string;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  /** The element that is explained; it must take a ref and props. */
  readonly children: ReactElement;
}

/** A short explanation on hover and focus. It never holds the only name of a control: give that an `aria-label`. */
export function Tooltip({ content, shortcut, side = 'bottom', children }: TooltipProps) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal container={popupContainer()}>
        <BaseTooltip.Positioner className={styles.positioner} side={side} sideOffset={6} collisionPadding={8}>
          <BaseTooltip.Popup className={styles.popup}>
            <span>{content}</span>
            {shortcut === undefined ? null : <Kbd keys={shortcut} />}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}

/** Lets neighboring tooltips open at once after the first. */
export const TooltipProvider = BaseTooltip.Provider;
