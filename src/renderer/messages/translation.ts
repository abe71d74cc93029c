/** The shape of a catalog in another language: the same keys, other words. */
export type Translation<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translation<T[K]> };
