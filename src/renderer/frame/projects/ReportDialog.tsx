import { Check, Copy, Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileName } from '../../../contract/file-name';
import { i18n } from '../../messages/i18n';
import { request } from '../../store/bridge/bridge';
import { showFailure } from '../../store/bridge/show-reply';
import { useView } from '../../store/view/view';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useToasts } from '../../ui/Toaster';
import styles from './ReportDialog.module.css';

/** What a user can send when something is wrong: shown whole, so that nothing leaves unseen. */
export function ReportDialog() {
  const { t } = useTranslation('projects');
  const isOpen = useView((state) => state.dialog === 'report');
  const close = () => useView.getState().openDialog(null);
  const report = useReport(isOpen);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t('report.title')}
      description={t('report.description')}
      size="large"
      actions={
        <>
          <Button icon={<Save />} isDisabled={report.text === null} onClick={() => void saveReport()}>
            {t('report.save')}
          </Button>
          <CopyButton text={report.text} />
        </>
      }
    >
      {report.hasFailed ? <Banner tone="danger">{t('report.failed')}</Banner> : null}
      {report.text === null ? null : (
        <textarea className={styles.report} readOnly value={report.text} aria-label={t('report.text')} />
      )}
    </Dialog>
  );
}

function CopyButton({ text }: { readonly text: string | null }) {
  const { t } = useTranslation('projects');
  const [copied, setCopied] = useState<string | null>(null);
  const isCopied = text !== null && copied === text;
  return (
    <Button
      variant="primary"
      icon={isCopied ? <Check /> : <Copy />}
      isDisabled={text === null}
      onClick={() => {
        if (text !== null && copyText(text)) setCopied(text);
      }}
    >
      {t(isCopied ? 'report.copied' : 'report.copy')}
    </Button>
  );
}

/** By the page's own copy event: the permission that the newer way asks for is denied to every page here. */
function copyText(text: string): boolean {
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('copy', put, { capture: true, once: true });
  const isDone = document.execCommand('copy');
  window.removeEventListener('copy', put, { capture: true });
  return isDone;
}

async function saveReport(): Promise<void> {
  const reply = await request('report:save', undefined);
  if (!reply.ok) showFailure(reply.error);
  else if (reply.value !== null) {
    const name = fileName(reply.value.filePath);
    useToasts.getState().show({ tone: 'success', text: () => i18n.t('projects:report.saved', { name }) });
  }
}

interface Report {
  /** Null until main has put it together. */
  readonly text: string | null;
  readonly hasFailed: boolean;
}

/** The report as of the moment the dialog opened. */
function useReport(isOpen: boolean): Report {
  const [report, setReport] = useState<Report>({ text: null, hasFailed: false });
  useEffect(() => {
    if (!isOpen) return;
    let isShown = true;
    void request('report:read', undefined).then((reply) => {
      if (isShown) setReport({ text: reply.ok ? reply.value.text : null, hasFailed: !reply.ok });
    });
    return () => {
      isShown = false;
    };
  }, [isOpen]);
  return report;
}
