/** `count` whole numbers from `first` on. */
export function range(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => first + at);
}
