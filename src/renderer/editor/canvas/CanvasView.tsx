import {
  Background,
  BackgroundVariant,
  ReactFlow,
  type ReactFlowProps,
  SelectionMode,
  useStore,
} from '@xyflow/react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { i18n } from '../../messages/i18n';
import { useLanguage } from '../../messages/useLanguage';
import { usePreferences } from '../../store/bridge/preferences';
import { flowOf } from '../../store/document/flow';
import { usePresentation } from '../../store/view/presentation';
import { useView } from '../../store/view/view';
import { useAppearance } from '../../ui/useAppearance';
import { BlockNode } from './BlockNode';
import { useCanvasMenu } from './CanvasMenu';
import { CanvasOverlays } from './CanvasOverlays';
import styles from './CanvasView.module.css';
import { CompositingLayer } from './CompositingLayer';
import { ConnectionWire } from './ConnectionWire';
import { CanvasRoutingContext, CanvasScopeContext } from './canvas-context';
import { DropCard } from './DropCard';
import { boundsOf } from './fit-viewport';
import { HighlightedNode } from './HighlightedNode';
import { LayerNode } from './LayerNode';
import { NodeNames } from './NodeNames';
import { NodeThumbnail } from './NodeThumbnail';
import { NoteNode } from './NoteNode';
import { PortNode } from './PortNode';
import { type CanvasEdge, createProjector } from './projection';
import { RemovedNodes } from './RemovedNodes';
import { SimplifiedEdges } from './SimplifiedEdges';
import { SimplifiedNodes } from './SimplifiedNodes';
import { SnapGuides } from './SnapGuides';
import { useCanvasModel, useRouting } from './use-canvas-model';
import { useConnectGestures } from './use-connect-gestures';
import { useDropGestures } from './use-drop-gestures';
import { useFirstFocus } from './use-first-focus';
import { useMoveGestures } from './use-move-gestures';
import { usePointerGestures } from './use-pointer-gestures';
import { useSelectionChanges } from './use-selection-changes';
import { useBoxSelection, useSimplifiedNodes } from './use-simplified-nodes';
import { type Places, useTween } from './use-tween';
import { useViewport, useViewportMotion } from './use-viewport';
import { useIsCrowded, useZoomLevel } from './zoom-level';
import { WireEdge } from './WireEdge';

const NODE_TYPES = { layer: LayerNode, block: BlockNode, port: PortNode, note: NoteNode } as const;
const THUMBNAIL_NODE_TYPES = {
  layer: NodeThumbnail,
  block: NodeThumbnail,
  port: NodeThumbnail,
  note: NoteNode,
} as const;
const NO_EDGES: CanvasEdge[] = [];
const EDGE_TYPES = { wire: WireEdge } as const;
/** At the normal text size. */
const LARGEST_ZOOM = 2.5;
/** From here on only what is in view is kept in the page. */
const LARGE_NETWORK = 120;
/** A wire is picked up within twice this of its ends: two neighboring cards leave each end half of the wire between them. */
const RECONNECT_RADIUS = 9;

/** Options of React Flow that never change. */
const FIXED_OPTIONS = {
  nodesFocusable: false,
  edgesFocusable: false,
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  selectionKeyCode: ['Shift'],
  multiSelectionKeyCode: ['Meta', 'Control', 'Shift'],
  selectionMode: SelectionMode.Partial,
  panOnDrag: [0, 1],
  zoomOnDoubleClick: false,
  elevateNodesOnSelect: true,
  minZoom: 0.02,
  nodeDragThreshold: 3,
  connectionRadius: 26,
  reconnectRadius: RECONNECT_RADIUS,
  proOptions: { hideAttribution: true },
} satisfies Partial<ReactFlowProps>;

/**
 * Whether only what is in view is to be kept in the page. React Flow takes over nodes after rendering: while it still has those of a large
 * network that has just been deleted, it would otherwise draw every one of them, only to take it away again.
 */
function useIsLarge(count: number): boolean {
  const wasLarge = useStore((state) => state.nodes.length > LARGE_NETWORK);
  return wasLarge || count > LARGE_NETWORK;
}

/** The nodes and edges to draw, where they are now, and how far they are simplified. */
function useCanvasGraph() {
  const model = useCanvasModel();
  const settings = usePreferences((state) => state.settings);
  const { isMotionReduced } = useAppearance(settings);
  const [dragged, setDragged] = useState<Places | null>(null);
  const { places, isMoving } = useTween(model.layout.positions, {
    key: model.key,
    isInstant: isMotionReduced,
    dragged,
  });
  const selectedNodes = useView((state) => state.selectedNodes);
  const selectedEdges = useView((state) => state.selectedEdges);
  const language = useLanguage();
  const project = useMemo(() => {
    const t = i18n.getFixedT(language, 'canvas');
    return createProjector({ node: t('roles.node'), note: t('roles.note'), wire: t('roles.wire') });
  }, [language]);
  const { document, scope } = model;
  const zoomLevel = useZoomLevel();
  const isCrowded = useIsCrowded(model.layout.positions);
  const isZoomedOut = zoomLevel === 'tiny' || isCrowded;
  const projection = project({
    document,
    scope,
    positions: places,
    selectedNodes,
    selectedEdges,
    isZoomedOut,
  });
  const isLarge = useIsLarge(projection.nodes.length);
  const simplified = useSimplifiedNodes(projection.nodes, isZoomedOut, dragged !== null);
  useBoxSelection(projection.nodes, simplified.isSimplified);
  return {
    ...{ model, isMotionReduced, dragged, setDragged, isMoving },
    ...{ zoomLevel, isZoomedOut, isLarge, projection, simplified },
  };
}

/** One stop for the Tab key: inside, keys work on the network. The outline is its counterpart for reading. */
function regionRole(label: string) {
  return {
    role: 'application',
    tabIndex: 0,
    'aria-label': label,
    'aria-describedby': 'canvas-instructions',
  } as const;
}

/** The open scope of the document as a graph to look at and to work on. */
export function CanvasView() {
  const { t } = useTranslation('canvas');
  const step = usePresentation((state) => state.step);
  const isPresenting = step !== null;
  const textScale = usePreferences(({ settings }) => settings.textScale);
  const graph = useCanvasGraph();
  const { model, dragged, zoomLevel, isZoomedOut, projection } = graph;
  const { isSimplified, shown, ...hovering } = graph.simplified;
  const routing = useRouting(model, graph.isMoving);
  const bounds = useMemo(() => boundsOf(routing.boxes), [routing.boxes]);
  const { document, scope, location } = model;
  const flow = flowOf(document, scope);
  const canvasScope = useMemo(() => ({ scope, location, flow }), [scope, location, flow]);
  const { regionRef, onInit } = useViewport(model, graph.isMotionReduced);
  useFirstFocus(regionRef, model);
  const motion = useViewportMotion(regionRef);
  const selection = useSelectionChanges();
  const { gestures: moves, guides } = useMoveGestures(graph.setDragged, selection.onNodesChange);
  const connecting = useConnectGestures();
  const dropping = useDropGestures();
  const pointer = usePointerGestures(regionRef);
  const { contextMenu, menu } = useCanvasMenu();
  return (
    <CanvasScopeContext value={canvasScope}>
      <CanvasRoutingContext value={routing}>
        <div
          ref={regionRef}
          className={styles.region}
          {...regionRole(t('region'))}
          data-region="canvas"
          data-zoom={zoomLevel}
          data-flow={flow}
          data-step={isPresenting ? step : undefined}
          data-testid="canvas"
          {...pointer}
          {...hovering}
          {...contextMenu}
          {...dropping}
        >
          <span id="canvas-instructions" className="visually-hidden">
            {t('instructions')}
          </span>
          <ReactFlow
            nodes={shown}
            edges={isZoomedOut ? NO_EDGES : projection.edges}
            nodeTypes={isZoomedOut ? THUMBNAIL_NODE_TYPES : NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            connectionLineComponent={ConnectionWire}
            onInit={onInit}
            onEdgesChange={selection.onEdgesChange}
            onNodeClick={selection.onNodeClick}
            {...moves}
            {...connecting}
            {...motion}
            {...FIXED_OPTIONS}
            maxZoom={(isPresenting ? 2 : 1) * LARGEST_ZOOM * textScale}
            nodesDraggable={!isPresenting}
            nodesConnectable={!isPresenting}
            edgesReconnectable={!isPresenting}
            onlyRenderVisibleElements={graph.isLarge}
          >
            {bounds === null ? null : <CompositingLayer bounds={bounds} />}
            {isZoomedOut ? (
              <SimplifiedEdges nodes={projection.nodes} edges={projection.edges} dragged={dragged} />
            ) : null}
            {isSimplified ? <SimplifiedNodes nodes={projection.nodes} dragged={dragged} /> : null}
            {zoomLevel === 'tiny' && dragged === null ? <NodeNames nodes={projection.nodes} /> : null}
            <RemovedNodes isTiny={zoomLevel === 'tiny'} />
            <HighlightedNode />
            <SnapGuides guides={guides} />
            <DropCard />
            <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} className={styles.dots} />
          </ReactFlow>
          <CanvasOverlays model={model} nodes={projection.nodes} />
          {menu}
        </div>
      </CanvasRoutingContext>
    </CanvasScopeContext>
  );
}
