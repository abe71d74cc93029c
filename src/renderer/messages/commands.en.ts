export const commandsEn = {
  title: 'Commands',
};
