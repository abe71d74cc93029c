export const problemsEn = {
  title: 'Problems',
};
