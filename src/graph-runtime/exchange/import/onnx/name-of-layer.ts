import type { OnnxSourceNode } from './source-model';

/**
 * What a layer is to be called: as the module that it was in the program that wrote the file, where its names say so
 * (`/layer1/layer1.0/conv1/Conv`, `layer1.0.conv1.weight`), else as its node or its output.
 */
export function nameOfLayer({ name, operator, outputs, inputs }: OnnxSourceNode): string {
  const [, weight] = inputs;
  const module = /^(.+)[./](weight|kernel|gamma)$/.exec(weight ?? '')?.[1];
  if (module !== undefined && !module.startsWith('onnx::')) return module;
  const parts = name.split('/').filter((part) => part !== '');
  if (parts.length > 1 && /^[A-Z]/.test(parts.at(-1) ?? '')) return moduleOf(parts.slice(0, -1));
  if (name !== '' && !/^[A-Za-z]+_\d+$/.test(name)) return name;
  const [output = ''] = outputs;
  return /^\d+$/.test(output) || output === '' ? operator : output;
}

/** `layer1`, `layer1.0`, `conv1`: each part may begin with what is before it. */
function moduleOf(parts: readonly string[]): string {
  const kept: string[] = [];
  for (const part of parts) {
    const last = kept.at(-1);
    if (last !== undefined && part.startsWith(`${last}.`)) kept.pop();
    kept.push(part);
  }
  return kept.join('_');
}
