/** Every technique rule, in order of technique id. A new rule is one file and one line here. */
import { byText } from '@/graph/model/ids';
import { agentContextPoisoning } from './agent-context-poisoning';
import { agentMemoryPoisoning } from './agent-memory-poisoning';
import { agentToolDataPoisoning } from './agent-tool-data-poisoning';
import { agentToolPoisoning } from './agent-tool-poisoning';
import { chaff } from './chaff';
import { embedMalware } from './embed-malware';
import { erodeDatasetIntegrity } from './erode-dataset-integrity';
import { erodeModelIntegrity } from './erode-model-integrity';
import { expiredDomain } from './expired-domain';
import { falseRagEntry } from './false-rag-entry';
import { insertTrigger } from './insert-trigger';
import { maliciousPackage } from './malicious-package';
import { manipulateModel } from './manipulate-model';
import { poisonModelWeights } from './poison-model-weights';
import { poisonTrainingData } from './poison-training-data';
import { poisonedEvaluation } from './poisoned-evaluation';
import { poisonedToolExecuted } from './poisoned-tool-executed';
import { publishPoisonedDataset } from './publish-poisoned-dataset';
import { publishPoisonedModel } from './publish-poisoned-model';
import { publishPoisonedTool } from './publish-poisoned-tool';
import { ragPoisoning } from './rag-poisoning';
import { rugPull } from './rug-pull';
import type { TechniqueRule } from './rule';
import { supplyChainContainer } from './supply-chain-container';
import { supplyChainData } from './supply-chain-data';
import { supplyChainModel } from './supply-chain-model';
import { supplyChainSoftware } from './supply-chain-software';
import { supplyChainTool } from './supply-chain-tool';
import { unsafeArtifact } from './unsafe-artifact';

export const TECHNIQUE_RULES: readonly TechniqueRule[] = [
  agentContextPoisoning,
  agentMemoryPoisoning,
  agentToolDataPoisoning,
  agentToolPoisoning,
  chaff,
  embedMalware,
  erodeDatasetIntegrity,
  erodeModelIntegrity,
  expiredDomain,
  falseRagEntry,
  insertTrigger,
  maliciousPackage,
  manipulateModel,
  poisonModelWeights,
  poisonTrainingData,
  poisonedEvaluation,
  poisonedToolExecuted,
  publishPoisonedDataset,
  publishPoisonedModel,
  publishPoisonedTool,
  ragPoisoning,
  rugPull,
  supplyChainContainer,
  supplyChainData,
  supplyChainModel,
  supplyChainSoftware,
  supplyChainTool,
  unsafeArtifact,
].sort((a, b) => byText(a.technique, b.technique));
