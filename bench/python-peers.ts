import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { analyze } from '../src/graph-runtime/infer/analyze';
import { applyEngineEnvironment } from '../src/main/trainer/engine/environment.mjs';
import type { Measurement } from './measurement';
import { nameOf, type Peer, type Precision } from './peers';

/** The Python to ask; a virtual environment's can be named. */
const python = process.env.NETLOOM_BENCH_PYTHON ?? 'python3';
const folder = join(__dirname, 'python');

/**
 * Keras and PyTorch, those of them that the Python found has. They train on their own, from a description of the network; in mixed
 * precision by what each has for it: Keras's policy `mixed_bfloat16`, PyTorch's `autocast`.
 */
export function findPythonPeers(precision: Precision): readonly Peer[] {
  const peer = (name: string, ...script: readonly string[]) => pythonPeer(name, script, precision);
  return [
    ...(has('keras') && has('tensorflow') ? [peer('Keras, compiled', 'keras_peer.py')] : []),
    ...(has('torch')
      ? [
          peer('torch.compile', 'torch_peer.py', 'compile'),
          peer('PyTorch', 'torch_peer.py'),
          peer('PyTorch, channels last', 'torch_peer.py', 'channels-last'),
        ]
      : []),
  ];
}

function has(module: string): boolean {
  const code = `import importlib.util, sys; sys.exit(importlib.util.find_spec('${module}') is None)`;
  return spawnSync(python, ['-c', code]).status === 0;
}

function pythonPeer(name: string, script: readonly string[], precision: Precision): Peer {
  return {
    name: nameOf(name, precision),
    measure: (document, steps) =>
      new Promise((resolve, reject) => {
        // Keras loads TensorFlow, too: with the settings of ours, or it would lack oneDNN on some processors.
        const env = { ...process.env };
        applyEngineEnvironment(env);
        const child = spawn(python, script.slice(), { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'] });
        let output = '';
        let errors = '';
        child.stdout.on('data', (data: Buffer) => {
          output += data.toString();
        });
        child.stderr.on('data', (data: Buffer) => {
          errors += data.toString();
        });
        child.on('error', reject);
        child.on('exit', (code) => {
          if (code === 0) resolve(JSON.parse(output) as Measurement);
          else reject(new Error(`${name} ended with ${code}: ${errors.slice(-2000)}`));
        });
        child.stdin.end(JSON.stringify({ ...describe(document, steps), precision }));
      }),
  };
}

/** The network as the Python scripts read it: nodes in order of computation, each with what enters it. */
function describe(document: NetloomDocument, steps: number): object {
  const { graph, order, nodes } = analyze(document);
  return {
    folder: join(__dirname, '..', 'resources', 'datasets', document.dataset.id),
    batchSize: document.training.batchSize,
    learningRate: document.training.optimizer.learningRate,
    steps,
    nodes: order.map((path) => {
      const node = graph.nodes.find((candidate) => candidate.path === path);
      return {
        path,
        type: node?.type,
        parameters: node?.parameters,
        inputs: graph.edges.flatMap((edge) => (edge.to.path === path ? [edge.from.path] : [])),
        channels: nodes.get(path)?.inputs[0]?.shape.at(-1) ?? 0,
      };
    }),
  };
}
