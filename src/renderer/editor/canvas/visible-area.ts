import type { Size } from '../../store/document/node-size';
import type { Area } from '../../store/view/viewport-api';
import type { Viewport } from './fit-viewport';

/** What of the canvas a region of this size shows, in tenths of a canvas unit; undefined while it has no size. */
export function areaOf({ x, y, zoom }: Viewport, region: Size | undefined): Area | undefined {
  if (region === undefined || region.width === 0 || region.height === 0) return undefined;
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return {
    x: rounded(-x / zoom),
    y: rounded(-y / zoom),
    width: rounded(region.width / zoom),
    height: rounded(region.height / zoom),
  };
}

/** The viewport that shows all of an area, in the middle and as large as it can be; null while the region has no size. */
export function viewportOfArea(area: Area, region: Size | undefined): Viewport | null {
  if (region === undefined || region.width === 0 || region.height === 0) return null;
  const zoom = Math.min(region.width / area.width, region.height / area.height);
  return {
    x: region.width / 2 - (area.x + area.width / 2) * zoom,
    y: region.height / 2 - (area.y + area.height / 2) * zoom,
    zoom,
  };
}
