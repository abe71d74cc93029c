import { z } from 'zod';

/**
 * An object of the format that keeps fields it does not know: a file may come from a newer program, hold a remark, or have a
 * misspelled name, and nothing of it may be lost on saving. Its type is that of the known fields, so that the program cannot come
 * to rely on others; `findUnknownFields` lists what else is there.
 */
export function openObject<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  // Only the type of the result is narrower than what is kept in it.
  return z.looseObject(shape) as unknown as z.ZodObject<Shape>;
}
