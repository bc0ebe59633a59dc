/** Rule T1 of SPEC.md: every technique rule has its cases, each drawn, each with what must not match beside it. */
import { describe, expect, test } from 'vitest';
import { drawnGraph } from '@/graph/model/drawn-graph';
import { loadCatalogue } from '@/lib/catalog/load-catalogue';
import { entriesOf } from '../entries';
import { indexSnapshot } from '../graph-index';
import { TECHNIQUE_RULES } from './all-rules';
import type { TechniqueRule, Verdict } from './rule';

type Case = { readonly drawing: string; readonly verdict: Verdict['verdict'] };

const PICKLED = '{"facts":{"origin":"outside","serialization":"pickle"}}';
const SAFE = '{"facts":{"origin":"outside","serialization":"safetensors"}}';
const HUB = '{"facts":{"origin":"outside"},"location":"https://huggingface.co/o/m"}';

/** What each rule says of the last line of a drawing (an influence, or an entry where it declares an asset). */
const CASES: Readonly<Record<string, readonly Case[]>> = {
  'AML.T0008.002': [
    { drawing: 'source:web {"facts":{"live":true}}', verdict: 'applies' },
    { drawing: 'source:web', verdict: 'unknown' },
    { drawing: 'source:web {"facts":{"live":false}}', verdict: 'does-not-apply' },
  ],
  'AML.T0010.001': [
    {
      drawing: 'infrastructure:lib {"facts":{"origin":"outside"}} -runs-> pipeline:train',
      verdict: 'applies',
    },
    { drawing: 'dataset:d -trains-> model:m', verdict: 'does-not-apply' },
  ],
  'AML.T0010.002': [
    { drawing: 'source:web -supplies-> dataset:d', verdict: 'applies' },
    { drawing: 'source:web -supplies-> model:m', verdict: 'does-not-apply' },
  ],
  'AML.T0010.003': [
    { drawing: `model:base ${HUB} -base-of-> model:m`, verdict: 'applies' },
    { drawing: 'dataset:d -trains-> model:m', verdict: 'does-not-apply' },
  ],
  'AML.T0010.004': [
    { drawing: 'registry:r -deploys-> system:s', verdict: 'applies' },
    { drawing: 'model:m -deploys-> system:s', verdict: 'does-not-apply' },
  ],
  'AML.T0010.005': [
    { drawing: 'tool:t -invokes-> agent:a', verdict: 'applies' },
    { drawing: 'model:m -serves-> agent:a', verdict: 'does-not-apply' },
  ],
  'AML.T0011.000': [
    { drawing: `model:base ${PICKLED} -base-of-> model:m`, verdict: 'applies' },
    { drawing: 'model:base -base-of-> model:m', verdict: 'unknown' },
    { drawing: `model:base ${SAFE} -base-of-> model:m`, verdict: 'does-not-apply' },
  ],
  'AML.T0011.001': [
    {
      drawing: 'infrastructure:pip {"facts":{"origin":"outside"}} -runs-> pipeline:train',
      verdict: 'applies',
    },
    { drawing: 'pipeline:p -runs-> pipeline:train', verdict: 'does-not-apply' },
  ],
  'AML.T0011.002': [
    { drawing: 'tool:t {"facts":{"writesOutside":true}} -invokes-> agent:a', verdict: 'applies' },
    { drawing: 'tool:t -invokes-> agent:a', verdict: 'unknown' },
    { drawing: 'tool:t {"facts":{"writesOutside":false}} -invokes-> agent:a', verdict: 'does-not-apply' },
  ],
  'AML.T0018': [
    { drawing: 'registry:r -hosts-> model:m', verdict: 'applies' },
    { drawing: 'dataset:d -trains-> model:m', verdict: 'does-not-apply' },
  ],
  'AML.T0018.000': [
    { drawing: 'pipeline:p -produces-> model:m', verdict: 'applies' },
    { drawing: 'pipeline:p -produces-> dataset:d', verdict: 'does-not-apply' },
  ],
  'AML.T0018.002': [
    { drawing: `model:base ${PICKLED} -base-of-> model:m`, verdict: 'applies' },
    { drawing: 'model:base -serves-> system:s', verdict: 'unknown' },
    { drawing: `model:base ${SAFE} -serves-> system:s`, verdict: 'does-not-apply' },
  ],
  'AML.T0019': [
    { drawing: `dataset:d ${HUB}`, verdict: 'applies' },
    { drawing: 'party:crowd {"facts":{"writers":"crowd"}}', verdict: 'does-not-apply' },
  ],
  'AML.T0020': [
    { drawing: 'dataset:d -trains-> model:m', verdict: 'applies' },
    { drawing: 'model:base -base-of-> model:m', verdict: 'does-not-apply' },
  ],
  'AML.T0031': [
    { drawing: 'model:m -serves-> system:s', verdict: 'applies' },
    { drawing: 'dataset:d -trains-> model:m', verdict: 'does-not-apply' },
  ],
  'AML.T0043.004': [
    { drawing: 'model:m -serves-> system:s', verdict: 'applies' },
    { drawing: 'dataset:d -trains-> model:m', verdict: 'does-not-apply' },
  ],
  'AML.T0046': [
    { drawing: 'system:s -feeds-back-> feedback:f', verdict: 'does-not-apply' },
    { drawing: 'feedback:f -derives-> dataset:d', verdict: 'applies' },
  ],
  'AML.T0058': [
    { drawing: `model:base ${HUB}`, verdict: 'applies' },
    { drawing: `dataset:d ${HUB}`, verdict: 'does-not-apply' },
  ],
  'AML.T0059': [
    { drawing: 'source:web -supplies-> dataset:d', verdict: 'applies' },
    { drawing: 'dataset:d -trains-> model:m', verdict: 'does-not-apply' },
  ],
  'AML.T0070': [
    { drawing: 'source:wiki -indexes-> knowledge-base:kb', verdict: 'applies' },
    { drawing: 'model:m -serves-> system:s', verdict: 'does-not-apply' },
  ],
  'AML.T0071': [
    {
      drawing: 'source:wiki {"facts":{"writers":"public"}} -indexes-> knowledge-base:kb',
      verdict: 'applies',
    },
    { drawing: 'source:wiki -indexes-> knowledge-base:kb', verdict: 'unknown' },
    {
      drawing: 'source:wiki -indexes-> knowledge-base:kb {"facts":{"writers":"restricted"}}',
      verdict: 'does-not-apply',
    },
  ],
  'AML.T0080': [
    { drawing: 'tool:t -invokes-> agent:a', verdict: 'applies' },
    { drawing: 'dataset:d -trains-> model:m', verdict: 'does-not-apply' },
  ],
  'AML.T0080.000': [
    { drawing: 'agent:a -remembers-> memory:m', verdict: 'applies' },
    { drawing: 'knowledge-base:kb -retrieves-> agent:a', verdict: 'does-not-apply' },
  ],
  'AML.T0099': [
    { drawing: 'source:web -ingests-> tool:t', verdict: 'applies' },
    { drawing: 'source:web -supplies-> dataset:d', verdict: 'does-not-apply' },
  ],
  'AML.T0104': [
    { drawing: 'tool:t {"facts":{"origin":"outside"}}', verdict: 'applies' },
    { drawing: `model:m ${HUB}`, verdict: 'does-not-apply' },
  ],
  'AML.T0109': [
    { drawing: 'source:hub -supplies-> model:m {"facts":{"pinned":false}}', verdict: 'applies' },
    { drawing: 'source:hub -supplies-> model:m', verdict: 'unknown' },
    { drawing: 'source:hub -supplies-> model:m {"facts":{"pinned":true}}', verdict: 'does-not-apply' },
  ],
  'AML.T0110': [
    { drawing: 'tool:t -invokes-> agent:a', verdict: 'applies' },
    {
      drawing: 'tool:t {"facts":{"origin":"inside","pinned":true}} -invokes-> agent:a',
      verdict: 'does-not-apply',
    },
  ],
  'AML.T0002.000': [
    { drawing: `dataset:d ${HUB}`, verdict: 'applies' },
    { drawing: `model:m ${HUB}`, verdict: 'does-not-apply' },
  ],
  'AML.T0010': [
    { drawing: 'party:vendor -supplies-> system:s', verdict: 'applies' },
    { drawing: 'dataset:d -trains-> model:m', verdict: 'does-not-apply' },
  ],
  'AML.T0010.000': [
    { drawing: 'infrastructure:gpu {"tags":["gpu"]} -runs-> pipeline:train', verdict: 'applies' },
    { drawing: 'infrastructure:ci -runs-> pipeline:train', verdict: 'does-not-apply' },
  ],
  'AML.T0018.001': [
    { drawing: 'model:base {"facts":{"serialization":"onnx"}} -base-of-> model:m', verdict: 'applies' },
    { drawing: 'model:base -base-of-> model:m', verdict: 'unknown' },
    { drawing: `model:base ${SAFE} -base-of-> model:m`, verdict: 'does-not-apply' },
  ],
  'AML.T0051': [
    { drawing: 'knowledge-base:kb -retrieves-> agent:a', verdict: 'applies' },
    { drawing: 'source:wiki -indexes-> knowledge-base:kb', verdict: 'does-not-apply' },
  ],
  'AML.T0051.000': [
    { drawing: 'party:users -remembers-> memory:m', verdict: 'applies' },
    { drawing: 'knowledge-base:kb -retrieves-> agent:a', verdict: 'does-not-apply' },
  ],
  'AML.T0051.001': [
    { drawing: 'knowledge-base:kb -retrieves-> agent:a', verdict: 'applies' },
    { drawing: 'memory:m -retrieves-> agent:a', verdict: 'does-not-apply' },
  ],
  'AML.T0051.002': [
    { drawing: 'memory:m -retrieves-> agent:a', verdict: 'applies' },
    { drawing: 'knowledge-base:kb -retrieves-> agent:a', verdict: 'does-not-apply' },
  ],
  'AML.T0061': [
    { drawing: 'agent:a -writes-> knowledge-base:kb', verdict: 'applies' },
    { drawing: 'source:wiki -indexes-> knowledge-base:kb', verdict: 'does-not-apply' },
  ],
  'AML.T0064': [
    { drawing: 'source:wiki -indexes-> knowledge-base:kb', verdict: 'applies' },
    {
      drawing: 'source:wiki {"facts":{"writers":"restricted"}} -indexes-> knowledge-base:kb',
      verdict: 'does-not-apply',
    },
  ],
  'AML.T0066': [
    { drawing: 'source:wiki -indexes-> knowledge-base:kb', verdict: 'applies' },
    {
      drawing: 'dataset:d {"facts":{"origin":"inside"}} -indexes-> knowledge-base:kb',
      verdict: 'does-not-apply',
    },
  ],
  'AML.T0076': [
    { drawing: `model:base ${PICKLED} -base-of-> model:m`, verdict: 'applies' },
    { drawing: 'model:base -base-of-> model:m', verdict: 'unknown' },
    { drawing: `model:base ${SAFE} -base-of-> model:m`, verdict: 'does-not-apply' },
  ],
  'AML.T0080.001': [
    { drawing: 'tool:t -invokes-> agent:a', verdict: 'applies' },
    { drawing: 'memory:m -retrieves-> agent:a', verdict: 'does-not-apply' },
  ],
  'AML.T0081': [
    { drawing: 'registry:r -hosts-> agent:a', verdict: 'applies' },
    { drawing: 'registry:r -hosts-> model:m', verdict: 'does-not-apply' },
  ],
  'AML.T0092': [
    { drawing: 'system:s -writes-> memory:m', verdict: 'applies' },
    { drawing: 'agent:a -remembers-> memory:m', verdict: 'does-not-apply' },
  ],
  'AML.T0093': [
    { drawing: 'source:web -indexes-> knowledge-base:kb', verdict: 'applies' },
    {
      drawing: 'source:web {"facts":{"writers":"restricted"}} -indexes-> knowledge-base:kb',
      verdict: 'does-not-apply',
    },
  ],
  'AML.T0094': [
    { drawing: 'memory:m -retrieves-> agent:a', verdict: 'applies' },
    { drawing: 'knowledge-base:kb -retrieves-> agent:a', verdict: 'does-not-apply' },
  ],
  'AML.T0111': [
    { drawing: `model:m ${HUB}`, verdict: 'applies' },
    { drawing: 'source:web', verdict: 'does-not-apply' },
  ],
  'AML.T0112.001': [
    { drawing: `model:m ${PICKLED} -serves-> system:s`, verdict: 'applies' },
    { drawing: 'model:m -serves-> system:s', verdict: 'unknown' },
    { drawing: `model:m ${SAFE} -serves-> system:s`, verdict: 'does-not-apply' },
  ],
  'AML.T0018.003': [
    { drawing: 'artifact:template -packages-> model:m', verdict: 'applies' },
    { drawing: 'model:base -base-of-> model:m', verdict: 'does-not-apply' },
  ],
  'AML.T0119': [
    { drawing: 'source:upload -ingests-> pipeline:p', verdict: 'applies' },
    { drawing: 'dataset:d {"facts":{"origin":"inside"}} -ingests-> pipeline:p', verdict: 'does-not-apply' },
  ],
  'AML.T0129': [
    { drawing: 'model:m {"tags":["vision"]} -serves-> system:s', verdict: 'applies' },
    { drawing: 'model:m {"tags":["text"]} -serves-> system:s', verdict: 'does-not-apply' },
  ],
  'AML.T0130': [
    { drawing: 'memory:m -retrieves-> agent:a', verdict: 'applies' },
    { drawing: 'tool:t -invokes-> agent:a', verdict: 'does-not-apply' },
  ],
  'AML.T0131': [
    { drawing: 'party:users -remembers-> memory:m', verdict: 'applies' },
    { drawing: 'memory:m -retrieves-> agent:a', verdict: 'does-not-apply' },
  ],
  'AML.T0134': [
    { drawing: 'source:web', verdict: 'applies' },
    { drawing: `dataset:d ${HUB}`, verdict: 'does-not-apply' },
  ],
  'HW.POISONED-EVALUATION': [
    { drawing: 'dataset:bench -evaluates-> model:m', verdict: 'applies' },
    { drawing: 'dataset:d -trains-> model:m', verdict: 'does-not-apply' },
  ],
};

function judgeDrawing(rule: TechniqueRule, drawing: string): Verdict {
  const index = indexSnapshot(drawnGraph(drawing));
  const influence = index.snapshot.influences[0];
  const from = influence && index.asset.get(influence.from);
  const to = influence && index.asset.get(influence.to);
  if (influence && from && to) return rule.judge({ index, on: 'influence', influence, from, to });
  const entry = entriesOf(index)[0];
  if (!entry) throw new Error(`${drawing} has neither an influence nor an entry`);
  return rule.judge({ index, on: 'entry', entry });
}

describe('technique rules', () => {
  test('[T2] every rule has its prose and every prose its rule', async () => {
    const { techniques } = await loadCatalogue();
    const published = techniques.map(({ id }) => id as string).sort();
    expect(TECHNIQUE_RULES.map(({ technique }) => technique as string).sort()).toEqual(published);
  });

  test('[T3] a rule looks for every attack class its prose names', async () => {
    const { techniques } = await loadCatalogue();
    for (const rule of TECHNIQUE_RULES) {
      const named = techniques.find(({ id }) => id === rule.technique)?.classes ?? [];
      expect(rule.classes, rule.technique).toEqual(expect.arrayContaining([...named]));
    }
  });

  test('[T1] every rule has a case where it applies and one where it does not', () => {
    for (const rule of TECHNIQUE_RULES) {
      const verdicts = (CASES[rule.technique] ?? []).map((item) => item.verdict);
      expect(verdicts, rule.technique).toContain('applies');
      expect(verdicts, rule.technique).toContain('does-not-apply');
    }
  });

  test.each(
    Object.entries(CASES).flatMap(([technique, cases]) => cases.map((item) => ({ technique, ...item }))),
  )('[T1] $technique on $drawing: $verdict', ({ technique, drawing, verdict }) => {
    const rule = TECHNIQUE_RULES.find((item) => item.technique === technique);
    if (!rule) throw new Error(`no rule for ${technique}`);
    const judged = judgeDrawing(rule, drawing);
    expect(judged.verdict).toBe(verdict);
    expect(judged.because.length > 0).toBe(verdict !== 'does-not-apply');
  });
});
