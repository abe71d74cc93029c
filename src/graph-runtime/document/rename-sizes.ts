import type { BlockSpec, NodeSpec, ParameterValue } from './document';

/** Texts in quotes, and names with what follows them after a dot. */
const TEXT_OR_SIZE = /'[^']*'|"[^"]*"|\b([A-Za-z_]\w*)\.(?=[A-Za-z_])/g;

/** The content of a block whose expressions name the sizes at a port (`in.channels`), with the port's new name in them. */
export function renameSizes<Content extends Pick<BlockSpec, 'nodes' | 'parameters'>>(
  content: Content,
  port: string,
  newName: string,
): Content {
  const rename = <Value>(value: Value): Value => {
    if (typeof value !== 'string' || !value.startsWith('=')) return value;
    const renamed: unknown = value.replace(TEXT_OR_SIZE, (found: string, name: string | undefined) =>
      name === port ? `${newName}.` : found,
    );
    return renamed as Value;
  };
  const renameAll = (value: ParameterValue): ParameterValue =>
    Array.isArray(value) ? value.map(rename) : rename(value);
  const renameIn = (node: NodeSpec): NodeSpec => {
    const { parameters, enabled, muted, repeat } = node;
    const renamed = Object.entries(parameters ?? {}).map(
      ([name, value]) => [name, renameAll(value)] as const,
    );
    const isSame =
      rename(enabled) === enabled &&
      rename(muted) === muted &&
      rename(repeat) === repeat &&
      JSON.stringify(Object.fromEntries(renamed)) === JSON.stringify(parameters ?? {});
    if (isSame) return node;
    return {
      ...node,
      ...(parameters === undefined ? {} : { parameters: Object.fromEntries(renamed) }),
      ...(enabled === undefined ? {} : { enabled: rename(enabled) }),
      ...(muted === undefined ? {} : { muted: rename(muted) }),
      ...(repeat === undefined ? {} : { repeat: rename(repeat) }),
    };
  };
  return {
    ...content,
    nodes: content.nodes.map(renameIn),
    parameters: content.parameters.map((parameter) => {
      const value = renameAll(parameter.default);
      return JSON.stringify(value) === JSON.stringify(parameter.default)
        ? parameter
        : { ...parameter, default: value };
    }),
  };
}
