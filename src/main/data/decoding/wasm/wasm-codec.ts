import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { type WasmInstance, type WasmMemory, type WasmModule, webAssembly } from './web-assembly';

/** What a decoder in WebAssembly offers, as Emscripten makes it. */
interface CodecInstance {
  decode(bytes: Uint8Array, ...options: readonly boolean[]): WasmImage | null;
}

interface WasmImage {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** What Emscripten's function that makes an instance takes, as far as it is used. */
interface InstanceOptions {
  locateFile(file: string): string;
  print(line: string): void;
  printErr(line: string): void;
  instantiateWasm(imports: object, receive: (instance: WasmInstance) => void): WasmInstance['exports'];
}

export interface WasmResult {
  /** Null: the decoder has given up. */
  readonly image: { readonly width: number; readonly height: number; readonly pixels: Uint8Array } | null;
  /** What it printed: its warnings and its last words. */
  readonly messages: readonly string[];
}

/** An instance whose memory has grown larger is not used again: memory of WebAssembly does not shrink. */
const LARGEST_MEMORY = 128 * 1024 * 1024;

/**
 * A decoder in WebAssembly. After each failure, and after large images, comes a new instance: what has failed has lost memory, and after some
 * hundred failures refuses good files too.
 */
export class WasmCodec {
  readonly #file: string;
  readonly #create: (options: InstanceOptions) => PromiseLike<unknown>;
  readonly #options: readonly boolean[];
  #module: WasmModule | null = null;
  #memory: WasmMemory | null = null;
  #instance: CodecInstance | null = null;
  #messages: string[] = [];

  /**
   * @param file the .wasm file in its package
   * @param create the package's function that makes an instance
   * @param options further arguments of `decode`
   */
  constructor(file: string, create: unknown, options: readonly boolean[] = []) {
    this.#file = file;
    // The packages' own types name an environment that they do not export.
    this.#create = create as (options: InstanceOptions) => PromiseLike<unknown>;
    this.#options = options;
  }

  async decode(bytes: Uint8Array): Promise<WasmResult> {
    const instance = this.#instance ?? (await this.#start());
    this.#messages = [];
    // Until it is known that it has not failed.
    this.#instance = null;
    let image: WasmImage | null = null;
    try {
      image = instance.decode(bytes, ...this.#options);
    } catch (error) {
      this.#messages.push(error instanceof Error ? error.message : String(error));
    }
    const messages = this.#messages;
    if (image === null) return { image, messages };
    if (messages.length === 0 && (this.#memory?.buffer.byteLength ?? 0) <= LARGEST_MEMORY) {
      this.#instance = instance;
    }
    const { width, height, data } = image;
    return {
      image: { width, height, pixels: new Uint8Array(data.buffer, data.byteOffset, data.length) },
      messages,
    };
  }

  async #start(): Promise<CodecInstance> {
    defineImageData();
    this.#module ??= new webAssembly.Module(readFileSync(this.#locate()));
    const module = this.#module;
    const instance = await this.#create({
      locateFile: (file) => file,
      print: () => undefined,
      printErr: (line) => this.#messages.push(line),
      instantiateWasm: (imports, receive) => {
        const started = new webAssembly.Instance(module, imports);
        this.#memory = Object.values(started.exports).find(isMemory) ?? null;
        receive(started);
        return started.exports;
      },
    });
    return instance as CodecInstance;
  }

  /** Built, it lies beside the code; where the sources run as they are, in its package. */
  #locate(): string {
    const built = join(__dirname, basename(this.#file));
    return existsSync(built) ? built : createRequire(__filename).resolve(this.#file);
  }
}

function isMemory(value: unknown): value is WasmMemory {
  return value instanceof webAssembly.Memory;
}

/** The decoders return a browser's `ImageData`, which Node does not have. */
function defineImageData(): void {
  const environment = globalThis as { ImageData?: unknown };
  environment.ImageData ??= class {
    constructor(
      readonly data: Uint8ClampedArray,
      readonly width: number,
      readonly height: number,
    ) {}
  };
}
