/**
 * Reads Hugging Face model and dataset cards (YAML front matter of a Markdown file): what a model was made
 * from, what it learned from and was judged by, and who wrote the labels of a dataset.
 *
 * A card does not name its own hub entry. It is taken from the body where exactly one hub name bears the
 * card's title; otherwise the card stands for itself.
 */
import { Cursor } from '../cursor';
import { refuse } from '../parse-text';
import type { ProposalBuilder } from '../proposal';
import type { ParsedFile, Reader } from '../reader';
import { DatasetCard } from './hugging-face-dataset';
import { ModelCard } from './hugging-face-model';

const MODEL_KEYS = [
  'base_model',
  'base_model_relation',
  'library_name',
  'pipeline_tag',
  'model-index',
  'datasets',
  'new_version',
  'inference',
  'widget',
  'model_name',
  'quantized_by',
  'model_creator',
];
const DATASET_KEYS = [
  'annotations_creators',
  'language_creators',
  'source_datasets',
  'size_categories',
  'task_categories',
  'task_ids',
  'dataset_info',
  'configs',
  'pretty_name',
  'multilinguality',
  'train-eval-index',
  'viewer',
  'language_bcp47',
];
const SHARED_KEYS = [
  'license',
  'license_name',
  'language',
  'tags',
  'metrics',
  'thumbnail',
  'co2_eq_emissions',
  'extra_gated_prompt',
  'extra_gated_fields',
];

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const huggingFaceReader: Reader = {
  title: 'Hugging Face model and dataset cards (README.md)',
  recognises: ({ form, values }) => {
    if (form !== 'front-matter') return false;
    const [value] = values;
    if (!isMapping(value)) return true;
    return [...MODEL_KEYS, ...DATASET_KEYS, ...SHARED_KEYS].some((key) => Object.hasOwn(value, key));
  },
  read: (file, into) => {
    const [value] = file.values;
    if (!isMapping(value))
      throw refuse(
        file.name,
        'line 1',
        `the front matter of this card is ${value === null || value === undefined ? 'empty' : Array.isArray(value) ? 'a list' : `a ${typeof value}`}, not fields with values.`,
        'Write fields such as “license: mit” between the two lines of ---.',
      );
    return readCard(file, value, into);
  },
};

function readCard(file: ParsedFile, value: Record<string, unknown>, into: ProposalBuilder): string {
  const card = new Cursor(value, '', into.warn);
  if (isDatasetCard(value, file.name)) {
    new DatasetCard(card, file, into).read();
    return 'hugging-face-dataset-card';
  }
  new ModelCard(card, file, into).read();
  return 'hugging-face-model-card';
}

/** Keys decide; where they leave it open, the folder name of the hub and of its tools does. */
function isDatasetCard(value: Record<string, unknown>, name: string): boolean {
  const count = (keys: readonly string[]): number => keys.filter((key) => Object.hasOwn(value, key)).length;
  const difference = count(DATASET_KEYS) - count(MODEL_KEYS);
  return difference > 0 || (difference === 0 && /(^|\/)datasets?[-_/]/i.test(name));
}
