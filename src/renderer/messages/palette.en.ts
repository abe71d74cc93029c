export const paletteEn = {
  title: 'Layers',
};
