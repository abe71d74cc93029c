import { parentPath } from '../../../graph-runtime/document/node-path';
import { analysisOf } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { startTour } from '../../store/files/start-tour';
import { useInside } from '../../store/runs/inside';
import { openLocation } from '../../store/view/edit-context';
import { showHeatMap } from '../../store/view/heat';
import { locationsInside } from '../../store/view/location';
import { usePictureOptions } from '../../store/view/picture-options';
import { startPresentation } from '../../store/view/presentation';
import { saveView, stepSavedView, viewsOf } from '../../store/view/saved-views';
import { type HeatMeasure, useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { useWorkbench } from '../../store/view/workbench';
import { exportPdf, exportPng, exportSvg, printNetwork } from '../canvas/export-picture';
import { enterBlock } from '../canvas/use-pointer-gestures';
import type { Command } from './command';
import { selectedNodeIds } from './edit-commands';
import { walk } from './walk';

const ZOOM_STEP = 1.25;

function canEnter(): boolean {
  const ids = selectedNodeIds();
  const [only] = ids;
  if (ids.size !== 1 || only === undefined) return false;
  return locationsInside(analysisOf(useDocument.getState().document), openLocation(), only).length > 0;
}

/** Leaves the block that is open; its node is selected outside. */
export function leaveBlock(): void {
  const location = openLocation();
  if (location === '') return;
  const analysis = analysisOf(useDocument.getState().document);
  const id = analysis.graph.groups.find((group) => group.path === location)?.origin.id;
  useView.getState().enter(parentPath(location));
  if (id !== undefined) useView.getState().select([id]);
}

const showHeat = (measure: HeatMeasure) => () =>
  showHeatMap(measure, analysisOf(useDocument.getState().document));

/** What the network can be exported as: the menus list these. */
export const exportCommands: readonly Command[] = [
  { id: 'exportPng', group: 'file', run: () => void exportPng() },
  { id: 'exportSvg', group: 'file', run: () => void exportSvg() },
  { id: 'exportPdf', group: 'file', run: () => void exportPdf() },
  { id: 'exportOnnx', group: 'file', run: () => useView.getState().openDialog('export-onnx') },
  { id: 'exportPytorch', group: 'file', run: () => useView.getState().openDialog('export-pytorch') },
  { id: 'exportKeras', group: 'file', run: () => useView.getState().openDialog('export-keras') },
  {
    id: 'exportSavedModel',
    group: 'file',
    run: () => useView.getState().openDialog('export-saved-model'),
  },
  { id: 'exportTfjs', group: 'file', run: () => useView.getState().openDialog('export-tfjs') },
  {
    id: 'savePackage',
    group: 'file',
    aliases: ['share', 'send', 'hand in', 'zip', '分享', '繳交'],
    run: () => useView.getState().openDialog('package'),
  },
];

const hasViews = () => viewsOf(useDocument.getState().document).length > 0;

const isInside = () => openLocation() !== '';

export const viewCommands: readonly Command[] = [
  {
    id: 'enterBlock',
    group: 'block',
    keys: ['Enter'],
    keysIn: 'canvas',
    isEnabled: canEnter,
    run: () => {
      const [only] = selectedNodeIds();
      if (only !== undefined) enterBlock(only);
    },
  },
  {
    id: 'leaveBlock',
    group: 'block',
    keys: ['Mod+ArrowUp'],
    worksInFields: true,
    isEnabled: isInside,
    run: leaveBlock,
  },
  { id: 'fitView', group: 'view', keys: ['Mod+1', 'F'], keysIn: 'canvas', run: () => viewport()?.fit() },
  {
    id: 'zoomToSelection',
    group: 'view',
    keys: ['Shift+F'],
    keysIn: 'canvas',
    isEnabled: () => selectedNodeIds().size > 0,
    run: () => viewport()?.show([...selectedNodeIds()], { zoom: true }),
  },
  { id: 'zoomIn', group: 'view', keys: ['Mod+='], run: () => viewport()?.zoomBy(ZOOM_STEP) },
  { id: 'zoomOut', group: 'view', keys: ['Mod+-'], run: () => viewport()?.zoomBy(1 / ZOOM_STEP) },
  { id: 'actualSize', group: 'view', keys: ['Mod+0'], run: () => viewport()?.resetZoom() },
  ...exportCommands,
  { id: 'pictureTotals', group: 'file', run: () => usePictureOptions.getState().toggleTotals() },
  { id: 'print', group: 'file', keys: ['Mod+P'], run: () => void printNetwork() },
  { id: 'present', group: 'view', keys: ['F5'], run: startPresentation },
  { id: 'saveView', group: 'view', keys: ['Mod+Shift+B'], aliases: ['bookmark', '書籤'], run: saveView },
  {
    id: 'nextView',
    group: 'view',
    keys: ['Alt+PageDown'],
    isEnabled: hasViews,
    run: () => stepSavedView(1),
  },
  {
    id: 'previousView',
    group: 'view',
    keys: ['Alt+PageUp'],
    isEnabled: hasViews,
    run: () => stepSavedView(-1),
  },
  {
    id: 'findNode',
    group: 'view',
    keys: ['Mod+F'],
    run: () => useView.getState().openPicker({ kind: 'find' }),
  },
  { id: 'walkUp', group: 'select', keys: ['Alt+ArrowUp'], keysIn: 'canvas', run: () => walk('up') },
  { id: 'walkDown', group: 'select', keys: ['Alt+ArrowDown'], keysIn: 'canvas', run: () => walk('down') },
  { id: 'walkLeft', group: 'select', keys: ['Alt+ArrowLeft'], keysIn: 'canvas', run: () => walk('left') },
  { id: 'walkRight', group: 'select', keys: ['Alt+ArrowRight'], keysIn: 'canvas', run: () => walk('right') },
  { id: 'heatNone', group: 'view', run: showHeat('none') },
  { id: 'heatParameters', group: 'view', run: showHeat('parameters') },
  { id: 'heatMultiplyAccumulates', group: 'view', run: showHeat('multiplyAccumulates') },
  { id: 'heatActivationBytes', group: 'view', run: showHeat('activationBytes') },
  { id: 'heatTime', group: 'view', run: showHeat('time') },
  { id: 'showPalette', group: 'view', run: () => useView.getState().showLibraryTab('palette') },
  { id: 'showOutline', group: 'view', run: () => useView.getState().showLibraryTab('outline') },
  { id: 'showInspector', group: 'view', run: () => useView.getState().showTab('inspector') },
  { id: 'showTraining', group: 'view', run: () => useView.getState().showTab('training') },
  { id: 'showProblems', group: 'view', run: () => useView.getState().showTab('problems') },
  { id: 'toggleLibrary', group: 'view', keys: ['Mod+['], run: () => useView.getState().toggleLibrary() },
  { id: 'toggleDetails', group: 'view', keys: ['Mod+]'], run: () => useView.getState().toggleDetails() },
  { id: 'toggleWorkbench', group: 'view', keys: ['Mod+J'], run: () => useWorkbench.getState().toggle() },
  {
    id: 'toggleMaps',
    group: 'view',
    run: () => {
      const { isOnCards, change } = useInside.getState();
      change({ isOnCards: !isOnCards });
    },
  },
  {
    id: 'commands',
    group: 'help',
    keys: ['Mod+K'],
    run: () => useView.getState().openPicker({ kind: 'commands' }),
  },
  { id: 'report', group: 'help', run: () => useView.getState().openDialog('report') },
  { id: 'startTour', group: 'help', run: () => void startTour() },
  { id: 'shortcuts', group: 'help', keys: ['?'], run: () => useView.getState().openDialog('shortcuts') },
];
