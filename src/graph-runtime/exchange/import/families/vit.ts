import { before, familyOfRules } from '../family';

const TORCHVISION: Readonly<Record<string, string>> = {
  ...{ norm1: 'ln_1', attention: 'self_attention', norm2: 'ln_2', dense1: 'mlp.0', dense2: 'mlp.3' },
};
const TIMM: Readonly<Record<string, string>> = {
  ...{ norm1: 'norm1', attention: 'attn', norm2: 'norm2', dense1: 'mlp.fc1', dense2: 'mlp.fc2' },
};

/** torchvision's vision transformers (`torchvision/models/vision_transformer.py`). */
export const vit = familyOfRules({ id: 'vit', label: 'torchvision VisionTransformer' }, [
  [/^patches$/, 'conv_proj'],
  [/^token$/, 'class_token'],
  [/^positions$/, 'encoder.pos_embedding'],
  [
    /^encoder(\d+)\/(\w+)$/,
    (number, part = '') => `encoder.layers.encoder_layer_${before(number)}.${TORCHVISION[part] ?? part}`,
  ],
  [/^norm$/, 'encoder.ln'],
  [/^logits$/, 'heads.head'],
]);

/** timm's, and DeiT's (`timm/models/vision_transformer.py`): query, key and value are one tensor. */
export const timmVit = familyOfRules({ id: 'timm-vit', label: 'timm VisionTransformer' }, [
  [/^patches$/, 'patch_embed.proj'],
  [/^token$/, 'cls_token'],
  [/^positions$/, 'pos_embed'],
  [/^encoder(\d+)\/(\w+)$/, (number, part = '') => `blocks.${before(number)}.${TIMM[part] ?? part}`],
  [/^norm$/, 'norm'],
  [/^logits$/, 'head'],
]);
