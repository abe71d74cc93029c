import type { LibraryBlock, PresetSummary } from '../../../contract/contract';
import { blockType } from '../../../graph-runtime/document/block-type';
import { toLibraryBlock } from '../edits/library-block';

/**
 * The blocks of the networks that come with the app which are useful by themselves, in the order of the palette: each fits what comes in, and
 * its parameters say the rest. A new one is one more line; its name and its words are those of its file.
 */
const SHIPPED = [
  { preset: 'darknet-53', block: 'convolution' },
  { preset: 'xception', block: 'separable' },
  { preset: 'resnet-50', block: 'bottleneck' },
  { preset: 'se-resnet-50', block: 'bottleneck' },
  { preset: 'resnext-50', block: 'bottleneck' },
  { preset: 'preact-resnet-50', block: 'projection' },
  { preset: 'efficientnet-b0', block: 'invertedResidual' },
  { preset: 'se-resnet-50', block: 'squeezeExcitation' },
  { preset: 'googlenet', block: 'inception' },
  { preset: 'squeezenet-1-1', block: 'fire' },
  { preset: 'densenet-121', block: 'denseLayer' },
  { preset: 'shufflenet-v2', block: 'unit' },
  { preset: 'convnext-tiny', block: 'convNext' },
  { preset: 'vit-tiny', block: 'encoder' },
  { preset: 'mlp-mixer-s32', block: 'mixer' },
  { preset: 'unet', block: 'convolutions' },
  { preset: 'unet', block: 'level' },
] as const;

/** The blocks that come with the app, taken from its networks. One whose network is not there is left out. */
export function shippedBlocks(presets: readonly PresetSummary[]): readonly LibraryBlock[] {
  return SHIPPED.flatMap(({ preset, block }) => {
    const document = presets.find(({ id }) => id === preset)?.document;
    const name = document?.blocks[block]?.name;
    if (document === undefined || name === undefined) return [];
    return toLibraryBlock(document, blockType(block), name) ?? [];
  });
}
