/** Every reader, in the order in which they are asked: the most specific first. */
import type { Reader } from './reader';
import { backstageReader } from './readers/backstage';
import { croissantReader } from './readers/croissant';
import { cyclonedxReader } from './readers/cyclonedx';
import { cyclonedxXmlReader } from './readers/cyclonedx-xml';
import { datahubReader } from './readers/datahub';
import { dbtReader } from './readers/dbt';
import { dvcReader } from './readers/dvc';
import { headwaterReader } from './readers/headwater';
import { huggingFaceReader } from './readers/hugging-face';
import { huggingFaceApiReader } from './readers/hugging-face-api';
import { kfpReader } from './readers/kfp';
import { kubeflowCatalogReader } from './readers/kubeflow-catalog';
import { mlflowReader } from './readers/mlflow';
import { openaiFineTuningReader } from './readers/openai-fine-tuning';
import { openLineageReader } from './readers/openlineage';
import { sagemakerReader } from './readers/sagemaker';
import { scanResultsReader } from './readers/scan-results';
import { spdx3Reader } from './readers/spdx3';
import { tableReader } from './readers/table';
import { taibomReader } from './readers/taibom';
import { wandbReader } from './readers/wandb';

export const READERS: readonly Reader[] = [
  headwaterReader,
  cyclonedxReader,
  cyclonedxXmlReader,
  huggingFaceReader,
  huggingFaceApiReader,
  spdx3Reader,
  dbtReader,
  croissantReader,
  openLineageReader,
  mlflowReader,
  dvcReader,
  backstageReader,
  kubeflowCatalogReader,
  kfpReader,
  taibomReader,
  sagemakerReader,
  datahubReader,
  wandbReader,
  openaiFineTuningReader,
  scanResultsReader,
  tableReader,
];

/** The formats as a sentence part: "A, B and C". */
export function formatsRead(): string {
  const titles = READERS.map((reader) => reader.title);
  return `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`;
}
