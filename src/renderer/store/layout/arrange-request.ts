import { type LayoutRequest, type LayoutResult, turnRequest, turnResult } from './layout-request';
import { divide } from './segments';
import { type LayOutSegment, stackSegments } from './stack';

/** Lays out a network with `layOut` for its segments, which all flow down: whatever flows to the right is turned before. */
export async function arrangeRequest(request: LayoutRequest, layOut: LayOutSegment): Promise<LayoutResult> {
  const turned = turnRequest(request);
  const division = divide(turned);
  const result = await (division === null ? layOut(turned) : stackSegments(division, layOut));
  return turnResult(request.flow, result);
}
