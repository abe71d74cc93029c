import type { ResumeComparison, ResumedNode, ResumeVerdict } from './setting';

/**
 * Of settings that divide a batch into parts: batch normalization takes its statistics from the examples that are computed together, unless
 * it is frozen, or synchronized before and now.
 */
export function resumeParts({ before, now }: ResumeComparison): ResumeVerdict {
  const { nodes, blocks, training } = now;
  const isSynchronized = [before, training].every(
    ({ batchStatistics }) => batchStatistics === 'synchronized',
  );
  if (isSynchronized) return 'reported';
  const all = [...nodes, ...Object.values(blocks).flatMap((block) => block.nodes)];
  const isNormalizing = ({ type, trainable = true }: ResumedNode) =>
    type === 'batchNormalization' && trainable;
  return all.some(isNormalizing) ? 'refused' : 'reported';
}
