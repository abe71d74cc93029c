import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { BannerTone } from './Banner';
import { Button } from './Button';
import { IconButton } from './IconButton';
import styles from './Toaster.module.css';

export interface Toast {
  readonly id: number;
  readonly tone: BannerTone;
  /** Says it in the language on screen; asked again when that changes while it is shown. */
  readonly text: () => string;
  readonly action?: { readonly label: () => string; readonly onSelect: () => void };
}

interface ToastState {
  readonly toasts: readonly Toast[];
  readonly show: (toast: Omit<Toast, 'id'>) => void;
  readonly dismiss: (id: number) => void;
}

const VISIBLE_AT_ONCE = 3;
const SHOWN_MILLISECONDS = 6_000;
let lastId = 0;

/** Short messages at the bottom of the window about what has just happened. */
export const useToasts = create<ToastState>()((set) => ({
  toasts: [],
  show: (toast) => {
    lastId += 1;
    const shown: Toast = { ...toast, id: lastId };
    set((state) => ({
      toasts: [...state.toasts.filter((before) => !saysTheSame(before, toast)), shown].slice(
        -VISIBLE_AT_ONCE,
      ),
    }));
  },
  dismiss: (id) => set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
}));

/** The same words twice say no more than once. A button is about one thing, even where the words are the same. */
function saysTheSame(before: Toast, after: Omit<Toast, 'id'>): boolean {
  return before.action === undefined && after.action === undefined && before.text() === after.text();
}

export function Toaster() {
  const { t } = useTranslation('app');
  const toasts = useToasts((state) => state.toasts);
  return (
    <section className={styles.viewport} aria-label={t('notifications')} aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const { t } = useTranslation('app');
  const dismiss = useToasts((state) => state.dismiss);
  const { id, action, tone } = toast;
  useEffect(() => {
    // What failed stays until it is read; the rest goes by itself.
    if (tone === 'danger') return;
    const timer = setTimeout(() => dismiss(id), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [id, tone, dismiss]);
  return (
    <div className={styles.toast} data-tone={tone}>
      <p className={styles.text}>{toast.text()}</p>
      {action === undefined ? null : (
        <Button
          size="small"
          onClick={() => {
            action.onSelect();
            dismiss(id);
          }}
        >
          {action.label()}
        </Button>
      )}
      <IconButton
        size="small"
        icon={<X />}
        label={t('dismiss')}
        onClick={() => dismiss(id)}
        tooltipSide="top"
      />
    </div>
  );
}
