import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../../store/view/view';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { ErrorBoundary } from './ErrorBoundary';
import { reportError } from './report-error';

/** A part of the window that can fail by itself: the rest continues, and the error is in the log. */
export function SafeRegion({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('app');
  return (
    <ErrorBoundary
      onError={reportError}
      fallback={(retry) => (
        <Banner
          tone="danger"
          title={t('unexpectedTitle')}
          actions={
            <>
              <Button onClick={retry}>{t('tryAgain')}</Button>
              <Button variant="quiet" onClick={() => useView.getState().openDialog('report')}>
                {t('reportProblem')}
              </Button>
            </>
          }
        >
          {t('unexpectedText')}
        </Banner>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
