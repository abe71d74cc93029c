import type { DataType } from './op-graph';

/** `DataType` of tensorflow/core/framework/types.proto. */
export const DATA_TYPE_NUMBERS: Readonly<Record<DataType, number>> = {
  float32: 1,
  float64: 2,
  int32: 3,
  uint8: 4,
  string: 7,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  float16: 19,
  resource: 20,
  uint64: 23,
};

/** The GraphDef version this program writes for; newer libraries read older versions. */
export const GRAPH_PRODUCER_VERSION = 1087;

/** The tag under which a SavedModel's only graph is found. */
export const SAVED_MODEL_TAG = 'serve';
