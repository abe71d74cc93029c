import { applyEdits } from '../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { DocumentEdit } from '../../graph-runtime/document/edit';
import { analyze } from '../../graph-runtime/infer/analyze';
import { placeKey, weightedPlaces } from '../../graph-runtime/infer/weighted-places';
import { newHeadFix } from '../../graph-runtime/training-checks/new-head';
import { listDatasets } from '../data/dataset-catalog';
import { datasetRoots } from '../data/dataset-roots';
import { type OptionDefinitions, UsageError } from './arguments';

/** What decides which layers learn, besides the network's own file. */
export const learningOptions = {
  freeze: {
    kind: 'text',
    what: 'names of nodes',
    value: 'NODES',
    help: 'keep the weights of these nodes or blocks as they are (names with commas; those inside of a block: BLOCK/NODE)',
  },
  'new-head': {
    kind: 'flag',
    help: 'replace the last layer by a new one for the classes of the data set, and freeze all others',
  },
} as const satisfies OptionDefinitions;

export interface GivenLearning {
  readonly freeze?: string | undefined;
  readonly 'new-head': boolean;
}

/**
 * The document with what was given.
 *
 * @throws UsageError when a name is no node with weights, or the network has no layer that could be replaced
 */
export async function withLearningOptions(
  document: NetloomDocument,
  given: GivenLearning,
): Promise<NetloomDocument> {
  const headed = given['new-head'] ? await withNewHead(document) : document;
  return given.freeze === undefined ? headed : applyEdits(headed, freezing(headed, given.freeze));
}

async function withNewHead(document: NetloomDocument): Promise<NetloomDocument> {
  const { datasets } = await listDatasets(datasetRoots(__dirname));
  const dataset = datasets.find(({ id }) => id === document.dataset.id);
  // That it is missing is said by the checks that follow.
  if (dataset === undefined) return document;
  const fix = newHeadFix(analyze(document), dataset);
  if (fix === null) {
    throw new UsageError(
      '--new-head needs a network whose output gets its scores from one layer with weights, such as a dense layer.',
    );
  }
  return applyEdits(document, fix.edits);
}

function freezing(document: NetloomDocument, names: string): DocumentEdit[] {
  const weighted = weightedPlaces(analyze(document));
  return names.split(',').map((part): DocumentEdit => {
    const name = part.trim();
    const at = name.lastIndexOf('/');
    const [scope, id] = at < 0 ? [null, name] : [name.slice(0, at), name.slice(at + 1)];
    if (!weighted.has(placeKey(scope, id))) {
      throw new UsageError(
        `--freeze: “${name}” is no node with weights of this network. These are: ${[...weighted].join(', ')}.`,
      );
    }
    return { kind: 'update-node', scope, id, changes: { trainable: false } };
  });
}
