import { extentOf } from '../../charts/run-curves';
import { useCurveView } from '../../store/runs/curve-view';
import { overlaidRuns } from './overlay';

/** Narrows (below 1) or widens the visible part of the axis about its middle, for those who do not drag. */
export function zoomBy(factor: number): void {
  const { xAxis, zoom, change } = useCurveView.getState();
  const { done } = extentOf(overlaidRuns(), xAxis);
  const { minimum, maximum } = zoom ?? { minimum: 0, maximum: Math.max(done, 1e-6) };
  const middle = (minimum + maximum) / 2;
  const half = ((maximum - minimum) / 2) * factor;
  const next = {
    minimum: Math.max(0, middle - half),
    maximum: Math.min(Math.max(done, 1e-6), middle + half),
  };
  change({ zoom: next.minimum === 0 && next.maximum >= done ? null : next });
}
