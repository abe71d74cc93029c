/** What values stored examples are made of: bytes of an image, or the numbers of a table's row. */
export type ExampleType = 'uint8' | 'float32';
