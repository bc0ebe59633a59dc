/** Day or night chart: a choice remembered in a cookie; without one the system's preference counts. */
export const CHART_COOKIE = 'headwater-chart';
export const CHARTS = ['system', 'paper', 'night'] as const;
export type Chart = (typeof CHARTS)[number];

export const readChart = (value: string | undefined): Chart =>
  CHARTS.find((chart) => chart === value) ?? 'system';
