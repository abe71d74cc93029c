import { z } from 'zod';
import { blockSchema, identifierSchema } from '../graph-runtime/document/document';

/** A block of the user's own library, with every block it is made of. */
export const libraryBlockSchema = z
  .object({
    format: z.literal('netloom-block'),
    version: z.literal(1),
    /** What the user calls it; unique in the library. */
    name: z.string().min(1).max(200),
    /** Its name among `blocks`. */
    block: identifierSchema,
    blocks: z.record(identifierSchema, blockSchema),
  })
  .refine(({ block, blocks }) => Object.hasOwn(blocks, block));
export type LibraryBlock = z.infer<typeof libraryBlockSchema>;
