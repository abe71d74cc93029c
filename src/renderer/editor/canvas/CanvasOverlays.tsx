import { Panel } from '@xyflow/react';
import { Layers, Maximize, Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { nodesOf } from '../../store/document/network';
import { usePresentation } from '../../store/view/presentation';
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
import { OverviewMap } from './OverviewMap';
import type { CanvasNode } from './projection';
import type { CanvasModel } from './use-canvas-model';

const ZOOM_STEP = 1.25;
/** With fewer nodes everything is in view anyway. */
const MAP_FROM_NODES = 9;

export interface CanvasOverlaysProps {
  readonly model: CanvasModel;
  readonly nodes: readonly CanvasNode[];
}

/** What lies over the canvas: where one is, zoom, overview, and what to do with an empty network. */
export function CanvasOverlays({ model, nodes }: CanvasOverlaysProps) {
  const { t } = useTranslation('canvas');
  const count = nodesOf(model.document, model.scope).length;
  const isTalk = usePresentation(({ step }) => step !== null);
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
      {count < MAP_FROM_NODES || isTalk ? null : <OverviewMap nodes={nodes} />}
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
