import { isScoredOnce, type TrainedOutput } from '../../python/training/trained-outputs';

/**
 * A function of the exported file: the loss of each example, `[N]`, of scores and what they are compared with. Where rare classes count more, it
 * takes their weights, too.
 */
export function lossSource(name: string, trained: TrainedOutput): string {
  const own = trained.isWeighted ? ', weights' : '';
  return `def ${name}(scores, target${own}):
    """Of each example."""
${linesOf(trained)
  .map((line) => `    ${line}`)
  .join('\n')}
`;
}

function linesOf(trained: TrainedOutput): readonly string[] {
  const { target, loss } = trained;
  if (target.kind.id === 'class') return oneClass(trained);
  if (target.kind.id === 'mask') return loss === 'dice' ? dice(trained) : pixels(trained);
  return values(trained);
}

/** What `labelSmoothing` leaves of a target, spread over `classes`. */
function smoothed(target: string, smoothing: number, classes: string): string {
  return smoothing === 0 ? target : `${target} * (1 - ${smoothing}) + ${smoothing} / ${classes}`;
}

function oneClass({ loss, labelSmoothing, isWeighted }: TrainedOutput): readonly string[] {
  const end = isWeighted ? ' * weights[target]' : '';
  if (loss === 'crossEntropy') {
    const more = labelSmoothing === 0 ? '' : `, label_smoothing=${labelSmoothing}`;
    return [`return F.cross_entropy(scores, target, reduction="none"${more})${end}`];
  }
  const classes = loss === 'binaryCrossEntropy' ? '2' : 'max(scores.shape[1], 2)';
  const compared = smoothed('one_hot', labelSmoothing, classes);
  return [
    'one_hot = F.one_hot(target, scores.shape[1]).float() if scores.shape[1] > 1 else target.float().unsqueeze(1)',
    loss === 'binaryCrossEntropy'
      ? `return F.binary_cross_entropy_with_logits(scores, ${compared}, reduction="none").mean(dim=1)${end}`
      : `return (scores - ${labelSmoothing === 0 ? compared : `(${compared})`}).square().mean(dim=1)${end}`,
  ];
}

/** Values against values: several classes, numbers, the input itself. */
function values({ loss, labelSmoothing, isWeighted, target }: TrainedOutput): readonly string[] {
  const mean = '.flatten(1).mean(dim=1)';
  switch (loss) {
    case 'binaryCrossEntropy': {
      const more = isWeighted ? ', pos_weight=weights' : '';
      const compared = smoothed('target', labelSmoothing, '2');
      return [
        `losses = F.binary_cross_entropy_with_logits(scores, ${compared}, reduction="none"${more})`,
        `return losses${mean}`,
      ];
    }
    case 'meanAbsoluteError':
      return [`return (scores - target).abs()${mean}`];
    case 'huber':
      return [`return F.huber_loss(scores, target, reduction="none", delta=${target.huberDelta})${mean}`];
    default:
      return [`return (scores - target).square()${mean}`];
  }
}

/** A class for each pixel; those that do not count are left out of the mean. */
function pixels(trained: TrainedOutput): readonly string[] {
  const { ignored, isWeighted } = trained;
  const losses = `losses = ${ofPixels(trained)}${isWeighted ? ' * weights[target]' : ''}`;
  if (ignored === null) return [losses, 'return losses.flatten(1).mean(dim=1)'];
  return [
    ...counting(ignored),
    losses,
    'return (losses * counted).flatten(1).sum(dim=1) / counted.flatten(1).sum(dim=1).clamp_min(1)',
  ];
}

/** The loss of each pixel. One score is that of the second class of two; by the binary cross-entropy each class is a question. */
function ofPixels({ loss, labelSmoothing, output }: TrainedOutput): string {
  if (!isScoredOnce(output) && loss !== 'binaryCrossEntropy') {
    const more = labelSmoothing === 0 ? '' : `, label_smoothing=${labelSmoothing}`;
    return `F.cross_entropy(scores, target, reduction="none"${more})`;
  }
  const answers = isScoredOnce(output)
    ? 'target.float().unsqueeze(1)'
    : 'F.one_hot(target, scores.shape[1]).movedim(-1, 1).float()';
  const compared = smoothed(answers, labelSmoothing, '2');
  return `F.binary_cross_entropy_with_logits(scores, ${compared}, reduction="none").mean(dim=1)`;
}

function counting(ignored: number): readonly string[] {
  return [`counted = target != ${ignored}`, 'target = target.where(counted, 0)'];
}

function dice({ ignored, output }: TrainedOutput): readonly string[] {
  const of = (text: string) => (ignored === null ? text : `${text} * counted.unsqueeze(1)`);
  return [
    ...(isScoredOnce(output) ? [`scores = torch.cat([torch.zeros_like(scores), scores], dim=1)`] : []),
    ...(ignored === null ? [] : counting(ignored)),
    `found = ${of('torch.softmax(scores, dim=1)')}`,
    `wanted = ${of('F.one_hot(target, scores.shape[1]).movedim(-1, 1)')}`,
    'common, total = (found * wanted).sum(dim=(2, 3)), (found + wanted).sum(dim=(2, 3))',
    'return 1 - ((2 * common + 1) / (total + 1)).mean(dim=1)',
  ];
}
