import type { LearningPlaces } from '../../python/training/learning';
import { pythonString } from '../../python/value';

/** Constants of the exported file: layers that do not learn as the others do. Empty: all learn alike. @param separator between the parts of names */
export function freezingSource({ frozen, rateFactors }: LearningPlaces, separator: string): string {
  if (frozen.length + rateFactors.length === 0) return '';
  const parts: string[] = [];
  if (frozen.length > 0) {
    const names = frozen.map((name) => `    ${pythonString(name)},\n`).join('');
    parts.push(
      `# Layers that keep their weights, and all whose names begin with these.\nFROZEN = [\n${names}]\n`,
    );
  }
  if (rateFactors.length > 0) {
    const names = rateFactors.map(([name, factor]) => `    ${pythonString(name)}: ${factor},\n`).join('');
    parts.push(`# Factors of the learning rate.\nRATE_FACTORS = {\n${names}}\n`);
  }
  parts.push(
    `\n\ndef is_within(name, part):\n    return name == part or name.startswith(f"{part}${separator}")\n`,
  );
  if (frozen.length > 0) parts.push(FREEZE);
  if (rateFactors.length > 0) parts.push(RATE_FACTOR);
  return parts.join('');
}

const FREEZE = `

def freeze(model):
    """Frozen layers keep their weights, and batch normalization its statistics."""
    for layer in model.layers:
        if any(is_within(layer.name, part) for part in FROZEN):
            layer.trainable = False
`;

const RATE_FACTOR = `

def rate_factor(variable):
    parts = [part for part in RATE_FACTORS if is_within(variable.path.split("/")[0], part)]
    return RATE_FACTORS[max(parts, key=len)] if parts else 1
`;
