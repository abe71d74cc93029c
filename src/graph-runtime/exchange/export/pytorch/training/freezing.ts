import type { LearningPlaces } from '../../python/training/learning';
import { pythonString } from '../../python/value';

/** Constants of the exported file: parts that do not learn as the others do. Empty: all learn alike. */
export function freezingSource({ frozen, rateFactors }: LearningPlaces): string {
  const parts: string[] = [];
  if (frozen.length > 0) {
    const names = frozen.map((name) => `    ${pythonString(name)},\n`).join('');
    parts.push(
      `# Parts that keep their weights, and batch normalization its statistics.\nFROZEN = [\n${names}]\n`,
    );
  }
  if (rateFactors.length > 0) {
    const names = rateFactors.map(([name, factor]) => `    ${pythonString(name)}: ${factor},\n`).join('');
    parts.push(`# Factors of the learning rate.\nRATE_FACTORS = {\n${names}}\n`);
  }
  if (frozen.length > 0) parts.push(`\n${FREEZE}`);
  return parts.join('');
}

const FREEZE = `def begin_training(model):
    """Training mode; batch normalization of frozen parts stays in the other."""
    model.train()
    for name in FROZEN:
        part = model.get_submodule(name).requires_grad_(False)
        for module in part.modules():
            if isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
                module.eval()
`;
