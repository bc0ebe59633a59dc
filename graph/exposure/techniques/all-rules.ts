/** Every technique rule, in order of technique id. A new rule is one file and one line here. */
import { byText } from '@/graph/model/ids';
import { acquirePublicData } from './acquire-public-data';
import { agentContextPoisoning } from './agent-context-poisoning';
import { agentMemoryPoisoning } from './agent-memory-poisoning';
import { agentThreadPoisoning } from './agent-thread-poisoning';
import { agentToolDataPoisoning } from './agent-tool-data-poisoning';
import { agentToolPoisoning } from './agent-tool-poisoning';
import { automatedProcessing } from './automated-processing';
import { chaff } from './chaff';
import { corruptModel } from './corrupt-model';
import { craftedLinks } from './crafted-links';
import { delayedInstruction } from './delayed-instruction';
import { embedMalware } from './embed-malware';
import { erodeDatasetIntegrity } from './erode-dataset-integrity';
import { erodeModelIntegrity } from './erode-model-integrity';
import { expiredDomain } from './expired-domain';
import { falseRagEntry } from './false-rag-entry';
import { gatherRagTargets } from './gather-rag-targets';
import { insertTrigger } from './insert-trigger';
import { machineCompromise } from './machine-compromise';
import { maliciousPackage } from './malicious-package';
import { manipulateChatHistory } from './manipulate-chat-history';
import { manipulateModel } from './manipulate-model';
import { modifyAgentConfiguration } from './modify-agent-configuration';
import { modifyArchitecture } from './modify-architecture';
import { modifyPromptConstruction } from './modify-prompt-construction';
import { multimodalTrigger } from './multimodal-trigger';
import { poisonModelWeights } from './poison-model-weights';
import { poisonTrainingData } from './poison-training-data';
import { poisonedEvaluation } from './poisoned-evaluation';
import { poisonedToolExecuted } from './poisoned-tool-executed';
import { promptInfiltration } from './prompt-infiltration';
import { promptInjection } from './prompt-injection';
import { promptInjectionDirect } from './prompt-injection-direct';
import { promptInjectionIndirect } from './prompt-injection-indirect';
import { promptInjectionTriggered } from './prompt-injection-triggered';
import { publishPoisonedDataset } from './publish-poisoned-dataset';
import { publishPoisonedModel } from './publish-poisoned-model';
import { publishPoisonedTool } from './publish-poisoned-tool';
import { ragPoisoning } from './rag-poisoning';
import { reputationInflation } from './reputation-inflation';
import { responseBiasing } from './response-biasing';
import { retrievalCrafting } from './retrieval-crafting';
import { rugPull } from './rug-pull';
import type { TechniqueRule } from './rule';
import { selfReplication } from './self-replication';
import { supplyChain } from './supply-chain';
import { supplyChainContainer } from './supply-chain-container';
import { supplyChainData } from './supply-chain-data';
import { supplyChainHardware } from './supply-chain-hardware';
import { supplyChainModel } from './supply-chain-model';
import { supplyChainSoftware } from './supply-chain-software';
import { supplyChainTool } from './supply-chain-tool';
import { targetedCloaking } from './targeted-cloaking';
import { unsafeArtifact } from './unsafe-artifact';

export const TECHNIQUE_RULES: readonly TechniqueRule[] = [
  acquirePublicData,
  agentContextPoisoning,
  agentMemoryPoisoning,
  agentThreadPoisoning,
  agentToolDataPoisoning,
  agentToolPoisoning,
  automatedProcessing,
  chaff,
  corruptModel,
  craftedLinks,
  delayedInstruction,
  embedMalware,
  erodeDatasetIntegrity,
  erodeModelIntegrity,
  expiredDomain,
  falseRagEntry,
  gatherRagTargets,
  insertTrigger,
  machineCompromise,
  maliciousPackage,
  manipulateChatHistory,
  manipulateModel,
  modifyAgentConfiguration,
  modifyArchitecture,
  modifyPromptConstruction,
  multimodalTrigger,
  poisonModelWeights,
  poisonTrainingData,
  poisonedEvaluation,
  poisonedToolExecuted,
  promptInfiltration,
  promptInjection,
  promptInjectionDirect,
  promptInjectionIndirect,
  promptInjectionTriggered,
  publishPoisonedDataset,
  publishPoisonedModel,
  publishPoisonedTool,
  ragPoisoning,
  reputationInflation,
  responseBiasing,
  retrievalCrafting,
  rugPull,
  selfReplication,
  supplyChain,
  supplyChainContainer,
  supplyChainData,
  supplyChainHardware,
  supplyChainModel,
  supplyChainSoftware,
  supplyChainTool,
  targetedCloaking,
  unsafeArtifact,
].sort((a, b) => byText(a.technique, b.technique));
