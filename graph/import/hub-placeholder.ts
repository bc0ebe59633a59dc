/**
 * States a model or dataset that a file only refers to by its public hub name. Its origin is outside; who may
 * write it is its account (a bare name has none we know); its own lineage stays unknown until its card is read.
 */
import type { AssetFields } from '../model/asset';
import { doubtAboutName, nameWarning } from './dataset-name';
import { hubKey, hubLocation, hubReference, isHubName, isRevision } from './identity';
import type { ProposalBuilder } from './proposal';

export type HubMention = {
  readonly type: 'model' | 'dataset';
  /** A hub name or URL, as the file writes it. */
  readonly text: string;
  readonly at: string;
  readonly revision?: string | undefined;
  /** False where the text is a title rather than a hub name. */
  readonly onHub?: boolean;
  readonly also?: Partial<AssetFields>;
};

/** Facts that hold for everything which lies on the public hub. */
export function hubFields(type: 'model' | 'dataset', name: string, revision?: string): Partial<AssetFields> {
  const account = name.includes('/') ? name.split('/')[0] : undefined;
  return {
    supplier: account,
    location: hubLocation(type, name),
    facts: {
      origin: 'outside',
      ...(account === undefined ? {} : { writers: 'supplier' as const }),
      pinned: revision !== undefined && isRevision(revision),
    },
  };
}

/** States the mention and returns its key; names that are no hub names are stated by name alone. */
export function stateMention(into: ProposalBuilder, mention: HubMention): string {
  const { type, at, revision, also = {} } = mention;
  const reference = hubReference(mention.text);
  const name = reference?.id ?? mention.text.replace(/^(hf:\/\/)?datasets\//, '').trim();
  const doubt = type === 'dataset' ? doubtAboutName(name) : undefined;
  if (doubt) into.warn(at, nameWarning(name, doubt));
  const onHub = reference !== undefined || (mention.onHub !== false && isHubName(name));
  const key = onHub ? hubKey(type, name) : `${type}:${name.toLowerCase()}`;
  const said: Partial<AssetFields> = { name, version: revision };
  into.asset(
    key,
    at,
    {
      ...(doubt === 'stop-word' ? {} : { declared: said }),
      inferred: {
        ...(doubt === 'stop-word' ? said : {}),
        kind: type,
        ...(onHub ? hubFields(type, name, revision) : {}),
        ...also,
      },
    },
    onHub ? [key] : [],
  );
  return key;
}
