/**
 * `nn.BatchNorm2d`, `batch_norm2d` and `BatchNorm2D` are one name: modules in front, capitals and separators say nothing.
 */
export function plainName(name: string): string {
  return name
    .slice(name.lastIndexOf('.') + 1)
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
}
