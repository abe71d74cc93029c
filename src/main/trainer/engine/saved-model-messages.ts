import { createRequire } from 'node:module';

/**
 * The protobuf classes that tfjs-node ships for reading SavedModels, as far as writing one needs them. They are generated
 * JavaScript without types; this is their shape.
 */
export interface SavedModelMessages {
  readonly SavedModel: new () => SavedModelMessage;
  readonly MetaGraphDef: (new () => MetaGraphMessage) & { readonly MetaInfoDef: new () => MetaInfoMessage };
  readonly GraphDef: new () => GraphMessage;
  readonly VersionDef: new () => VersionMessage;
  readonly NodeDef: new () => NodeMessage;
  readonly AttrValue: (new () => AttributeMessage) & { readonly ListValue: new () => ListMessage };
  readonly Tensor: new () => TensorMessage;
  readonly TensorShape: (new () => ShapeMessage) & { readonly Dim: new () => DimensionMessage };
}

interface Serializable {
  serializeBinary(): Uint8Array;
}
export interface SavedModelMessage extends Serializable {
  setSavedModelSchemaVersion(version: number): void;
}
export interface MetaGraphMessage extends Serializable {
  setMetaInfoDef(info: MetaInfoMessage): void;
}
export interface MetaInfoMessage {
  addTags(tag: string): void;
}
export interface GraphMessage extends Serializable {
  setVersions(version: VersionMessage): void;
}
export interface VersionMessage {
  setProducer(version: number): void;
}
export interface NodeMessage extends Serializable {
  setName(name: string): void;
  setOp(op: string): void;
  setDevice(device: string): void;
  setInputList(inputs: string[]): void;
  getAttrMap(): MessageMap<AttributeMessage>;
}
export interface AttributeMessage {
  setS(value: Uint8Array): void;
  setI(value: number): void;
  setF(value: number): void;
  setB(value: boolean): void;
  setType(value: number): void;
  setShape(value: ShapeMessage): void;
  setTensor(value: TensorMessage): void;
  setList(value: ListMessage): void;
}
export interface ListMessage {
  setIList(values: number[]): void;
  setFList(values: number[]): void;
  setTypeList(values: number[]): void;
}
export interface TensorMessage {
  setDtype(type: number): void;
  setTensorShape(shape: ShapeMessage): void;
  setFloatValList(values: number[]): void;
  setIntValList(values: number[]): void;
  setInt64ValList(values: number[]): void;
  setBoolValList(values: boolean[]): void;
  setStringValList(values: Uint8Array[]): void;
}
export interface ShapeMessage {
  addDim(dimension: DimensionMessage): void;
}
export interface DimensionMessage {
  setSize(size: number): void;
}
export interface MessageMap<T> {
  set(key: string, value: T): void;
}

/** Loads the classes. */
export function loadSavedModelMessages(): SavedModelMessages {
  return createRequire(__filename)('@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js') as SavedModelMessages;
}
