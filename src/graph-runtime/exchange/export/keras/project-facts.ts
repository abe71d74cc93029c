import type { ExportFacts } from '../format';
import type { ExportedNumbers } from '../numbers';
import type { NetworkToExport } from '../network-to-export';
import type { LearningPlaces } from '../python/training/learning';
import type { ExportedTraining } from '../python/training/trained-outputs';
import type { SampledCode } from './training/divergences';

/** What the files of a project are made of. */
export interface KerasFacts {
  readonly network: NetworkToExport;
  readonly facts: ExportFacts;
  /** Parameters that are learned, of the whole network. */
  readonly parameterCount: number;
  /** What `train.py` trains; null: the data have nothing to learn, and it is not there. */
  readonly training: ExportedTraining | null;
  /** Names of what enters each input of examples in the sample. */
  readonly inputs: readonly string[];
  /** What enters beside an example; null: nothing does. */
  readonly numbers: ExportedNumbers | null;
  /** Names of the scores of each main output in the sample. */
  readonly outputs: readonly string[];
  /** What does not learn as the rest does. */
  readonly learning: LearningPlaces;
  /** What a variational autoencoder draws, whose divergence training minimizes as well. */
  readonly codes: readonly SampledCode[];
  /** Between the parts of the names of layers. */
  readonly separator: string;
}
