import { describe, expect, test } from 'vitest';
import { edgesOf, graphOf, haveShared, kindsOf, readShared, readText, sharedNote } from './shared-inputs';

const FILES: readonly [string, Record<string, number>, number, readonly string[]][] = [
  [
    'model_notus-7b-v1.md',
    { model: 2, dataset: 10 },
    11,
    [
      'alignment-handbook/zephyr-7b-sft-full -base-of-> notus-7b-v1',
      'argilla/ultrafeedback-binarized-preferences -tunes-> notus-7b-v1',
      'ai2_arc -evaluates-> notus-7b-v1',
    ],
  ],
  [
    'model_5g-root-cause_lora.md',
    { adapter: 1, model: 1 },
    1,
    ['Qwen/Qwen3-4B -base-of-> Qwen3-4B: 5G Root-Cause Diagnosis (LoRA adapter)'],
  ],
  [
    'model_qwen3-tts-turkish_two-bases.md',
    { adapter: 1, model: 2, dataset: 1 },
    3,
    ['issai/Turkish_Speech_Corpus -tunes-> Qwen3-TTS Turkish Fine-tuning'],
  ],
  [
    'dataset_tweet_eval.md',
    { dataset: 2, 'label-set': 1 },
    2,
    ['other-tweet-datasets -derives-> TweetEval', 'Labels of TweetEval (found) -labels-> TweetEval'],
  ],
  ['dataset_the_pile.md', { dataset: 1 }, 0, []],
  [
    'dataset_squad.md',
    { dataset: 2, 'label-set': 1 },
    2,
    ['wikipedia -derives-> SQuAD', 'Labels of SQuAD (crowdsourced) -labels-> SQuAD'],
  ],
  ['sample_simple.md', { model: 1, dataset: 1 }, 1, ['beans -trains-> my-cool-model']],
  ['sample_windows_line_breaks.md', { model: 1 }, 0, []],
];

describe.skipIf(!haveShared)(`real Hugging Face cards${sharedNote}`, () => {
  test.each(FILES)('%s', async (file, kinds, influences, edges) => {
    const { results, refused } = await readShared(`hf-cards/${file}`);
    expect(refused).toEqual([]);
    const { graph } = graphOf(results);
    expect(kindsOf(graph)).toEqual(kinds);
    expect(graph.influences).toHaveLength(influences);
    expect(edgesOf(graph)).toEqual(expect.arrayContaining([...edges]));
  });

  test('front matter that is a list is refused with its place', async () => {
    const { refused } = await readShared('hf-cards/sample_invalid_card_data.md');
    expect(refused[0]?.message).toMatch(
      /sample_invalid_card_data\.md, line 1: the front matter of this card is a list/,
    );
  });

  test('two bases in a list are two bases, not a merge', async () => {
    const { graph } = graphOf((await readShared('hf-cards/model_qwen3-tts-turkish_two-bases.md')).results);
    const bases = graph.influences.filter(({ kind }) => kind === 'base-of');
    expect(bases.map(({ relation }) => relation)).toEqual(['adapter', 'adapter']);
    expect(bases[0]?.evidence.map(({ basis }) => basis)).toEqual(['declared', 'inferred']);
  });

  test('labels of unknown hands are marked', async () => {
    const { graph } = graphOf((await readShared('hf-cards/dataset_squad.md')).results);
    expect(graph.assets.find(({ kind }) => kind === 'label-set')?.facts).toMatchObject({
      annotators: 'crowd',
      origin: 'outside',
    });
    expect(graph.assets.find(({ name }) => name === 'SQuAD')?.facts).toMatchObject({
      annotators: 'crowd',
      writers: 'public',
    });
  });

  test('all cards and all BOMs together give one graph', async () => {
    const { results, refused } = await readShared('hf-cards', 'cyclonedx');
    expect(refused.map(({ name }) => name)).toEqual(['hf-cards/sample_invalid_card_data.md']);
    const { graph, outcome } = graphOf(results);
    expect(kindsOf(graph)).toMatchObject({ model: 13, adapter: 2, 'label-set': 2, dataset: 45 });
    expect(graph.assets.filter(({ id }) => id === 'hub:datasets/wikipedia')).toHaveLength(1);
    expect(outcome.operations.length).toBeGreaterThan(60);
  });
});

const card = (front: string, body = '# Title\n'): string => `---\n${front}\n---\n${body}`;

describe('Hugging Face cards', () => {
  test('a stated relation is declared', async () => {
    const text = card('base_model: org/base\nbase_model_relation: quantized\ndatasets: org/data');
    const { graph } = graphOf([await readText('README.md', text)]);
    expect(graph.influences.find(({ kind }) => kind === 'base-of')).toMatchObject({
      from: 'hub:org/base',
      relation: 'quantized',
      evidence: [{ basis: 'declared' }],
    });
    expect(graph.influences.find(({ kind }) => kind === 'tunes')?.from).toBe('hub:datasets/org/data');
  });

  test('a merge of two models is a merge', async () => {
    const text = card('base_model:\n  - a/x\n  - b/y\ntags: [mergekit, merge]');
    const { graph } = graphOf([await readText('README.md', text)]);
    expect(graph.influences.map(({ relation }) => relation)).toEqual(['merge', 'merge']);
  });

  test('the one hub name in the body that bears the title is the card’s own', async () => {
    const text = card(
      'license: mit\npipeline_tag: text-generation',
      '# notus\nSee https://huggingface.co/argilla/notus and https://huggingface.co/x/other.\n',
    );
    const { graph } = graphOf([await readText('README.md', text)]);
    expect(graph.assets.map(({ id }) => id)).toEqual(['hub:argilla/notus']);
    const twice = card(
      'license: mit\npipeline_tag: x',
      '# notus\nhttps://huggingface.co/a/notus https://huggingface.co/b/notus\n',
    );
    expect(graphOf([await readText('README.md', twice)]).graph.assets[0]?.id).toBe('file:README.md#card');
  });

  test('a byte order mark, tabs after the fence and a gate are read', async () => {
    const { graph } = graphOf([
      await readText('README.md', `\ufeff---\t\nlicense: mit\nextra_gated_prompt: ask\n---\nx`),
    ]);
    expect(graph.assets[0]?.facts?.gated).toBe(true);
  });

  test('a heading of half a million brackets takes no time', async () => {
    const start = performance.now();
    await readText('README.md', card('license: mit', `# ${'['.repeat(250_000)}${'<'.repeat(250_000)}\n`));
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('an unclosed fence, or front matter of something else, is refused as unknown', async () => {
    await expect(readText('a.md', '---\ntitle: My post\ndate: 2026-01-01\n---\nhello')).rejects.toThrow(
      /Markdown with the keys “title”, “date”/,
    );
  });
});
