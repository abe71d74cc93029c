import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The part of `onnxruntime-node` that is used here. */
interface OnnxRuntime {
  readonly InferenceSession: {
    create(path: string, options?: object): Promise<OnnxSession>;
  };
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => OnnxTensor;
}

interface OnnxTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

interface OnnxSession {
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>;
  release(): Promise<void>;
}

export interface RuntimeValues {
  readonly values: Float32Array;
  readonly dims: readonly number[];
}

/** A file as ONNX Runtime runs it. */
export class RuntimeModel {
  readonly #runtime: OnnxRuntime;
  readonly #session: OnnxSession;

  private constructor(runtime: OnnxRuntime, session: OnnxSession) {
    this.#runtime = runtime;
    this.#session = session;
  }

  /** @param packages the folder of packages that `onnxruntime-node` is in */
  static async open(packages: string, path: string): Promise<RuntimeModel> {
    const runtime: OnnxRuntime = createRequire(join(packages, 'package.json'))('onnxruntime-node');
    return new RuntimeModel(
      runtime,
      await runtime.InferenceSession.create(path, { intraOpNumThreads: 2, logSeverityLevel: 3 }),
    );
  }

  /** What comes out, by name, of float32 inputs. */
  async run(
    inputs: Readonly<Record<string, RuntimeValues>>,
  ): Promise<Readonly<Record<string, RuntimeValues>>> {
    const outputs = await this.#session.run(
      Object.fromEntries(
        Object.entries(inputs).map(([name, { values, dims }]) => [
          name,
          new this.#runtime.Tensor('float32', values, dims),
        ]),
      ),
    );
    return Object.fromEntries(
      Object.entries(outputs).map(([key, tensor]) => [key, { values: tensor.data, dims: tensor.dims }]),
    );
  }

  close(): Promise<void> {
    return this.#session.release();
  }
}
