import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { writeFailure } from '../files/file-failure';
import { isDatasetId, listDatasets } from './dataset-catalog';
import { moveAside, moveBack, tidyUp } from './dataset-places';
import type { DatasetRoots } from './dataset-roots';

/**
 * Takes a data set of the user's out of the catalog, damaged or not. It is kept aside for a week, so that it can be restored.
 *
 * @param now milliseconds since 1970
 */
export async function removeDataset(
  roots: DatasetRoots,
  id: string,
  now = Date.now(),
): Promise<Reply<{ readonly name: string }>> {
  const { datasets, damaged } = await listDatasets(roots);
  const dataset = [...datasets, ...damaged].find((one) => one.id === id);
  if (dataset === undefined) return failed(failure('dataset-unknown', { id }));
  const { name } = dataset;
  if (dataset.isShipped) return failed(failure('dataset-not-removable', { name }));
  try {
    await tidyUp(roots.user, now);
    await moveAside(roots.user, id, now);
    return success({ name });
  } catch (error) {
    return failed(writeFailure(roots.user, error));
  }
}

/** Brings back what was removed last under that id. */
export async function restoreDataset(roots: DatasetRoots, id: string): Promise<Reply<null>> {
  try {
    const isBack = isDatasetId(id) && (await moveBack(roots.user, id));
    return isBack ? success(null) : failed(failure('dataset-unknown', { id }));
  } catch (error) {
    return failed(writeFailure(roots.user, error));
  }
}
