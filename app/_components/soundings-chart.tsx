/**
 * The chart of soundings: for every target how far poison gets, on a logarithmic scale that ends at certain and
 * begins at the decade of the smallest number shown. Its twin is the survey table under it.
 */
import type { Route } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Link } from '@/app/_components/link';
import type { TargetRow } from '@/lib/portal/survey';
import { places } from './places';

const MOST = 12;
/** The scale begins between one in a million and one in a thousand. */
const FEWEST_DECADES = 3;
const MOST_DECADES = 6;

type Scale = { readonly decades: readonly number[]; readonly at: (value: number) => string };

/** Places on the scale in percent of its width; what is below its beginning stands at its left end. */
function scaleFor(lines: readonly Line[]): Scale {
  const shown = lines.map(({ exposure }) => exposure.current.value).filter((value) => value > 0);
  const depth = Math.ceil(-Math.log10(Math.min(1, ...shown)));
  const count = Math.min(MOST_DECADES, Math.max(FEWEST_DECADES, depth));
  const decades = Array.from({ length: count + 1 }, (_, index) => 10 ** (index - count));
  const along = (value: number) => Math.max(0, value <= 0 ? 0 : 1 + Math.log10(value) / count);
  return { decades, at: (value) => `${Math.round(along(value) * 9600) / 100}%` };
}

/** With fewer targets than this, each attack class has a line of its own. */
const FEW = 3;

type Line = {
  readonly key: string;
  readonly title: string;
  readonly href: Route;
  readonly exposure: TargetRow['exposure'];
  readonly isUnsurveyed: boolean;
};

async function linesOf(workspace: string, targets: readonly TargetRow[]): Promise<readonly Line[]> {
  const attack = await getTranslations('portal.attack');
  const isUnsurveyed = (row: TargetRow) => row.lineage === 'unknown';
  if (targets.length >= FEW)
    return targets.slice(0, MOST).map((row) => ({
      key: row.target.id,
      title: row.target.name,
      href: places.exposure(workspace, { target: row.target.id }),
      exposure: row.exposure,
      isUnsurveyed: isUnsurveyed(row),
    }));
  return targets.flatMap((row) =>
    row.byClass.map(({ attack: name, exposure }) => ({
      key: `${row.target.id} ${name}`,
      title: targets.length === 1 ? attack(name) : `${attack(name)}: ${row.target.name}`,
      href: places.exposure(workspace, { target: row.target.id, class: name }),
      exposure,
      isUnsurveyed: isUnsurveyed(row),
    })),
  );
}

export async function SoundingsChart({
  workspace,
  targets,
}: {
  workspace: string;
  targets: readonly TargetRow[];
}) {
  const t = await getTranslations('portal.survey.chart');
  const lines = await linesOf(workspace, targets);
  const scale = scaleFor(lines);
  const [only] = targets;
  return (
    <figure className="neatline" aria-labelledby="chart-title">
      <div className="px-4 py-4 sm:px-6">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h2 id="chart-title">
            {only && targets.length === 1 ? t('titleOf', { target: only.target.name }) : t('title')}
          </h2>
          <p className="kicker">{targets.length < FEW ? t('scaleByClass') : t('scale')}</p>
        </div>
        <ol className="mt-4">
          {lines.map((line) => (
            <Row key={line.key} line={line} scale={scale} />
          ))}
        </ol>
        <Axis scale={scale} />
        <figcaption className="mt-4 border-t border-line pt-3">
          <Legend />
          {targets.length > MOST ? (
            <p className="kicker mt-2">{t('more', { count: targets.length - MOST })}</p>
          ) : null}
        </figcaption>
      </div>
    </figure>
  );
}

function Row({ line, scale }: { line: Line; scale: Scale }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line/60 py-0.5 sm:grid-cols-[13rem_minmax(0,1fr)_6.5rem]">
      <Link href={line.href} className="truncate" title={line.title}>
        {line.title}
      </Link>
      <Track exposure={line.exposure} isUnsurveyed={line.isUnsurveyed} scale={scale} />
      <span className="col-start-2 row-start-1 text-right font-semibold sm:col-start-3">
        {line.exposure.current.text}
      </span>
    </li>
  );
}

/** As in the path charts: wider where poison passes more easily, on a log scale. */
const streamWidth = (value: number): number =>
  value <= 0 ? 0 : 2 + 7 * Math.max(0, 1 + Math.log10(value) / 3);

/** One stream: vermilion as far as poison gets now, dotted as far as it would without controls. */
function Track({
  exposure,
  isUnsurveyed,
  scale: { at, decades },
}: Pick<Line, 'exposure' | 'isUnsurveyed'> & { scale: Scale }) {
  const { inherent, current, planned } = exposure;
  const y = 17;
  const width = streamWidth(current.value);
  const isHeld = inherent.value > current.value;
  return (
    <svg
      height="34"
      aria-hidden="true"
      className="col-span-2 w-full overflow-visible sm:col-span-1 sm:col-start-2 sm:row-start-1"
    >
      {decades.map((decade) => (
        <line key={decade} x1={at(decade)} x2={at(decade)} y1="0" y2="34" className="stroke-line" />
      ))}
      {isUnsurveyed ? (
        <g className="stroke-stale" strokeWidth="1.25">
          {[0, 1, 2, 3].map((n) => (
            <line key={n} x1={2 + n * 6} x2={-6 + n * 6} y1="9" y2="25" opacity={0.4 + n * 0.2} />
          ))}
        </g>
      ) : null}
      <line x1="0" x2={at(current.value)} y1={y} y2={y} strokeWidth={width} className="stroke-poison" />
      {isHeld ? (
        <>
          <line
            x1={at(current.value)}
            x2={at(inherent.value)}
            y1={y}
            y2={y}
            strokeDasharray="2 4"
            strokeWidth="1.5"
            className="stroke-ink"
          />
          <circle
            cx={at(inherent.value)}
            cy={y}
            r="4.5"
            strokeWidth="1.5"
            className="fill-sheet stroke-ink"
          />
        </>
      ) : null}
      {current.kind === 'exact' ? null : (
        <g className="stroke-ink" strokeWidth="1.5">
          <line x1={at(current.low)} x2={at(current.high)} y1="6" y2="6" />
          <line x1={at(current.low)} x2={at(current.low)} y1="3" y2="9" />
          <line x1={at(current.high)} x2={at(current.high)} y1="3" y2="9" />
        </g>
      )}
      {current.value > 0 ? (
        <svg x={at(current.value)} y={y} aria-hidden="true" className="overflow-visible">
          <path d="M0-7l6 7-6 7-6-7z" strokeWidth="1.5" className="fill-poison stroke-sheet" />
        </svg>
      ) : null}
      {planned.value < current.value ? (
        <svg x={at(planned.value)} y={y} aria-hidden="true" className="overflow-visible">
          <path d="M-2.5-10v20M2.5-10v20" strokeWidth="1.75" className="stroke-verified" />
        </svg>
      ) : null}
    </svg>
  );
}

async function Axis({ scale: { at, decades } }: { scale: Scale }) {
  const locale = await getLocale();
  return (
    <div aria-hidden="true" className="grid grid-cols-1 gap-x-4 sm:grid-cols-[13rem_minmax(0,1fr)_6.5rem]">
      <svg height="26" aria-hidden="true" className="kicker w-full overflow-visible sm:col-start-2">
        <line x1="0" x2="96%" y1="1" y2="1" className="stroke-ink" />
        {decades.map((decade) => (
          <g key={decade}>
            <line x1={at(decade)} x2={at(decade)} y1="1" y2="7" className="stroke-ink" />
            <text x={at(decade)} y="21" textAnchor="middle" fontSize="14" className="fill-ink-soft">
              {printed(decade, locale)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

const SMALL: Readonly<Record<number, string>> = { 4: '10⁻⁴', 5: '10⁻⁵', 6: '10⁻⁶' };

/** 0.001 and larger in full, smaller ones as a power of ten. */
const printed = (decade: number, locale: string): string =>
  SMALL[Math.round(-Math.log10(decade))] ??
  new Intl.NumberFormat(locale, { maximumSignificantDigits: 1 }).format(decade);

async function Legend() {
  const t = await getTranslations('portal.survey.chart.legend');
  return (
    <ul className="kicker flex flex-wrap gap-x-6 gap-y-1">
      <li className="flex items-center gap-2">
        <svg width="34" height="14" aria-hidden="true">
          <line x1="0" x2="26" y1="7" y2="7" strokeWidth="4" className="stroke-poison" />
          <path d="M26 1l6 6-6 6-6-6z" className="fill-poison" />
        </svg>
        {t('current')}
      </li>
      <li className="flex items-center gap-2">
        <svg width="34" height="14" aria-hidden="true">
          <line x1="0" x2="24" y1="7" y2="7" strokeDasharray="2 4" strokeWidth="1.5" className="stroke-ink" />
          <circle cx="28" cy="7" r="4.5" strokeWidth="1.5" className="fill-sheet stroke-ink" />
        </svg>
        {t('inherent')}
      </li>
      <li className="flex items-center gap-2">
        <svg width="12" height="18" aria-hidden="true">
          <path d="M3 0v18M8 0v18" strokeWidth="1.75" className="stroke-verified" />
        </svg>
        {t('planned')}
      </li>
      <li className="flex items-center gap-2">
        <svg width="30" height="10" aria-hidden="true">
          <path d="M1 5h28M1 2v6M29 2v6" strokeWidth="1.5" className="stroke-ink" />
        </svg>
        {t('interval')}
      </li>
      <li className="flex items-center gap-2">
        <svg width="24" height="16" aria-hidden="true" className="stroke-stale" strokeWidth="1.25">
          <path d="M2 16L10 0M8 16L16 0M14 16L22 0" />
        </svg>
        {t('unsurveyed')}
      </li>
    </ul>
  );
}
