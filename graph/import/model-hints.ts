/**
 * Conclusions that several formats share: how a model was made from its base, and in what form its weights
 * come, read from tags, library names and file names.
 */
import type { AssetFacts } from '../model/facts';
import type { InfluenceFields } from '../model/influence';

export type Relation = NonNullable<InfluenceFields['relation']>;

const ADAPTER =
  /^(lora|qlora|dora|alora|ia3|peft|adapter|adapters|adapter-transformers|prefix-tuning|prompt-tuning)$/i;
const QUANTIZED =
  /^(gguf|ggml|awq|gptq|exl2|exl3|imatrix|quantized|quantised|4-?bit|8-?bit|bitsandbytes|mlx-4bit|int4|int8|fp8|nvfp4)$/i;
const MERGED = /^(merge|merged|mergekit|moerge|frankenmerge|slerp|dare_ties)$/i;
const DISTILLED = /^(distillation|distilled|distil)$/i;

/** True for a word which says that weights are an adapter. */
export const saysAdapter = (word: string): boolean => ADAPTER.test(word.trim());

/** The relation to a base model that tags and library imply; `finetune` where they imply nothing. */
export function impliedRelation(words: readonly string[], bases: number): Relation {
  const any = (pattern: RegExp): boolean => words.some((word) => pattern.test(word.trim()));
  if (any(ADAPTER)) return 'adapter';
  if (any(QUANTIZED)) return 'quantized';
  if (any(MERGED) && bases > 1) return 'merge';
  return any(DISTILLED) ? 'distilled' : 'finetune';
}

const RELATIONS: Readonly<Record<string, Relation>> = {
  adapter: 'adapter',
  lora: 'adapter',
  merge: 'merge',
  merged: 'merge',
  quantized: 'quantized',
  quantised: 'quantized',
  quantization: 'quantized',
  finetune: 'finetune',
  finetuned: 'finetune',
  'fine-tune': 'finetune',
  'fine-tuned': 'finetune',
  distilled: 'distilled',
  distillation: 'distilled',
  distill: 'distilled',
};

/** A relation as a format writes it; undefined for a word we do not know. */
export const relationNamed = (word: string | undefined): Relation | undefined =>
  word === undefined ? undefined : RELATIONS[word.trim().toLowerCase()];

const FORMS: readonly (readonly [RegExp, NonNullable<AssetFacts['serialization']>])[] = [
  [/\.(pkl|pickle|pt|pth|ckpt|joblib|dill|bin)$|^(pickle|cloudpickle|joblib|pytorch_model)$/i, 'pickle'],
  [/\.safetensors$|^safetensors$/i, 'safetensors'],
  [/\.onnx$|^onnx$/i, 'onnx'],
  [/\.(gguf|ggml)$|^(gguf|ggml)$/i, 'gguf'],
  [/\.(h5|keras|pb|tflite|mlmodel|xgb|cbm)$/i, 'other'],
];

/** The form of weights that file names or tags tell; the one that can run code where there are several. */
export function serializationOf(words: readonly string[]): AssetFacts['serialization'] {
  for (const [pattern, form] of FORMS) if (words.some((word) => pattern.test(word.trim()))) return form;
  return undefined;
}

/** True for a file name that looks like model weights. */
export const looksLikeWeights = (name: string): boolean =>
  /\.(pkl|pickle|pt|pth|ckpt|joblib|safetensors|onnx|gguf|ggml|h5|keras|pb|tflite|mlmodel|cbm)$/i.test(
    name,
  ) || /(^|\/)(pytorch_model.*|model.*|adapter_model.*)\.bin$/i.test(name);
