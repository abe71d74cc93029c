/** Lines of Python that give the loss of each example of `scores` [N, classes] and `labels` [N]; absent: one class is not learned by it. */
const bodies: Readonly<Record<string, (smoothing: number) => readonly string[]>> = {
  crossEntropy: (smoothing) => [
    `return F.cross_entropy(scores, labels, reduction="none"${smoothing === 0 ? '' : `, label_smoothing=${smoothing}`})`,
  ],
  binaryCrossEntropy: (smoothing) => [
    ...targets(smoothing, '2'),
    'return F.binary_cross_entropy_with_logits(scores, target, reduction="none").mean(dim=1)',
  ],
  meanSquaredError: (smoothing) => [
    ...targets(smoothing, 'max(scores.shape[1], 2)'),
    'return (scores - target).square().mean(dim=1)',
  ],
};

/** 1 at the label and 0 elsewhere, smoothed; of a single score, the label itself. */
function targets(smoothing: number, classes: string): readonly string[] {
  return [
    'one_hot = F.one_hot(labels, scores.shape[1]).float() if scores.shape[1] > 1 else labels.float().unsqueeze(1)',
    smoothing === 0
      ? 'target = one_hot'
      : `target = one_hot * (1 - ${smoothing}) + ${smoothing} / ${classes}`,
  ];
}

/** Whether the exported file has the loss. */
export function hasLoss(loss: string): boolean {
  return Object.hasOwn(bodies, loss);
}

/** A function of the exported file. */
export function lossSource(name: string, loss: string, smoothing: number): string {
  const lines = bodies[loss]?.(smoothing) ?? [];
  return `def ${name}(scores, labels):
    """Of each example."""
${lines.map((line) => `    ${line}`).join('\n')}
`;
}
