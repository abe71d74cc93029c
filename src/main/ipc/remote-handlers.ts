import type { SshQuestion } from '../../contract/contract';
import { success } from '../../contract/failure';
import type { Machines } from '../remote/machines';
import type { OpenQuestions } from '../remote/open-questions';
import { configuredHosts } from '../remote/ssh-hosts';
import type { AskUser } from '../remote/ssh-questions';
import type { Handlers } from './router';

/** What one window's requests about other machines are answered from. */
export interface RemoteServices {
  readonly machines: Machines;
  readonly questions: OpenQuestions;
  /** What ssh asks in this window. */
  readonly shownQuestion: () => SshQuestion | null;
}

/** The channels of other machines. */
export function remoteHandlers({ machines, questions, shownQuestion }: RemoteServices) {
  const ask = (name: string): AskUser => questions.askAbout(name);
  return {
    'machines:list': () => machines.list(),
    'machines:hosts': async () => success(await configuredHosts()),
    'machines:add': (request) => machines.add(request),
    'machines:remove': ({ name }) => machines.remove(name),
    'machines:check': ({ name }) => machines.check(name, ask(name)),
    'machines:install': ({ name }) => machines.install(name, ask(name)),
    'machines:cancel': ({ name }) => {
      machines.cancel(name);
      return success(null);
    },
    'ssh:open-question': () => success(shownQuestion()),
    'ssh:answer': ({ id, answer }) => {
      questions.answer(id, answer);
      return success(null);
    },
  } satisfies Partial<Handlers>;
}
