import { useLanguage } from '../messages/useLanguage';
import { formatPercentage } from './figures';

/** Writes a fraction as a percentage in the user's language: `12.5%`. */
export function usePercentText(): (fraction: number) => string {
  const language = useLanguage();
  return (fraction) => formatPercentage(fraction, language);
}
