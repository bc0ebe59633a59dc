/** What hangs on assets and influences: controls, estimates and treatments. */
import { type AppliedControl, appliedControl, appliedControlIdOf } from '../model/applied-control';
import { canonical } from '../model/canonical';
import { type Estimate, estimate } from '../model/estimate';
import { byText } from '../model/ids';
import { influenceIdOf } from '../model/influence';
import { type Treatment, treatment } from '../model/treatment';
import type { MergedAssets } from './merge-assets';
import type { MergedInfluences } from './merge-influences';
import type { MergeContext } from './merge-types';
import type { ProposedSubject } from './proposal';

type Hanging = { readonly id: string; readonly statedBy: string };

/** Merges controls, estimates and treatments. What a person stated stays; a file replaces only its own word. */
export function mergeSubjects(
  context: MergeContext,
  assets: MergedAssets,
  influences: MergedInfluences,
): void {
  const { base, results } = context;
  const subjectOf = (file: string, subject: ProposedSubject): string | undefined => {
    if ('asset' in subject) return assets.idOf(file, subject.asset);
    const from = assets.idOf(file, subject.from);
    const to = assets.idOf(file, subject.to);
    if (!from || !to) return undefined;
    const id = influenceIdOf(subject.kind, from, to);
    return influences.after.has(id) ? id : undefined;
  };
  const lost = (file: string, at: string): void => {
    context.warnings
      .get(file)
      ?.push({ at: at || '/', message: 'What this stands on was left out, so this is too.' });
  };
  const now = (subject: string): string => influences.nowOf(assets.nowOf(subject));
  const controls: AppliedControl[] = [];
  const estimates: Estimate[] = [];
  for (const { name: file, result } of results) {
    for (const { subject, record } of result.proposal.controls) {
      const on = subjectOf(file, subject);
      if (on === undefined) lost(file, record.at);
      else
        controls.push(
          appliedControl.parse({ ...record, id: appliedControlIdOf(record.control, on), subject: on }),
        );
    }
    for (const { subject, id, record } of result.proposal.estimates) {
      const on = subjectOf(file, subject);
      const own = `${record.quantity}@${on}${record.classes.length > 0 ? `#${[...record.classes].sort(byText).join('+')}` : ''}`;
      if (on === undefined) lost(file, record.at);
      else estimates.push(estimate.parse({ ...record, id: id ?? own, subject: on }));
    }
  }
  const moved = <T extends { readonly subject: string; readonly id: string }>(
    type: 'control' | 'estimate',
    records: readonly T[],
  ): readonly { before: T; after: T }[] =>
    records.flatMap((before) => {
      const subject = now(before.subject);
      const stands = assets.after.has(subject) || influences.after.has(subject);
      if (subject === before.subject && stands) return { before, after: before };
      context.removals.push({ op: 'remove', type, id: before.id });
      return !stands
        ? []
        : { before, after: { ...before, subject, id: before.id.replace(before.subject, subject) } };
    });
  const put = (type: 'control' | 'estimate') => (record: Hanging) => {
    if (type === 'control') context.puts.push({ op: 'put', type, record: appliedControl.parse(record) });
    else context.puts.push({ op: 'put', type, record: estimate.parse(record) });
  };
  settleHanging(context, 'control', moved('control', base.controls), controls, put('control'));
  settleHanging(context, 'estimate', moved('estimate', base.estimates), estimates, put('estimate'));
  mergeTreatments(context, assets);
}

/** Of several statements of one record a person's wins, then the one whose source sorts first. */
const stronger = <T extends Hanging>(a: T, b: T): T => {
  const person = (item: T): number => (item.statedBy.startsWith('person:') ? 0 : 1);
  const order = person(a) - person(b) || byText(a.statedBy, b.statedBy) || byText(canonical(a), canonical(b));
  return order <= 0 ? a : b;
};

function settleHanging<T extends Hanging>(
  context: MergeContext,
  type: 'control' | 'estimate',
  before: readonly { readonly before: T; readonly after: T }[],
  proposed: readonly T[],
  put: (record: T) => void,
): void {
  const settled = new Map<string, T>();
  const untouched = new Map(before.map((item) => [item.after.id, item]));
  const named = new Set(proposed.map(({ id }) => id));
  for (const { after } of before) {
    if (!context.replaced.has(after.statedBy)) settled.set(after.id, after);
    else if (!named.has(after.id)) {
      settled.set(after.id, after);
      context.noLongerReported.push({ id: after.id, type, files: [after.statedBy.replace(/^file:/, '')] });
    }
  }
  for (const record of [...proposed].sort((a, b) => byText(canonical(a), canonical(b)))) {
    const known = settled.get(record.id);
    const winner = known ? stronger(known, record) : record;
    settled.set(record.id, winner);
    if (
      known &&
      winner === known &&
      known.statedBy.startsWith('person:') &&
      canonical(known) !== canonical(record)
    )
      context.conflicts.push({ type: 'record', record: type, id: record.id, stays: known, proposed: record });
  }
  for (const [id, record] of [...settled].sort(([a], [b]) => byText(a, b))) {
    const was = untouched.get(id)?.before;
    if (!was || canonical(was) !== canonical(record)) put(record);
  }
}

/** A decision on a finding is a person's: one that stands in the graph stays. */
function mergeTreatments(context: MergeContext, assets: MergedAssets): void {
  const standing = new Map<string, Treatment>();
  for (const record of context.base.treatments) {
    const at = record.id.indexOf('@');
    const now = `${record.id.slice(0, at + 1)}${assets.nowOf(record.id.slice(at + 1))}`;
    standing.set(now, record);
    if (now === record.id) continue;
    context.removals.push({ op: 'remove', type: 'treatment', id: record.id });
    context.puts.push({ op: 'put', type: 'treatment', record: treatment.parse({ ...record, id: now }) });
  }
  for (const { result } of context.results) {
    for (const record of result.proposal.treatments) {
      const known = standing.get(record.id);
      if (!known) {
        standing.set(record.id, record);
        context.puts.push({ op: 'put', type: 'treatment', record });
      } else if (canonical({ ...known, id: record.id }) !== canonical(record))
        context.conflicts.push({
          type: 'record',
          record: 'treatment',
          id: record.id,
          stays: known,
          proposed: record,
        });
    }
  }
}
