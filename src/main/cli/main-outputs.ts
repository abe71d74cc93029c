import { planNetwork } from '../../graph-runtime/compile/lower-network';
import { labelNames } from '../../graph-runtime/datasets/target-description';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { analyze } from '../../graph-runtime/infer/analyze';
import { targetOfOutput } from '../../graph-runtime/targets/output-targets';
import { findDataset } from '../data/dataset-catalog';
import { datasetRoots } from '../data/dataset-roots';
import { valueNames } from '../data/value-names';

/** A main output of a network, as results of it are reported. */
export interface MainOutput {
  /** Absent: the network has errors, which the trainer reports. */
  readonly path?: string;
  /** The name of the label that it learns; empty where the data set does not have several, or is not there. */
  readonly label: string;
  /** English names of the classes or numbers that it predicts; empty where there are none. */
  readonly names: readonly string[];
}

/** The main outputs of a document in their order, with the labels they learn; at least one. */
export async function mainOutputsOf(document: NetloomDocument): Promise<readonly MainOutput[]> {
  const roots = datasetRoots(__dirname);
  const { id } = document.dataset;
  const analysis = analyze(document);
  if (!analysis.isTrainable) return [{ label: '', names: await valueNames(roots, id) }];
  const found = await findDataset(roots, id);
  const description = found.ok ? found.value.description.target : null;
  const hasSeveral = description !== null && labelNames(description).length > 1;
  return Promise.all(
    planNetwork(analysis).mains.map(async ({ path, loss, parameters }) => {
      const choice = loss.target(parameters);
      const target = hasSeveral ? targetOfOutput(choice, description, document.training) : null;
      return {
        path,
        label: target?.column?.name ?? '',
        names: await valueNames(roots, id, choice.label),
      };
    }),
  );
}

/** At least `count` names: numbers where the data set has none (a network may know more classes than the data). */
export function namesFor({ names }: MainOutput, count: number): readonly string[] {
  return Array.from({ length: Math.max(count, names.length) }, (_, index) => names[index] ?? String(index));
}

/** Results of outputs as JSON: of several outputs each is under its path; with the name of the label where the data set has several. */
export function outputsJson(
  results: readonly { readonly output: MainOutput; readonly json: object }[],
): object {
  const all = results.map(({ output: { path = '', label }, json }) => {
    const said = { ...(label !== '' && { label }), ...json };
    return [path, said] as const;
  });
  const [only] = all;
  return only !== undefined && all.length === 1 ? only[1] : { outputs: Object.fromEntries(all) };
}
