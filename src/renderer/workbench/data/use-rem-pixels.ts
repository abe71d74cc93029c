import { useEffect, useState } from 'react';

/** Pixels of a rem: more where the user has chosen larger text. */
export function useRemPixels(): number {
  const [pixels, setPixels] = useState(read);
  useEffect(() => {
    const observer = new MutationObserver(() => setPixels(read()));
    observer.observe(document.documentElement, { attributes: true });
    return () => observer.disconnect();
  }, []);
  return pixels;
}

function read(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
