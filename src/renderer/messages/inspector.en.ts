export const inspectorEn = {
  title: 'Inspector',
};
