/** How long it takes to read a generated BOM of 10,000 components and merge it, beside bare `JSON.parse`. */
import { EMPTY_SNAPSHOT } from '../model/snapshot';
import { mergeProposals } from './merge';
import { readInput } from './read-file';

export type ImportMeasure = {
  readonly name: string;
  /** Bytes of the generated file. */
  readonly bytes: number;
  readonly milliseconds: number;
  /** Assets and influences per second. */
  readonly recordsPerSecond: number;
};

/** A BOM with `count` components: one model to three datasets, each model made from the one before it. */
export function generatedBom(count: number): string {
  const models = Math.ceil(count / 4);
  const components: object[] = [];
  for (let i = 0; i < models; i++) {
    components.push({
      type: 'machine-learning-model',
      'bom-ref': `model-${i}`,
      name: `model-${i}`,
      version: `1.${i}`,
      purl: `pkg:huggingface/bench/model-${i}@${(i + 1).toString(16).padStart(40, '0')}`,
      licenses: [{ license: { id: 'Apache-2.0' } }],
      hashes: [{ alg: 'SHA-256', content: (i + 1).toString(16).padStart(64, '0') }],
      modelCard: {
        modelParameters: {
          task: 'classification',
          datasets: [0, 1, 2].map((j) => ({ ref: `data-${i * 3 + j}` })),
        },
      },
    });
  }
  for (let i = 0; components.length < count; i++)
    components.push({
      type: 'data',
      'bom-ref': `data-${i}`,
      name: `data-${i}`,
      description: 'Generated for measuring.',
    });
  const dependencies = Array.from({ length: models - 1 }, (_, i) => ({
    ref: `model-${i + 1}`,
    dependsOn: [`model-${i}`],
  }));
  return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components, dependencies });
}

/** Runs the measurement once after a warm-up. The clock is the caller's machine. */
export async function run(count = 10_000): Promise<readonly ImportMeasure[]> {
  const text = generatedBom(count);
  const bytes = new TextEncoder().encode(text);
  const small = new TextEncoder().encode(generatedBom(500));
  mergeProposals(EMPTY_SNAPSHOT, [
    { name: 'warm.json', result: await readInput({ name: 'warm.json', bytes: small }) },
  ]);
  const floor = performance.now();
  JSON.parse(text);
  const start = performance.now();
  const result = await readInput({ name: 'bench.json', bytes });
  const read = performance.now();
  const { operations } = mergeProposals(EMPTY_SNAPSHOT, [{ name: 'bench.json', result }]);
  const end = performance.now();
  const measure = (name: string, milliseconds: number): ImportMeasure => ({
    name,
    bytes: bytes.byteLength,
    milliseconds,
    recordsPerSecond: (operations.length / milliseconds) * 1000,
  });
  return [
    measure(`JSON.parse of a BOM of ${count} components`, start - floor),
    measure(`read a BOM of ${count} components`, read - start),
    measure(`merge a BOM of ${count} components`, end - read),
  ];
}
