import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import { runTraining, smallNetwork } from '../testing/run-training';

/** The small network with a second branch of convolution beside its own, joined in front of the rest. */
function branched(isMuted: boolean) {
  const base = smallNetwork({ epochs: 1 });
  const branch = { id: 'branch', type: 'conv2d', parameters: { filters: 2, kernelSize: 3 }, muted: isMuted };
  return readDocument({
    ...base,
    nodes: [...base.nodes, branch, { id: 'join', type: 'concatenate' }],
    edges: [
      ...base.edges.filter(({ from }) => from !== 'conv'),
      { from: 'input', to: 'branch' },
      { from: 'conv', to: 'join' },
      { from: 'branch', to: 'join' },
      { from: 'join', to: 'relu' },
    ],
  });
}

describe('a muted branch', () => {
  it('is not trained: the network learns exactly as without it', async () => {
    const [without, muted, full] = [
      await runTraining(smallNetwork({ epochs: 1 })),
      await runTraining(branched(true)),
      await runTraining(branched(false)),
    ];
    const losses = ({ steps }: typeof muted) => [...steps.values()].map(({ loss }) => loss);
    expect(losses(muted).length).toBeGreaterThan(5);
    expect(losses(muted)).toEqual(losses(without));
    expect(losses(full)).not.toEqual(losses(muted));
  });
});
