import { i18n } from '../../messages/i18n';
import { useToasts } from '../../ui/Toaster';
import { request } from '../bridge/bridge';
import { showFailure } from '../bridge/show-reply';
import { isEdited, useDocument } from '../document/document';

/** From the first edit that is not in the copy yet; work that continues does not put the copy off. */
const DELAY_MILLISECONDS = 700;

/** Has main keep a copy of the work, within a second of every edit, for the case of a crash. */
export function connectBackup(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isFailing = false;

  async function keep(): Promise<void> {
    timer = null;
    const state = useDocument.getState();
    const { document, filePath } = state;
    const reply = await request('recovery:save', { document, filePath, isEdited: isEdited(state) });
    const wasFailing = isFailing;
    isFailing = !reply.ok;
    // Said once: a full disk does not become emptier by reporting it at every edit.
    if (!reply.ok && !wasFailing) {
      showFailure(reply.error);
    } else if (reply.ok && wasFailing) {
      useToasts.getState().show({ tone: 'success', text: () => i18n.t('projects:backupBack') });
    }
  }

  const unsubscribe = useDocument.subscribe((state, before) => {
    if (state.document === before.document && state.saved === before.saved) return;
    timer ??= setTimeout(() => void keep(), DELAY_MILLISECONDS);
  });
  return () => {
    if (timer !== null) clearTimeout(timer);
    unsubscribe();
  };
}
