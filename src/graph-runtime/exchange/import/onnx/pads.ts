import { CannotMap } from '../network/network-builder';

/** `[top, bottom, left, right]` of the pads of an image, all of whose axes are listed: first those before, then those after. */
export function sidesOfPads(pads: readonly number[]): readonly number[] {
  const [batch, channels, top = 0, left = 0, batchAfter, channelsAfter, bottom = 0, right = 0] = pads;
  if (pads.length !== 8 || batch !== 0 || channels !== 0 || batchAfter !== 0 || channelsAfter !== 0) {
    throw new CannotMap('attributes', `pads ${pads}`);
  }
  return [top, bottom, left, right];
}
