import type { Failure } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { fileName } from '../../../contract/file-name';
import { currentLanguage, i18n } from '../../messages/i18n';
import { useToasts } from '../../ui/Toaster';

/** Says in a toast what went wrong, and what can be done about it. */
export function showFailure(failure: Failure): void {
  useToasts.getState().show({ tone: 'danger', text: () => failureText(failure, currentLanguage()) });
}

/** Says in a toast that a file was written, by its name. */
export function showSaved(filePath: string): void {
  useToasts
    .getState()
    .show({ tone: 'success', text: () => i18n.t('app:saved', { name: fileName(filePath) }) });
}
