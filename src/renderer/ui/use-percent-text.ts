import { useLanguage } from '../messages/useLanguage';
import { formatPercentage } from './figures';

const DIGITS = {
  text: { maximumFractionDigits: 1 },
  column: { minimumFractionDigits: 1, maximumFractionDigits: 1 },
} as const;

/**
 * Writes a fraction as a percentage in the user's language: `12.5%`, `10%`. In a `column` each has its decimal, so that they are in line:
 * `10.0%`.
 */
export function usePercentText(place: 'text' | 'column' = 'text'): (fraction: number) => string {
  const language = useLanguage();
  return (fraction) => formatPercentage(fraction, language, DIGITS[place]);
}
