/** Reads OpenAI fine-tuning jobs: a vendor's base model, the files it was tuned on, and the model that came out. */
import { Cursor } from '../cursor';
import { nameKey } from '../identity';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

const isJob = (value: unknown): boolean => {
  const object = member(value, 'object');
  return typeof object === 'string' && /^fine_tuning\.job$|^fine-tune$/.test(object);
};

export const openaiFineTuningReader: Reader = {
  title: 'OpenAI fine-tuning jobs',
  recognises: ({ values }) => {
    const [value] = values;
    const data = member(value, 'data');
    return (
      isJob(value) || (Array.isArray(value) && isJob(value[0])) || (Array.isArray(data) && isJob(data[0]))
    );
  },
  read: ({ values }, into) => {
    const root = new Cursor(values[0], '', into.warn);
    const jobs = root.get('data').isList ? root.get('data') : root;
    for (const job of jobs.objects()) stateJob(into, job);
    return 'openai-fine-tuning';
  },
};

function stateJob(into: ProposalBuilder, job: Cursor): void {
  const id = job.get('id').text();
  if (id === undefined) {
    job.warn('This job has no id; skipped.');
    return;
  }
  const status = job.get('status').maybeText();
  const method = job.get('method', 'type').maybeText() ?? 'supervised';
  const step = into.asset(
    `job:${id}`,
    job.at || '/',
    {
      declared: {
        kind: 'pipeline',
        name: id,
        supplier: 'OpenAI',
        properties: { method, status: status ?? '', seed: job.get('seed').maybeText() ?? '' },
      },
    },
    [`openai:job/${id}`],
  );
  stateModels(into, job, step, status);
  const kind = /dpo|reinforc/i.test(method) ? 'aligns' : 'tunes';
  const file = (name: string): string | undefined => {
    const text = job.get(name).maybeText();
    if (text === undefined) return undefined;
    return into.asset(`file:${text}`, job.get(name).at, { declared: { kind: 'dataset', name: text } }, [
      `openai:file/${text}`,
    ]);
  };
  const training = file('training_file');
  if (training) into.influence(kind, training, step, job.get('training_file').at, { role: 'train' });
  const validation = file('validation_file');
  if (validation)
    into.influence('evaluates', validation, step, job.get('validation_file').at, { role: 'validate' });
}

function stateModels(into: ProposalBuilder, job: Cursor, step: string, status: string | undefined): void {
  const model = (name: string, outside: boolean): string =>
    into.asset(
      `model:${name}`,
      job.at || '/',
      {
        declared: { kind: 'model', name, supplier: 'OpenAI' },
        inferred: outside ? { facts: { origin: 'outside', writers: 'supplier' } } : { lineage: 'partial' },
      },
      [nameKey('model', 'openai', name)],
    );
  const base = job.get('model').maybeText();
  if (base)
    into.influence('base-of', model(base, !base.startsWith('ft:')), step, job.get('model').at, {
      relation: 'finetune',
    });
  const made = job.get('fine_tuned_model').maybeText();
  if (made)
    into.influence(
      'produces',
      step,
      model(made, false),
      job.get('fine_tuned_model').at,
      {},
      status === 'succeeded' || status === undefined ? 'declared' : 'inferred',
    );
}
