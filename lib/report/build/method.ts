/** How the numbers come about: formula, worked example from this assessment, scales, knowledge used. */
import type { Block } from '../document';
import { bullets, code, column, cross, paragraph, row, said } from '../inline';
import type { Context, Draft, ListedPath } from './context';

export function method(context: Context): Draft {
  const { t, catalogue, assessment } = context;
  return {
    id: 'method',
    title: t('method.heading'),
    opensPage: true,
    blocks: [paragraph(t('method.intro')), paragraph(t('method.reach'))],
    sections: [
      {
        id: 'method-formula',
        title: t('method.formulaHeading'),
        blocks: [...formula(context), ...workedExample(context)],
      },
      {
        id: 'method-kinds',
        title: t('method.kindsHeading'),
        blocks: [
          paragraph(t('method.kinds')),
          bullets([t('method.exact'), t('method.bounded'), t('method.estimated')]),
          paragraph(t('method.threeNumbers')),
        ],
      },
      {
        id: 'method-knowledge',
        title: t('method.knowledgeHeading'),
        blocks: [
          paragraph(
            t('method.knowledge', { version: assessment.catalogue.version, engine: assessment.engine }),
          ),
          catalogue.taxonomies.length === 0
            ? said('empty', t('method.noTaxonomies'))
            : {
                kind: 'table',
                anchor: 'table-taxonomies',
                caption: t('method.taxonomies'),
                columns: [
                  column(t('col.framework'), 3),
                  column(t('col.edition'), 1.6),
                  column(t('col.released'), 1.6),
                  column(t('col.publisher'), 2.4),
                ],
                rows: catalogue.taxonomies.map((taxonomy) =>
                  row(taxonomy.title, taxonomy.edition, taxonomy.released, taxonomy.publisher),
                ),
              },
        ],
      },
    ],
  };
}

function formula({ t }: Context): readonly Block[] {
  return [
    { kind: 'formula', text: t('method.formulaPath') },
    { kind: 'formula', text: t('method.formulaRisk') },
    paragraph(t('method.formulaWords')),
  ];
}

/** The first path of this report, multiplied out; says so where a shared control makes the product differ. */
function workedExample(context: Context): readonly Block[] {
  const { t, told, number, name } = context;
  const [first] = told;
  if (!first) return [said('empty', t('method.noExample'))];
  const { path, target } = first;
  const product = path.steps.reduce((value, step) => value * step.likelihood, 1);
  const same = Math.abs(product - path.likelihood) <= 1e-9 * Math.max(product, path.likelihood);
  return [
    paragraph(
      t('method.example', { target: name(target.asset) }),
      ' ',
      cross(t('summary.seePath', { number: first.number }), first.anchor),
    ),
    {
      kind: 'formula',
      text: `${path.steps.map((step) => number(step.likelihood)).join(' × ')} = ${number(product)}`,
    },
    paragraph(
      same
        ? t('method.exampleSame', { likelihood: number(path.likelihood) })
        : t('method.exampleShared', { likelihood: number(path.likelihood), product: number(product) }),
    ),
    sources(context, first),
  ];
}

function sources({ t, catalogue, number, name }: Context, { path, number: listed }: ListedPath): Block {
  const priors = new Map(catalogue.priors.map((prior) => [prior.id, prior]));
  return {
    kind: 'table',
    anchor: 'table-example',
    caption: t('method.sources', { number: listed }),
    columns: [
      column('#', 0.5),
      column(t('col.asset'), 2.2),
      column(t('col.inherent'), 1.1, 'number'),
      column(t('col.current'), 1.1, 'number'),
      column(t('col.numberFrom'), 2.2, 'code'),
      column(t('col.basis'), 3),
    ],
    rows: path.steps.map((step, index) => {
      const prior = priors.get(step.source.id);
      const basis = prior
        ? prior.derivation || t(`numberBasis.${prior.basis}`)
        : t(`numberSource.${step.source.kind}`);
      return row(
        String(index + 1),
        name(step.to),
        number(step.inherent),
        number(step.likelihood),
        [code(step.source.id)],
        basis,
      );
    }),
  };
}
