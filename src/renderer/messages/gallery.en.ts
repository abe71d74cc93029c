export const galleryEn = {
  title: 'Gallery',
};
