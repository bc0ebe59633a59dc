/** A catalogue written by hand: one technique in three editions, two controls, two defaults. */
import type { Catalogue } from '@/graph/model/catalogue';
import { controlId, taxonomyKey, techniqueId } from '@/graph/model/ids';

const key = (text: string) => taxonomyKey.parse(text);
export const POISONING = key('ATLAS@5.6.0/AML.T0020');
export const LLM_2025 = key('OWASP-LLM@2025/LLM04');
export const LLM_2026 = key('OWASP-LLM@2026/LLM05');

const PRIOR = {
  basis: 'judgement',
  figures: [],
  derivation: 'Nobody measured it; an order of magnitude.',
} as const;

export const SMALL_CATALOGUE: Catalogue = {
  version: '2026.11.0',
  hash: 'd'.repeat(64),
  taxonomies: [
    {
      scheme: 'ATLAS',
      edition: '5.6.0',
      title: 'MITRE ATLAS',
      publisher: 'The MITRE Corporation',
      released: '2026-05-05',
      licence: 'Apache-2.0',
      url: 'https://atlas.mitre.org/',
      entries: [
        {
          key: POISONING,
          scheme: 'ATLAS',
          edition: '5.6.0',
          id: 'AML.T0020',
          name: 'Training Data Poisoning',
          kind: 'technique',
        },
        {
          key: key('ATLAS@5.6.0/AML.T0040'),
          scheme: 'ATLAS',
          edition: '5.6.0',
          id: 'AML.T0040',
          name: 'Inference access',
          kind: 'technique',
        },
      ],
    },
    {
      scheme: 'OWASP-LLM',
      edition: '2025',
      title: 'OWASP Top 10 for LLM Applications',
      publisher: 'OWASP Foundation',
      released: '2024-11-18',
      licence: 'CC-BY-SA-4.0',
      url: 'https://genai.owasp.org/',
      entries: [
        {
          key: LLM_2025,
          scheme: 'OWASP-LLM',
          edition: '2025',
          id: 'LLM04',
          name: 'Data and Model Poisoning',
          kind: 'risk',
          supersededBy: LLM_2026,
        },
      ],
    },
  ],
  techniques: [
    {
      id: techniqueId.parse('AML.T0020'),
      key: POISONING,
      title: 'Training data poisoning',
      role: 'poisoning',
      stage: 'training',
      classes: ['backdoor', 'targeted'],
      references: [LLM_2025, LLM_2026],
      summary: '',
      why: '',
      preconditions: [],
      falsePositives: [],
      check: [],
    },
  ],
  controls: [
    {
      ...PRIOR,
      id: controlId.parse('PC-01'),
      name: 'Pin and hash what is collected',
      summary: '',
      function: 'prevent',
      reduces: 'likelihood',
      influences: [],
      assets: [],
      classes: [],
      techniques: [],
      effectiveness: { low: 0.2, likely: 0.5, high: 0.7 },
      mode: 'independent',
      group: 'pinning',
      auditEvidence: ['Manifest with digests'],
      validMonths: 12,
      cost: 'low',
      references: [],
    },
    {
      ...PRIOR,
      id: controlId.parse('PC-02'),
      name: 'Review a sample by hand',
      summary: '',
      function: 'detect',
      reduces: 'likelihood',
      influences: [],
      assets: [],
      classes: [],
      techniques: [techniqueId.parse('AML.T0020')],
      effectiveness: { low: 0.1, likely: 0.3, high: 0.5 },
      mode: 'independent',
      group: 'review',
      auditEvidence: ['Sampling plan', 'Record of the last review'],
      validMonths: 6,
      cost: 'medium',
      references: [],
    },
  ],
  priors: [
    {
      ...PRIOR,
      id: 'access.public-web',
      quantity: 'access',
      entry: 'public-web',
      value: { low: 0.1, likely: 0.2, high: 0.4 },
      classes: [],
    },
    {
      ...PRIOR,
      id: 'transfer.trains',
      quantity: 'transfer',
      influence: 'trains',
      value: { low: 0.2, likely: 0.4, high: 0.6 },
      classes: [],
      basis: 'published',
      figures: ['figure-250'],
      derivation: 'Read from the published rate.',
    },
  ],
  figures: [
    {
      id: 'figure-250',
      statement: 'About 250 documents were enough.',
      kind: 'attack-cost',
      source: 'A published study',
      url: 'https://example.org/study',
      grade: 'P',
    },
  ],
  crosswalk: [],
};
