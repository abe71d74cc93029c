import type { Diagnostic, Fix } from '../../../graph-runtime/diagnostics/diagnostic';
import { analysisOf } from '../document/analysis';
import { useDocument } from '../document/document';
import { noteKey } from '../document/notes';
import { applyFix } from '../edits/fixes';
import { currentEditContext, performEdit } from './edit-context';
import { existingLocation, placeOfPath } from './location';
import { fixText } from './problem-text';
import { settingsPartOf, showSetting } from './setting-problems';
import { useView } from './view';
import { isWideWindow } from './wide-window';
import { viewport } from './viewport-api';
import { useWorkbench } from './workbench';

/** Opens the place where a problem is (one of its places, `path`), selects its node and brings it into view. */
export function goToProblem(problem: Diagnostic, path = problem.path): void {
  if (problem.setting === undefined) goToPath(path);
  else goToSetting(problem.setting);
}

/** Opens the settings at the one concerned: its part is unfolded, its row is brought into view and its control focused. */
function goToSetting(setting: string): void {
  useView.getState().showTab('training');
  const part = settingsPartOf(setting);
  const workbench = useWorkbench.getState();
  if (part !== null && !workbench.unfolded.includes(part)) workbench.setUnfolded(part, true);
  // The panel and its part have to be there first.
  requestAnimationFrame(() => requestAnimationFrame(() => showSetting(setting)));
}

/** Opens the place of a path of the expanded network and selects the node there. */
export function goToPath(path: string): void {
  const place = placeOfPath(analysisOf(useDocument.getState().document), path);
  if (place === null) return;
  goTo(place.location, place.id);
}

/** Opens the first place where a note or a frame is seen, and selects it there. */
export function goToNote(id: string): void {
  const { document } = useDocument.getState();
  const note = document.notes.find((candidate) => candidate.id === id);
  if (note === undefined) return;
  const analysis = analysisOf(document);
  // Not every group can be entered: the copies of a repeated block can, their sum cannot.
  const uses = analysis.graph.groups.filter((group) => group.block === note.scope).map(({ path }) => path);
  const use = note.scope === null ? '' : uses.find((path) => existingLocation(analysis, path) === path);
  if (use !== undefined) goTo(use, noteKey(id));
}

function goTo(location: string, id: string): void {
  const view = useView.getState();
  if (view.location !== location) view.enter(location);
  view.select([id]);
  // In a wide window the list of problems stays while one goes through it.
  if (view.detailsTab !== 'problems' || !isWideWindow()) view.showTab('inspector');
  // The canvas may have to show another scope first.
  requestAnimationFrame(() => requestAnimationFrame(() => viewport()?.show([id], { readable: true })));
}

/** Carries out a repair as one edit that can be undone. */
export function repair(fix: Fix): void {
  const text = { en: fixText(fix, 'en'), 'zh-Hant': fixText(fix, 'zh-Hant') };
  performEdit(applyFix(currentEditContext(), fix, text));
}
