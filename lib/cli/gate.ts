/**
 * The gate a pipeline sets with `--fail-on`: comparisons of named quantities, joined by commas; any that holds
 * fails the gate. Limits on exposure look at the upper end of what is proven, since unknown is never safe.
 */

import type { Assessment } from '@/graph/exposure/assessment';
import { ATTACK_CLASSES } from '@/graph/model/attack-classes';

const QUANTITIES: Readonly<Record<string, (assessment: Assessment) => number>> = {
  exposure: ({ targets }) => Math.max(0, ...targets.map((target) => target.exposure.current.high)),
  inherent: ({ targets }) => Math.max(0, ...targets.map((target) => target.exposure.inherent.high)),
  planned: ({ targets }) => Math.max(0, ...targets.map((target) => target.exposure.planned.high)),
  risk: ({ targets }) => Math.max(0, ...targets.map((target) => target.risk.high)),
  findings: ({ findings }) => findings.length,
  paths: ({ targets }) => new Set(targets.flatMap((target) => target.paths.map((path) => path.id))).size,
  'uncontrolled-paths': ({ coverage }) => coverage.controlledPaths.of - coverage.controlledPaths.count,
  'unknown-lineage': ({ coverage }) => coverage.lineage.unknown,
  loops: ({ loops }) => loops.length,
  ...Object.fromEntries(
    ATTACK_CLASSES.map((attack) => [
      `exposure.${attack}`,
      ({ targets }: Assessment) =>
        Math.max(0, ...targets.map((target) => target.byClass[attack].current.high)),
    ]),
  ),
};

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
};

export type Gate = {
  readonly text: string;
  readonly test: (assessment: Assessment) => { readonly fails: boolean; readonly found: number };
};

/** Parses `exposure>0.3, unknown-lineage>0`. Throws an Error that names the part and what may stand there. */
export function parseGates(expression: string): readonly Gate[] {
  return expression.split(',').map((part) => {
    const match = /^\s*([a-z.-]+)\s*(>=|<=|>|<|=)\s*([0-9.eE+-]+%?)\s*$/.exec(part);
    const quantity = match?.[1] && Object.hasOwn(QUANTITIES, match[1]) ? QUANTITIES[match[1]] : undefined;
    const compare = match?.[2] ? COMPARE[match[2]] : undefined;
    const limit = match?.[3]?.endsWith('%') ? Number(match[3].slice(0, -1)) / 100 : Number(match?.[3]);
    if (!quantity || !compare || !Number.isFinite(limit)) {
      throw new Error(
        `--fail-on: “${part.trim()}” is not a comparison; write one of ${Object.keys(QUANTITIES).join(', ')}, then > >= < <= or =, then a number, for example exposure>0.3`,
      );
    }
    return {
      text: part.trim(),
      test: (assessment) => {
        const found = quantity(assessment);
        return { fails: compare(found, limit), found };
      },
    };
  });
}
