import type { Reply } from '../../contract/failure';
import { success } from '../../contract/failure';
import { AgentClient } from './agent-client';
import type { Line } from './follow-run';
import type { ElsewhereState } from './mirror';
import { type ConnectOptions, SshConnection } from './ssh-connection';

/** A new line to the agent of a run's machine. */
export async function connectLine(
  { target, trainer }: Pick<ElsewhereState, 'target' | 'trainer'>,
  options: ConnectOptions = {},
): Promise<Reply<Line>> {
  const connection = await SshConnection.open(target, options);
  if (!connection.ok) return connection;
  const agent = await AgentClient.start(connection.value, target, trainer);
  if (agent.ok) return success({ connection: connection.value, agent: agent.value });
  await connection.value.close();
  return agent;
}
