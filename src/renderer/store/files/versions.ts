import type { ProjectVersion } from '../../../contract/contract';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import { formatFixedMoment } from '../../messages/moment';
import { currentLanguage, i18n } from '../../messages/i18n';
import { useToasts } from '../../ui/Toaster';
import { request } from '../bridge/bridge';
import { showFailure } from '../bridge/show-reply';
import { useDocument } from '../document/document';
import { useView } from '../view/view';

/** Replaces the network by the version, as one edit that can be undone. False when it cannot be read. */
export async function restoreVersion({ id, savedAt }: ProjectVersion): Promise<boolean> {
  const reply = await request('history:read', { id });
  if (!reply.ok) {
    showFailure(reply.error);
    return false;
  }
  const time = { en: formatFixedMoment(savedAt, 'en'), 'zh-Hant': formatFixedMoment(savedAt, 'zh-Hant') };
  useDocument.getState().replace({ key: 'restoreVersion', values: { time } }, reply.value.document, false);
  useView.getState().reset();
  useToasts.getState().show({
    tone: 'success',
    text: () => i18n.t('projects:versions.restored', { time: time[currentLanguage()] }),
  });
  return true;
}

/** Makes the network what it was when it came from elsewhere, as one edit; says so where it did not, or is that already. */
export async function resetToReceived(): Promise<void> {
  const versions = await request('history:list', undefined);
  if (!versions.ok) return showFailure(versions.error);
  const received = versions.value.find(({ isReceived }) => isReceived === true);
  if (received === undefined) return say('noReceived', 'info');
  const reply = await request('history:read', { id: received.id });
  if (!reply.ok) return showFailure(reply.error);
  const { document, replace } = useDocument.getState();
  if (serializeDocument(document) === serializeDocument(reply.value.document)) {
    return say('alreadyReceived', 'info');
  }
  replace({ key: 'resetReceived' }, reply.value.document, false);
  useView.getState().reset();
  say('resetDone', 'success');
}

function say(key: 'noReceived' | 'alreadyReceived' | 'resetDone', tone: 'info' | 'success'): void {
  useToasts.getState().show({ tone, text: () => i18n.t(`projects:versions.${key}`) });
}
