/**
 * Reads TAIBOM claims (verifiable credentials): data, data packs, code, AI systems, and attestations about
 * them. A poisoning attestation is the one public format that claims poison outright; it becomes a fact of
 * the asset it names. Signatures are not checked here, so each claim is its issuer's word.
 */
import type { AssetFields } from '../../model/asset';
import { Cursor } from '../cursor';
import { digestKey } from '../identity';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

const schemaOf = (value: unknown): string => {
  const schema = member(value, 'credentialSchema');
  const id = member(Array.isArray(schema) ? schema[0] : schema, 'id');
  return typeof id === 'string' ? id : '';
};

export const taibomReader: Reader = {
  title: 'TAIBOM claims',
  recognises: ({ values }) => {
    const [value] = values;
    return /taibom|trusted-ai-bom/i.test(schemaOf(Array.isArray(value) ? value[0] : value));
  },
  read: ({ values }, into) => {
    for (const claim of new Cursor(values[0], '', into.warn).objects()) new TaibomClaim(claim, into).state();
    return 'taibom';
  },
};

class TaibomClaim {
  readonly #claim: Cursor;
  readonly #subject: Cursor;
  readonly #into: ProposalBuilder;
  readonly #id: string;

  constructor(claim: Cursor, into: ProposalBuilder) {
    this.#claim = claim;
    this.#subject = claim.get('credentialSubject');
    this.#into = into;
    this.#id = claim.get('id').maybeText() ?? claim.at;
  }

  state(): void {
    const schema = schemaOf(this.#claim.value);
    if (/attestation|pollution|bias/i.test(schema) || this.#subject.get('attestation').exists)
      this.#attestation();
    else if (/data-?pack/i.test(schema)) this.#pack();
    else if (/ai-system/i.test(schema)) this.#system();
    else if (/code/i.test(schema)) this.#thing('pipeline');
    else if (/\d+-data\b|\/data/i.test(schema)) this.#thing('dataset');
    else
      this.#claim
        .get('credentialSchema')
        .warn('This kind of claim says nothing about data or models; left out.');
  }

  #thing(kind: 'dataset' | 'pipeline' | 'system', more: Partial<AssetFields> = {}): string {
    const hash = this.#subject.get('hash', 'value').maybeText() ?? this.#subject.get('hash').maybeText();
    const digest = hash === undefined ? undefined : digestKey('sha256', hash);
    const label = this.#subject.get('label').maybeText();
    const name = this.#subject.get('name').maybeText() ?? this.#id;
    const declared: Partial<AssetFields> = {
      kind,
      name,
      version: this.#subject.get('version').maybeText(),
      location: this.#subject.get('location', 'path').maybeText(),
      digests: digest ? [digest] : [],
      facts: {
        ...(digest ? { integrity: 'hash', pinned: true } : {}),
        ...(label && kind === 'dataset' ? { role: roleOf(label) } : {}),
      },
      properties: { issuer: this.#claim.get('issuer').maybeText() ?? '', ...(label ? { label } : {}) },
      ...more,
    };
    return this.#into.asset(this.#id, this.#claim.at || '/', { declared }, [this.#id]);
  }

  #mention(item: Cursor, kind: 'dataset' | 'pipeline'): string | undefined {
    const id = item.get('id').maybeText();
    if (id === undefined) return undefined;
    return this.#into.asset(id, item.at, { inferred: { kind, name: id } }, [id]);
  }

  #pack(): void {
    const key = this.#thing('dataset');
    for (const item of this.#subject.get('datasets').objects()) {
      const part = this.#mention(item, 'dataset');
      if (part) this.#into.influence('derives', part, key, item.at, { note: 'part of the pack' });
    }
  }

  #system(): void {
    const key = this.#thing('system');
    for (const data of this.#subject.get('data').objects()) {
      const part = this.#mention(data, 'dataset');
      if (part) this.#into.influence('ingests', part, key, data.at);
    }
    for (const code of this.#subject.get('code').objects()) {
      const part = this.#mention(code, 'pipeline');
      if (part) this.#into.influence('runs', part, key, code.at);
    }
  }

  #attestation(): void {
    const component = this.#subject.get('component');
    const id = component.get('id').maybeText();
    if (id === undefined) {
      component.warn('This attestation names no component; nothing can be said of anything.');
      return;
    }
    const attestation = this.#subject.get('attestation');
    const type = attestation.get('type').maybeText() ?? 'attestation';
    const detail = attestation.get(type);
    const text = ['type', 'severity', 'description', 'date']
      .flatMap((key) => detail.get(key).maybeText() ?? [])
      .join('; ');
    const attested = /poison/i.test(type) ? 'poisoned' : /pollut|bias/i.test(type) ? 'suspect' : undefined;
    this.#into.asset(
      id,
      attestation.at,
      {
        declared: {
          ...(attested ? { facts: { attested } } : {}),
          properties: {
            [`attested ${type}`]: text || 'no detail',
            'attested by': this.#claim.get('issuer').maybeText() ?? '',
          },
        },
        inferred: { kind: 'dataset', name: id },
      },
      [id],
    );
  }
}

function roleOf(label: string): 'train' | 'validate' | 'test' | 'unstated' {
  if (/train/i.test(label)) return 'train';
  if (/valid/i.test(label)) return 'validate';
  return /test|eval/i.test(label) ? 'test' : 'unstated';
}
