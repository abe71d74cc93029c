import type { NetloomDocument, TrainingSettings, WeightsReference } from '../../../document/document';
import { normalizationNamed } from '../known-normalizations';

/** With the normalization that the file has. */
export function withNormalization(
  document: NetloomDocument,
  normalization: TrainingSettings['normalization'],
): NetloomDocument {
  if (normalization === undefined) return document;
  return { ...document, training: { ...document.training, normalization } };
}

/**
 * The document of an imported network, with what is only known when it is used.
 *
 * @param choices.weights where its weights are kept; null: it has none
 * @param choices.normalization how its images were normalized, by its name; null: as the file has it
 */
export function documentOfModel(
  document: NetloomDocument,
  choices: { readonly weights: WeightsReference | null; readonly normalization: string | null },
): NetloomDocument {
  const { weights, normalization } = choices;
  const { normalization: own, ...training } = document.training;
  const chosen = normalization === null ? own : normalizationNamed(normalization);
  return {
    ...document,
    ...(weights !== null && { weights }),
    training: { ...training, ...(chosen !== undefined && { normalization: chosen }) },
  };
}
