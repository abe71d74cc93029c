import { failureText } from '../../../contract/failures';
import { currentLanguage, i18n } from '../../messages/i18n';
import { useToasts } from '../../ui/Toaster';
import { request } from './bridge';

/** Lets the user choose a place and writes a picture or a table there; SVG and CSV as text, PNG as base64. */
export async function saveFile(name: string, format: 'svg' | 'png' | 'csv', data: string): Promise<void> {
  const reply = await request('picture:save', { name, format, data });
  const { show } = useToasts.getState();
  if (!reply.ok) show({ tone: 'danger', text: failureText(reply.error, currentLanguage()) });
  else if (reply.value !== null) {
    const { filePath } = reply.value;
    show({ tone: 'success', text: i18n.t('app:saved', { name: filePath.split(/[\\/]/).pop() ?? filePath }) });
  }
}
