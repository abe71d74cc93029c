import type { commandsEn } from './commands.en';
import type { Translation } from './translation';

export const commandsZhHant: Translation<typeof commandsEn> = {
  title: '指令',
};
