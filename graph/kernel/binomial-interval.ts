/**
 * The exact two-sided interval for a share seen in independent trials: never narrower than its confidence,
 * never [0, 0] for no hits.
 * Reference: C. Clopper, E. Pearson, Biometrika 26 (1934) 404–413; the beta function by continued fraction
 * after NIST Digital Library of Mathematical Functions, 8.17.22.
 */

/** Interval for the chance of a hit, given `hits` in `trials`; `alpha` is the chance to miss, 0.05 for 95 %. */
export function binomialInterval(hits: number, trials: number, alpha = 0.05): { low: number; high: number } {
  const low = hits === 0 ? 0 : betaQuantile(alpha / 2, hits, trials - hits + 1);
  const high = hits === trials ? 1 : betaQuantile(1 - alpha / 2, hits + 1, trials - hits);
  return { low, high };
}

/** The x with I_x(a, b) = share. */
export function betaQuantile(share: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** I_x(a, b), the share of the beta distribution below x. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return (front * continuedFraction(x, a, b)) / a;
}

function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const safe = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let k = 1; k <= 2000; k++) {
    const even = (k * (b - k) * x) / ((a + 2 * k - 1) * (a + 2 * k));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    value *= d * c;
    const odd = (-(a + k) * (a + b + k) * x) / ((a + 2 * k) * (a + 2 * k + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return value;
}

/** ln Γ(z) for z > 0: shifted up, then Stirling's series. */
function logGamma(z: number): number {
  let shift = 0;
  let x = z;
  for (; x < 12; x++) shift -= Math.log(x);
  const inverse = 1 / (x * x);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
  return shift + (x - 0.5) * Math.log(x) - x + 0.9189385332046727 + series;
}
