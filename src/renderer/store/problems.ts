import type { Diagnostic, Fix } from '../../graph-runtime/diagnostics/diagnostic';
import { viewport } from '../canvas/viewport-api';
import { currentLanguage } from '../messages/i18n';
import { fixText } from '../problems/problem-text';
import { analysisOf } from './analysis';
import { useDocument } from './document';
import { placeOfPath } from './location';
import { currentStage, performStep } from './stage';
import { applyFix } from './steps/fixes';
import { useView } from './view';

/** Opens the place where a problem is, selects its node and brings it into view. */
export function goToProblem(problem: Diagnostic): void {
  goToPath(problem.path);
}

/** Opens the place of a path of the expanded network and selects the node there. */
export function goToPath(path: string): void {
  const place = placeOfPath(analysisOf(useDocument.getState().document), path);
  if (place === null) return;
  const view = useView.getState();
  if (view.location !== place.location) view.enter(place.location);
  view.select([place.id]);
  view.showTab('inspector');
  // The canvas may have to show another scope first.
  requestAnimationFrame(() => requestAnimationFrame(() => viewport()?.show([place.id])));
}

/** Carries out a repair as one step that can be undone. */
export function repair(fix: Fix): void {
  performStep(applyFix(currentStage(), fix, fixText(fix, currentLanguage())));
}
