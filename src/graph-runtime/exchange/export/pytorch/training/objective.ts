import { targetText, weightsText } from '../../python/training/row-texts';
import type { ExportedTraining, TrainedOutput } from '../../python/training/trained-outputs';
import { lossSource } from './losses';

/** Names of the functions of the outputs' losses. */
export function lossNames({ outputs }: ExportedTraining): readonly string[] {
  const mains = outputs.filter(({ isAuxiliary }) => !isAuxiliary).length;
  return outputs.map(({ isAuxiliary }, at) => {
    if (isAuxiliary) return `auxiliary_loss_of${at - mains + 1}`;
    return mains === 1 ? 'loss_of' : `loss_of${at + 1}`;
  });
}

/** Functions of the exported file: the loss of each output, and what is reported and minimized of all. */
export function objectiveSource(training: ExportedTraining, addsLoss: boolean): string {
  const names = lossNames(training);
  const { outputs } = training;
  const term = (trained: TrainedOutput, at: number) => {
    const scores = outputs.length === 1 ? 'outputs' : `outputs[${at}]`;
    const target = targetText(training, trained, 'labels', 'torch');
    const weights = trained.isWeighted ? `, ${weightsText(training, trained)}` : '';
    return `${names[at]}(${scores}, ${target}${weights})`;
  };
  const weighted = (trained: TrainedOutput, at: number) =>
    trained.weight === 1 ? term(trained, at) : `${trained.weight} * ${term(trained, at)}`;
  const mains = outputs.filter(({ isAuxiliary }) => !isAuxiliary);
  const [only, second] = mains;
  // Of several, the sum by their weights is what is reported.
  const loss = second === undefined && only ? term(only, 0) : mains.map(weighted).join(' + ');
  const factor = second === undefined && only !== undefined && only.weight !== 1 ? `${only.weight} * ` : '';
  const more = outputs.flatMap((trained, at) => (trained.isAuxiliary ? [weighted(trained, at)] : []));
  const minimized = [`${factor}loss`, ...more, ...(addsLoss ? ['added_losses(model)'] : [])];
  const parameters = ['model', 'x', 'labels', ...(outputs.some((one) => one.isWeighted) ? ['weights'] : [])];
  return [
    ...outputs.map((trained, at) => lossSource(names[at] ?? '', trained)),
    ...(addsLoss ? [ADDED] : []),
    `def objective(outputs, ${parameters.join(', ')}):
    """The loss of each example as it is reported, and what is minimized."""
    loss = ${loss}
    return loss, ${minimized.join(' + ')}
`,
  ].join('\n\n');
}

const ADDED = `def added_losses(model):
    """What layers add to the loss of each example."""
    return sum(module.added_loss for module in model.modules() if hasattr(module, "added_loss"))
`;
