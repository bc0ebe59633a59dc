/** Day or night chart, as a form: works without scripts, remembered in a cookie. */
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { CHART_COOKIE, CHARTS, readChart } from './chart-choice';

export async function ChartSwitch({ back }: { back: string }) {
  const [jar, t] = await Promise.all([cookies(), getTranslations('portal.shell.chart')]);
  const current = readChart(jar.get(CHART_COOKIE)?.value);
  return (
    <form action="/chart" method="post">
      <input type="hidden" name="back" value={back} />
      <fieldset className="flex">
        <legend className="sr-only">{t('legend')}</legend>
        {CHARTS.map((chart) => (
          <button
            key={chart}
            type="submit"
            name="chart"
            value={chart}
            aria-pressed={chart === current}
            className="-ml-px min-h-7 cursor-pointer border border-line-strong px-2 text-[0.875rem] first:ml-0 hover:underline aria-pressed:bg-ink aria-pressed:text-sheet"
          >
            {t(chart)}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
