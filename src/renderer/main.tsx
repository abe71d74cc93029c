import './zod-without-eval';
import './ui/tokens.css';
import './ui/category-colors.css';
import './ui/base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { reportError } from './frame/shell/report-error';
import { startTranslations } from './messages/i18n';
import { effectiveLanguage, usePreferences } from './store/bridge/preferences';
import { openFirst } from './store/files/files';
import { TooltipProvider } from './ui/Tooltip';

async function start(): Promise<void> {
  window.addEventListener('error', (event) => reportError(event.error ?? event.message));
  window.addEventListener('unhandledrejection', (event) => reportError(event.reason));
  await usePreferences.getState().load();
  await startTranslations(effectiveLanguage(usePreferences.getState()));
  await openFirst();
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root.');
  createRoot(root, { onUncaughtError: reportError }).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <TooltipProvider delay={500}>
          <App />
        </TooltipProvider>
      </CSPProvider>
    </StrictMode>,
  );
}

void start();
