import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton';
import { InsideDialog } from './popup-container';
import { scrollRegion } from './scroll-region';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons at the bottom, the main one last. */
  readonly actions?: ReactNode;
  /** What it holds is to be read only: the arrow keys scroll it. */
  readonly isText?: boolean;
  /** `wide` holds a table and is as high as its contents; `large` fills most of the window. */
  readonly size?: 'small' | 'medium' | 'wide' | 'large';
  readonly initialFocus?: RefObject<HTMLElement | null>;
}

/** A modal dialog: holds the focus, closes on Escape and on a click beside it, gives the focus back. */
export function Dialog(props: DialogProps) {
  const { t } = useTranslation('app');
  const popupRef = useRef<HTMLDivElement>(null);
  const bodyRef = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root
      open={props.isOpen}
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Popup
          className={styles.popup}
          data-size={props.size ?? 'medium'}
          ref={popupRef}
          // The dialog itself: its first button is the one that closes it.
          initialFocus={props.initialFocus ?? (props.isText === true ? bodyRef : popupRef)}
        >
          <header className={styles.header}>
            <BaseDialog.Title className={styles.title}>{props.title}</BaseDialog.Title>
            <IconButton icon={<X />} label={t('close')} onClick={props.onClose} />
          </header>
          {props.description === undefined ? null : (
            <BaseDialog.Description className={styles.description} render={<div />}>
              {props.description}
            </BaseDialog.Description>
          )}
          {props.children === undefined ? null : (
            <div
              className={styles.body}
              ref={bodyRef}
              {...(props.isText === true ? scrollRegion(props.title) : {})}
            >
              <InsideDialog.Provider value>{props.children}</InsideDialog.Provider>
            </div>
          )}
          {props.actions === undefined ? null : <footer className={styles.actions}>{props.actions}</footer>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
