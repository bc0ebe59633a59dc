/** A likelihood in a table: the number in the notation of its kind, beside a bar whose pattern says how deep. */
import type { Reading } from '@/lib/portal/reading';

/** Bands of severity by lightness and pattern, never by hue alone. */
function band(value: number): 0 | 1 | 2 | 3 | 4 {
  if (value <= 0) return 0;
  if (value < 0.01) return 1;
  if (value < 0.1) return 2;
  return value < 0.4 ? 3 : 4;
}

const HEIGHT = 14;

export function DepthMark({ value }: { value: number }) {
  const deep = band(value);
  return (
    <svg
      width="22"
      height={HEIGHT}
      viewBox="0 0 22 14"
      aria-hidden="true"
      className="inline-block shrink-0 align-[-2px]"
    >
      {[0, 1, 2, 3].map((step) => (
        <rect
          key={step}
          x={step * 5.5 + 0.5}
          y={10 - step * 3}
          width="4"
          height={3.5 + step * 3}
          strokeWidth="1"
          className={step < deep ? 'fill-poison stroke-poison' : 'fill-none stroke-line-strong'}
        />
      ))}
    </svg>
  );
}

export function Sounding({ reading, strong = false }: { reading: Reading; strong?: boolean }) {
  return (
    <span className="inline-flex items-baseline gap-2 whitespace-nowrap">
      <span className={strong ? 'font-semibold' : undefined}>{reading.text}</span>
      <DepthMark value={reading.value} />
    </span>
  );
}
