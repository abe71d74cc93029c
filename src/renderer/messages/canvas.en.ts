export const canvasEn = {
  title: 'Canvas',
};
