import { NEAREST, type Retrieval } from '../../../contract/contract';
import { formatPercent, groupDigits } from '../figures';

/** Nearest neighbors as JSON: the five nearest of each test example, with distances and average precisions; null for what is not defined. */
export function retrievalJson(retrieval: Retrieval): object {
  const { path, measure, count, queries, recallAt1, recallAt5, meanAveragePrecision } = retrieval;
  const { nearest, distances, averagePrecisions, labels } = retrieval;
  const examples = Array.from(labels, (label, at) => {
    const [start, end] = [at * NEAREST, (at + 1) * NEAREST];
    const found = [...nearest.subarray(start, end)].filter((one) => one >= 0);
    return {
      class: label,
      nearest: found,
      distances: [...distances.subarray(start, start + found.length)],
      averagePrecision: orNull(averagePrecisions[at]),
    };
  });
  return { path, measure, count, queries, recallAt1, recallAt5, meanAveragePrecision, examples };
}

function orNull(value = Number.NaN): number | null {
  return Number.isNaN(value) ? null : value;
}

/** How well images of a class are found, for people. */
export function retrievalLines(retrieval: Retrieval): readonly string[] {
  const { path, measure, queries, recallAt1, recallAt5, meanAveragePrecision } = retrieval;
  return [
    '',
    `nearest neighbors by the ${measure} distance of “${path}”, each of ${groupDigits(queries)} test examples among all others:`,
    `recall at 1 ${formatPercent(recallAt1)}, recall at ${NEAREST} ${formatPercent(recallAt5)}, mean average precision ${formatPercent(meanAveragePrecision)}`,
  ];
}
