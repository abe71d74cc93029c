import { create } from 'zustand';
import type { NetloomDocument, SavedView } from '../../../graph-runtime/document/document';
import { i18n } from '../../messages/i18n';
import { useToasts } from '../../ui/Toaster';
import { analysisOf } from '../document/analysis';
import { useDocument } from '../document/document';
import { findNode } from '../document/network';
import type { UserEdit } from '../edits/user-edit';
import { nodeTitle } from './describe-node';
import { currentEditContext, openLocation, performEdit } from './edit-context';
import { existingLocation } from './location';
import { useView } from './view';
import { viewport } from './viewport-api';

/** Places of the network that are saved with it under a name: to come back to, and to show one after the other. */

interface SavedViewsState {
  /** The one whose name is to be typed. */
  readonly naming: number | null;
  /** The one that was shown last. */
  readonly shown: number | null;
}

export const useSavedViews = create<SavedViewsState>()(() => ({ naming: null, shown: null }));

const NONE: readonly SavedView[] = [];

export function viewsOf(document: NetloomDocument): readonly SavedView[] {
  return document.views ?? NONE;
}

function withViews(key: UserEdit['label']['key'], name: string, views: readonly SavedView[]): UserEdit {
  const changes = { views: views.length === 0 ? undefined : views };
  return { label: { key, values: { name } }, edits: [{ kind: 'change-fields', place: [], changes }] };
}

/** Saves what the canvas shows now; its name can be typed at once. */
export function saveView(): void {
  const area = viewport()?.visibleArea();
  if (area === undefined) return;
  const { document } = useDocument.getState();
  const views = viewsOf(document);
  const name = freshName(document, views);
  const location = openLocation();
  performEdit(withViews('saveView', name, [...views, { name, ...(location !== '' && { location }), area }]));
  // In the document's own form: nothing is selected.
  useView.getState().select([]);
  useView.getState().showTab('inspector');
  useSavedViews.setState({ naming: views.length, shown: views.length });
}

/** After the one node that is selected, or numbered. */
function freshName(document: NetloomDocument, views: readonly SavedView[]): string {
  const [id, ...others] = useView.getState().selectedNodes;
  const node =
    id === undefined || others.length > 0 ? undefined : findNode(document, currentEditContext().scope, id);
  const names = new Set(views.map((view) => view.name));
  const title =
    node === undefined ? null : nodeTitle(document, node, i18n.language === 'en' ? 'en' : 'zh-Hant');
  if (title !== null && !names.has(title)) return title;
  for (let number = views.length + 1; ; number += 1) {
    const name = i18n.t('canvas:viewNumber', { number });
    if (!names.has(name)) return name;
  }
}

export function renameView(at: number, name: string): void {
  useSavedViews.setState({ naming: null });
  const views = viewsOf(useDocument.getState().document);
  const wanted = name.trim();
  // Two of one name could not be told from each other.
  if (wanted === '' || views.some((view) => view.name === wanted)) return;
  performEdit(
    withViews(
      'renameView',
      wanted,
      views.map((view, index) => (index === at ? { ...view, name: wanted } : view)),
    ),
  );
}

export function removeView(at: number): void {
  const views = viewsOf(useDocument.getState().document);
  const removed = views[at];
  if (removed === undefined) return;
  performEdit(
    withViews(
      'removeView',
      removed.name,
      views.filter((_, index) => index !== at),
    ),
  );
}

/** Shows a saved place; where its block is gone, says so. */
export function showSavedView(at: number): void {
  const { document } = useDocument.getState();
  const saved = viewsOf(document)[at];
  if (saved === undefined) return;
  const location = saved.location ?? '';
  if (existingLocation(analysisOf(document), location) !== location) {
    const text = () => i18n.t('canvas:viewGone', { name: saved.name });
    useToasts.getState().show({ tone: 'warning', text });
    return;
  }
  const view = useView.getState();
  if (openLocation() !== location) view.enter(location);
  useSavedViews.setState({ shown: at });
  // The canvas may have to show another scope first.
  requestAnimationFrame(() => requestAnimationFrame(() => viewport()?.showArea(saved.area)));
}

/** Shows the next or the one before, from the last to the first. */
export function stepSavedView(step: 1 | -1): void {
  const { length } = viewsOf(useDocument.getState().document);
  if (length === 0) return;
  const { shown } = useSavedViews.getState();
  const from = shown ?? (step === 1 ? -1 : 0);
  showSavedView((from + step + length) % length);
}
