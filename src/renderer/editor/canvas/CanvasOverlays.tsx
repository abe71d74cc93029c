import { MiniMap, Panel } from '@xyflow/react';
import { Layers, Maximize, Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { nodesOf } from '../../store/document/network';
import { categoryOf } from '../../store/view/describe-node';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { IconButton } from '../../ui/IconButton';
import { Spinner } from '../../ui/Spinner';
import { Breadcrumbs } from './Breadcrumbs';
import { CanvasAnnouncer } from './CanvasAnnouncer';
import styles from './CanvasOverlays.module.css';
import { HeatLegend } from './HeatLegend';
import type { CanvasNode } from './projection';
import type { CanvasModel } from './use-canvas-model';

const ZOOM_STEP = 1.25;
/** With fewer nodes everything is in view anyway. */
const MAP_FROM_NODES = 9;

function mapColor(node: CanvasNode): string {
  return node.type === 'note'
    ? 'transparent'
    : `var(--category-${categoryOf(node.data.spec.type)}-solid, #888)`;
}

/** What lies over the canvas: where one is, zoom, overview, and what to do with an empty network. */
export function CanvasOverlays({ model }: { readonly model: CanvasModel }) {
  const { t } = useTranslation('canvas');
  const count = nodesOf(model.document, model.scope).length;
  return (
    <>
      {model.location === '' ? null : (
        <div className={styles.top}>
          <Breadcrumbs location={model.location} />
        </div>
      )}
      {count === 0 ? <EmptyCanvas /> : null}
      {model.layout.isReady ? null : (
        <p className={styles.loading} role="status">
          <Spinner /> {t('layingOut')}
        </p>
      )}
      <Panel position="bottom-left" className={styles.controls ?? ''}>
        <HeatLegend location={model.location} />
        <div role="toolbar" aria-label={t('controls')} className={styles.buttons}>
          <IconButton
            icon={<Minus />}
            label={t('zoomOut')}
            shortcut="Mod+-"
            tooltipSide="top"
            onClick={() => viewport()?.zoomBy(1 / ZOOM_STEP)}
          />
          <IconButton
            icon={<Plus />}
            label={t('zoomIn')}
            shortcut="Mod+="
            tooltipSide="top"
            onClick={() => viewport()?.zoomBy(ZOOM_STEP)}
          />
          <IconButton
            icon={<Maximize />}
            label={t('fit')}
            shortcut="Mod+1"
            tooltipSide="top"
            onClick={() => viewport()?.fit()}
          />
        </div>
      </Panel>
      {count < MAP_FROM_NODES ? null : (
        <MiniMap<CanvasNode>
          className={styles.map ?? ''}
          ariaLabel={t('miniMap')}
          nodeColor={mapColor}
          nodeBorderRadius={12}
          maskColor="var(--color-map-mask)"
          pannable
          zoomable
          style={{ width: 132, height: 96 }}
        />
      )}
      <CanvasAnnouncer />
    </>
  );
}

function EmptyCanvas() {
  const { t } = useTranslation('canvas');
  const { openPicker, openDialog } = useView.getState();
  return (
    <div className={styles.empty}>
      <EmptyState
        icon={<Layers />}
        title={t('empty')}
        text={t('emptyText')}
        actions={
          <>
            <Button
              variant="primary"
              onClick={() => openPicker({ kind: 'add', destination: { kind: 'selection' } })}
            >
              {t('addFirst')}
            </Button>
            <Button onClick={() => openDialog('gallery')}>{t('openGallery')}</Button>
          </>
        }
      />
    </div>
  );
}
