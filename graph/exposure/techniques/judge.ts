/** Which techniques make a stretch passable, each judged once per stretch however many classes ask. */
import type { AttackClass } from '@/graph/model/attack-classes';
import type { Catalogue, Technique } from '@/graph/model/catalogue';
import { byText } from '@/graph/model/ids';
import type { Influence } from '@/graph/model/influence';
import type { Reason } from '@/graph/model/reason';
import type { GraphIndex } from '../graph-index';
import type { Stretch } from '../stretch';
import { TECHNIQUE_RULES } from './all-rules';
import type { Subject, TechniqueRule } from './rule';

export type Judged = {
  readonly technique: Technique;
  readonly classes: readonly AttackClass[];
  readonly verdict: 'applies' | 'unknown';
  readonly because: readonly Reason[];
};

export type Judge = {
  /** Techniques that act on a stretch in any of these classes, best fitting first. */
  readonly onStretch: (stretch: Stretch, attacks: readonly AttackClass[]) => readonly Judged[];
  /** True where some technique acts on a stretch in this class. */
  readonly explains: (stretch: Stretch, attack: AttackClass) => boolean;
  /** Techniques that act through an association (a benchmark vouching for a model). */
  readonly onAssociation: (influence: Influence) => readonly Judged[];
};

/** A judge over one graph. Rules whose technique the catalogue lacks stay silent; a test keeps the two in pairs. */
export function makeJudge(index: GraphIndex, catalogue: Catalogue): Judge {
  const techniques = new Map(catalogue.techniques.map((technique) => [technique.id, technique]));
  const rules = TECHNIQUE_RULES.filter((rule) => techniques.has(rule.technique)).sort(
    (a, b) => a.rank - b.rank || byText(a.technique, b.technique),
  );
  const known = new Map<string, readonly Judged[]>();
  const rulesFor = byWhatTheyLookAt(rules);
  const judge = (key: string, subject: Subject): readonly Judged[] => {
    const looked = subject.on === 'entry' ? subject.entry.kind : subject.influence.kind;
    const judged = (rulesFor.get(looked) ?? []).flatMap((rule) => judgeWith(rule, subject, techniques));
    known.set(key, judged);
    return judged;
  };
  const judgeStretch = (stretch: Stretch): readonly Judged[] => {
    const subject = subjectOf(stretch, index);
    return subject ? judge(stretch.id, subject) : [];
  };
  const judgedOn = (stretch: Stretch): readonly Judged[] => known.get(stretch.id) ?? judgeStretch(stretch);
  return {
    explains: (stretch, attack) => judgedOn(stretch).some(({ classes }) => classes.includes(attack)),
    onStretch: (stretch, attacks) => {
      return judgedOn(stretch).filter(({ classes }) => classes.some((item) => attacks.includes(item)));
    },
    onAssociation: (influence) => {
      const from = index.asset.get(influence.from);
      const to = index.asset.get(influence.to);
      return from && to ? judge(influence.id, { index, on: 'influence', influence, from, to }) : [];
    },
  };
}

/** Rules under each kind of influence or entry they look at, in the order given. */
function byWhatTheyLookAt(rules: readonly TechniqueRule[]): ReadonlyMap<string, readonly TechniqueRule[]> {
  const map = new Map<string, TechniqueRule[]>();
  for (const rule of rules) {
    for (const kind of rule.looksAt) {
      const list = map.get(kind);
      if (list) list.push(rule);
      else map.set(kind, [rule]);
    }
  }
  return map;
}

function judgeWith(
  rule: TechniqueRule,
  subject: Subject,
  techniques: ReadonlyMap<string, Technique>,
): readonly Judged[] {
  const technique = techniques.get(rule.technique);
  const { verdict, because } = rule.judge(subject);
  if (!technique || verdict === 'does-not-apply') return [];
  return [{ technique, classes: rule.classes, verdict, because }];
}

function subjectOf(stretch: Stretch, index: GraphIndex): Subject | undefined {
  if (stretch.entry) return { index, on: 'entry', entry: stretch.entry };
  const { influence } = stretch;
  const from = influence && index.asset.get(influence.from);
  const to = influence && index.asset.get(influence.to);
  return from && to && influence ? { index, on: 'influence', influence, from, to } : undefined;
}
