import type { NetloomDocument } from '../../../document/document';
import type {
  CallText,
  ClassPlan,
  Construct,
  ModelPlan,
  PlannedMember,
  SequenceItem,
} from '../plan/class-plan';
import { docstring, docText, INDENT, WIDTH, wrapped } from '../python/source-text';
import { helpersIn } from './added-definitions';

/** The source of `model.py`. @param mains main outputs */
export function printModel({ classes }: ModelPlan, document: NetloomDocument, mains: number): string {
  const body = classes.map((plan) => printClass(plan, document, mains)).join('\n\n\n');
  const helpers = helpersIn(body);
  const parts = [...helpers.map(({ source }) => source), body];
  const source = parts.join('\n\n\n');
  const imports = [
    ...(/\bmath\./.test(source) ? ['import math', ''] : []),
    ...(/\btorch\./.test(source) ? ['import torch'] : []),
    ...(/\bF\./.test(source) ? ['import torch.nn.functional as F'] : []),
    'from torch import nn',
  ];
  const title = `"""${docText(document.name)}, exported from Netloom.\n\nImages are [batch, channels, height, width].\n"""`;
  return `${title}\n\n${imports.join('\n')}\n\n\n${source}\n`;
}

function printClass(plan: ClassPlan, document: NetloomDocument, mains: number): string {
  const { name, arguments: own, inputs, members, saved, statements, results } = plan;
  const doc = docOf(plan, document);
  const parameters = ['self', ...own].join(', ');
  const making = [
    ...wrapped(`${INDENT}def __init__(`, ['self', ...own], '):', `${INDENT}def __init__(${parameters}):`),
    `${INDENT}${INDENT}super().__init__()`,
    ...saved.map(({ attribute, text }) => `${INDENT}${INDENT}self.${attribute} = ${text}`),
    ...members.flatMap(printMember),
  ];
  const taken = inputs.map((input) => input.name).join(', ');
  const lines = statements.map(({ targets, text, shape }) => {
    const line = `${targets.join(', ')} = ${text}`;
    return `${INDENT}${INDENT}${line}${shape === '' ? '' : `  # ${shape}`}`;
  });
  const shapes = inputs.map((input) => input.shape).filter((shape) => shape !== '');
  return [
    `class ${name}(nn.Module):`,
    ...doc,
    ...making,
    '',
    `${INDENT}def forward(self, ${taken}):${shapes.length > 0 ? `  # ${shapes.join(', ')}` : ''}`,
    ...lines,
    ...returned(results, plan.block === null ? mains : null),
  ].join('\n');
}

/** The network returns the scores of its main outputs; in training those of the auxiliary ones, too. @param mains null: of a block */
function returned(results: readonly string[], mains: number | null): readonly string[] {
  const scores = results.slice(0, mains ?? results.length).join(', ');
  const line = `${INDENT}${INDENT}return ${results.join(', ')}`;
  if (mains === null || results.length === mains) return [line];
  return [`${INDENT}${INDENT}if self.training:`, `${INDENT}${line}`, `${INDENT}${INDENT}return ${scores}`];
}

function docOf({ block }: ClassPlan, document: NetloomDocument): readonly string[] {
  const description = block === null ? '' : (document.blocks[block]?.description ?? '');
  const title = block === null ? document.name : (document.blocks[block]?.name ?? block);
  return [...docstring(description === '' ? title : description, INDENT), ''];
}

function printMember({ attribute, label, construct }: PlannedMember): readonly string[] {
  const indent = INDENT + INDENT;
  const comment = label === null ? '' : `  # ${label.replace(/\s+/g, ' ')}`;
  const lines =
    construct.kind === 'call'
      ? printCall(indent, attribute, construct)
      : printSequence(indent, attribute, construct);
  return lines.map((line, index) => (index === 0 ? line + comment : line));
}

function printCall(
  indent: string,
  attribute: string,
  { call, optional }: Extract<Construct, { kind: 'call' }>,
): readonly string[] {
  const end = optional === null ? '' : ` if ${optional.condition} else ${optional.otherwise}`;
  const start = `${indent}self.${attribute} = `;
  const line = `${start}${callLine(call)}${end}`;
  if (line.length <= WIDTH) return [line];
  if (end === '') return wrapped(`${start}${call.callee}(`, call.arguments, ')', line);
  return [
    `${start}(`,
    ...wrapped(
      `${indent}${INDENT}${call.callee}(`,
      call.arguments,
      ')',
      `${indent}${INDENT}${callLine(call)}`,
    ),
    `${indent}${INDENT}${end.trim()}`,
    `${indent})`,
  ];
}

function printSequence(
  indent: string,
  attribute: string,
  { callee, items, isBeside }: Extract<Construct, { kind: 'sequence' }>,
): readonly string[] {
  const texts = items.map(({ call, loop }) =>
    loop === null ? callLine(call) : `*[${callLine(call)} ${loop}]`,
  );
  if (isBeside === true) return printList(indent, attribute, callee, items);
  const line = `${indent}self.${attribute} = ${callee}(${texts.join(', ')})`;
  if (line.length <= WIDTH) return [line];
  const inner = indent + INDENT;
  const lines = items.flatMap(({ call, loop }, index) => {
    const text = `${inner}${texts[index]},`;
    if (text.length <= WIDTH) return [text];
    if (loop === null) return wrapped(`${inner}${call.callee}(`, call.arguments, '),', text);
    const own = wrapped(
      `${inner}${INDENT}${call.callee}(`,
      call.arguments,
      ')',
      `${inner}${INDENT}${callLine(call)}`,
    );
    return [`${inner}*[`, ...own, `${inner}${INDENT}${loop}`, `${inner}],`];
  });
  return [`${indent}self.${attribute} = ${callee}(`, ...lines, `${indent})`];
}

/** `nn.ModuleList([Path(64) for _ in range(32)])`. */
function printList(
  indent: string,
  attribute: string,
  callee: string,
  items: readonly SequenceItem[],
): readonly string[] {
  const texts = items.map(({ call, loop }) => {
    if (loop === null) return callLine(call);
    return items.length === 1 ? `${callLine(call)} ${loop}` : `*[${callLine(call)} ${loop}]`;
  });
  const start = `${indent}self.${attribute} = ${callee}([`;
  const line = `${start}${texts.join(', ')}])`;
  const commas = items.length === 1 ? '' : ',';
  return line.length <= WIDTH
    ? [line]
    : [start, ...texts.map((text) => `${indent}${INDENT}${text}${commas}`), `${indent}])`];
}

const callLine = ({ callee, arguments: own }: CallText) => `${callee}(${own.join(', ')})`;
