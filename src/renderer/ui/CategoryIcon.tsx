import {
  Activity,
  Box,
  Boxes,
  ChevronsDownUp,
  Dices,
  Grid3x3,
  type LucideIcon,
  Merge,
  Scaling,
  SlidersHorizontal,
  SquareArrowRightEnter,
  Waypoints,
} from 'lucide-react';
import type { LayerCategory } from '../../graph-runtime/layers/layer';

/** Categories of cards on the canvas: those of layers, and blocks. */
export type CardCategory = LayerCategory | 'block' | 'unknown';

const ICONS: Readonly<Record<CardCategory, LucideIcon>> = {
  'input-output': SquareArrowRightEnter,
  convolution: Grid3x3,
  pooling: ChevronsDownUp,
  dense: Waypoints,
  activation: Activity,
  normalization: SlidersHorizontal,
  regularization: Dices,
  merge: Merge,
  shape: Scaling,
  block: Boxes,
  unknown: Box,
};

/** The sign of a category, so that its color is not the only mark. */
export function CategoryIcon({ category }: { readonly category: CardCategory }) {
  const Icon = ICONS[category];
  return <Icon aria-hidden="true" />;
}
