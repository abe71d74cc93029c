/**
 * The area below precision over recall as `Σ (Rₙ − Rₙ₋₁) Pₙ`, thresholds at every different probability, from the highest on
 * (scikit-learn's `average_precision_score`). NaN where no example is of the class.
 */
export function averagePrecision(labels: readonly number[], probabilities: readonly number[]): number {
  const order = Array.from(labels.keys()).sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
  const positives = labels.reduce((sum, label) => sum + label, 0);
  let found = 0;
  let foundBefore = 0;
  let area = 0;
  order.forEach((example, rank) => {
    found += labels[example] ?? 0;
    // Examples of the same probability come together, whatever their order.
    const next = order[rank + 1];
    if (next !== undefined && probabilities[next] === probabilities[example]) return;
    area += ((found - foundBefore) / positives) * (found / (rank + 1));
    foundBefore = found;
  });
  return positives === 0 ? Number.NaN : area;
}
