import type { z } from 'zod';
import { type Augmentation, augmentations } from './augmentation/registry';
import { kindSchema } from './kind';
import { openObject } from './open-object';
import { type OptimizerSettings, optimizers } from './optimizers/registry';
import { settings } from './registry';
import type { ScheduleSettings } from './schedules/registry';

/** What of a document concerns training, computed from the registry of settings (`settings/registry.ts`). */

export type { Augmentation, OptimizerSettings, ScheduleSettings };

/** The optimizer and its hyperparameters, under the names Keras uses. */
export const optimizerSchema = kindSchema(optimizers);

/** One way to change an image at random before the network sees it. */
export const augmentationSchema = kindSchema(augmentations);

type Settings = typeof settings;
type Shape = { -readonly [K in keyof Settings]: Settings[K]['field']['schema'] };

// Object.fromEntries does not keep which setting has which type.
const shape = Object.fromEntries(
  Object.entries(settings).map(([name, { field }]) => [name, field.schema]),
) as Shape;

/** What training needs besides the network. Settings that may be absent are "not done" or "as usual", so that files stay short. */
export const trainingSettingsSchema = openObject(shape);
export type TrainingSettings = z.infer<typeof trainingSettingsSchema>;
