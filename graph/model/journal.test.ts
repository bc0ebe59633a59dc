import { describe, expect, test } from 'vitest';
import {
  type AppliedOperation,
  EMPTY_REVISION,
  entryHash,
  type JournalEntry,
  operationHash,
} from './change-set';
import { JournalVerifier, replay, verifyJournal } from './journal';

const asset = (id: string, name: string) => ({ id, kind: 'dataset', name, identities: [], evidence: [] });

/** A journal of `length` entries: each renames the asset `a` and adds one of its own. */
function journalOf(length: number): JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (let revision = 1; revision <= length; revision++) {
    const operations: AppliedOperation[] = [
      {
        type: 'asset',
        id: 'a',
        before: revision === 1 ? null : asset('a', `A${revision - 1}`),
        after: asset('a', `A${revision}`),
      },
      { type: 'asset', id: `b${revision}`, before: null, after: asset(`b${revision}`, 'B') },
    ];
    const head = {
      revision,
      previous: entries.at(-1)?.hash ?? EMPTY_REVISION.hash,
      at: `2026-01-0${revision}T00:00:00.000Z`,
      author: 'ada',
      reason: `change ${revision}`,
      origin: { kind: 'portal' } as const,
    };
    entries.push({ ...head, operations, hash: entryHash(head, operations.map(operationHash)) });
  }
  return entries;
}

const LENGTH = 6;
const journal = journalOf(LENGTH);
const last = journal[LENGTH - 1]!;
const head = { number: last.revision, hash: last.hash };
const kindsIn = (entries: readonly JournalEntry[]) => verifyJournal(entries, head).map(({ kind }) => kind);
const withEntry = (index: number, change: Partial<JournalEntry>) =>
  journal.map((entry, i) => (i === index ? { ...entry, ...change } : entry));

describe('verifying a journal', () => {
  test('an untouched one has no fault, whole or as a tail', () => {
    expect(verifyJournal(journal, head)).toEqual([]);
    const third = journal[2]!;
    const verifier = new JournalVerifier({ number: 3, hash: third.hash });
    expect(journal.slice(3).flatMap((entry) => verifier.next(entry))).toEqual([]);
    expect(verifier.end(head)).toEqual([]);
  });

  test('it replays to the graph it describes', () => {
    const { assets } = replay(journal);
    expect(assets.map(({ id, name }) => `${id}=${name}`)).toEqual([
      'a=A6',
      'b1=B',
      'b2=B',
      'b3=B',
      'b4=B',
      'b5=B',
      'b6=B',
    ]);
  });

  describe.each([0, 1, 2, 3, 4, 5])('at entry %i', (index) => {
    const entry = journal[index]!;
    const [first, second] = entry.operations;

    test.each<[string, Partial<JournalEntry>]>([
      ['author', { author: 'eve' }],
      ['time', { at: '2025-01-01T00:00:00.000Z' }],
      ['reason', { reason: 'nothing to see' }],
      ['origin', { origin: { kind: 'cli' } }],
      ['written record', { operations: [{ ...first!, after: asset('a', 'Forged') }, second!] }],
      ['record before', { operations: [{ ...first!, before: asset('a', 'Forged') }, second!] }],
      ['order of operations', { operations: [second!, first!] }],
      ['number of operations', { operations: [first!] }],
      ['removed instead of written', { operations: [first!, { ...second!, after: null }] }],
    ])('a changed %s is found there', (_, change) => {
      const faults = verifyJournal(withEntry(index, change), head);
      expect(faults.filter(({ kind }) => kind === 'content').map(({ revision }) => revision)).toEqual([
        index + 1,
      ]);
    });

    test('a changed content with its own hash mended breaks the link after it, or the head', () => {
      const forged = { ...entry, author: 'eve' };
      const hash = entryHash(forged, forged.operations.map(operationHash));
      expect(kindsIn(withEntry(index, { author: 'eve', hash }))).toEqual([
        index === LENGTH - 1 ? 'head' : 'link',
      ]);
    });

    test('a dropped entry is found', () => {
      const kinds = kindsIn(journal.filter((_, i) => i !== index));
      expect(kinds).toContain(index === LENGTH - 1 ? 'head' : 'numbering');
    });

    test('a repeated entry is found', () => {
      expect(kindsIn(journal.flatMap((e, i) => (i === index ? [e, e] : [e])))).toContain('numbering');
    });

    test('a journal cut off before it is found', () => {
      expect(kindsIn(journal.slice(0, index))).toEqual(['head']);
    });
  });

  test.each([0, 1, 2, 3, 4])('swapping entries %i and the next is found', (index) => {
    const swapped = [...journal];
    [swapped[index], swapped[index + 1]] = [journal[index + 1]!, journal[index]!];
    expect(kindsIn(swapped)).toContain('numbering');
  });

  test('a chain that holds but claims another past for a record is found', () => {
    const operations = [
      { type: 'asset' as const, id: 'a', before: asset('a', 'Never'), after: asset('a', 'Z') },
    ];
    const entry = {
      revision: 7,
      previous: last.hash,
      at: last.at,
      author: 'eve',
      reason: 'x',
      origin: { kind: 'cli' } as const,
    };
    const forged = { ...entry, operations, hash: entryHash(entry, operations.map(operationHash)) };
    expect(verifyJournal([...journal, forged]).map(({ kind }) => kind)).toEqual(['history']);
  });
});
