/** The few lines a person sees on the terminal: verdict first, then how much of it is known. */
import type { Assessment, Likelihood } from '@/graph/exposure/assessment';
import type { Snapshot } from '@/graph/model/snapshot';
import type { FileReport } from '@/lib/portal/read-inputs';

/** Targets shown; the reports have all of them. */
const SHOWN = 5;

/** 0.096 exact · 0.08–0.11 bounded · ≈ 0.10 (0.09–0.11) estimated. */
export function likelihoodText({ kind, value, low, high }: Likelihood): string {
  const short = (x: number) => String(Number(x.toPrecision(2)));
  if (kind === 'exact') return short(value);
  return kind === 'bounded'
    ? `${short(low)}–${short(high)}`
    : `≈ ${short(value)} (${short(low)}–${short(high)})`;
}

/** Plain text, one trailing newline. */
export function summaryOf(
  assessment: Assessment,
  snapshot: Snapshot,
  reports: readonly FileReport[],
): string {
  const names = new Map(snapshot.assets.map((asset) => [asset.id as string, asset.name]));
  const { lineage } = assessment.coverage;
  const unread = reports.filter((report) => report.error !== null).length;
  const warnings = reports.reduce((sum, report) => sum + report.warnings.length, 0);
  const lines = assessment.targets
    .slice(0, SHOWN)
    .map(
      (target) =>
        `  ${likelihoodText(target.exposure.current).padEnd(14)} ${target.worstClass.padEnd(13)} ${names.get(target.asset) ?? target.asset}`,
    );
  const more = assessment.targets.length - lines.length;
  return [
    `${reports.length - unread} files read${unread > 0 ? `, ${unread} refused` : ''}, ${warnings} warnings: ${snapshot.assets.length} assets, ${snapshot.influences.length} influences.`,
    `${assessment.targets.length} targets, ${assessment.findings.length} findings. Most exposed now (likelihood, attack class, asset):`,
    ...lines,
    ...(more > 0 ? [`  … and ${more} more`] : []),
    `Lineage known for ${lineage.known}, partly for ${lineage.partly}, unknown for ${lineage.unknown}. Unknown is not safe: it counts as a way in.`,
    '',
  ].join('\n');
}
