import { useLanguage } from '../messages/useLanguage';

/** Writes a fraction as a percentage in the user's language: `12.5%`. */
export function usePercentText(): (fraction: number) => string {
  const language = useLanguage();
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return (fraction) => format.format(fraction);
}
