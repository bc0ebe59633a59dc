/** The mark: two headwaters joining into one stream. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeLinecap="round" className="stroke-only">
        <path d="M2 6c7 0 7 10 15 10h13" strokeWidth="2.5" />
        <path d="M2 26c7 0 7-10 15-10" strokeWidth="2.5" />
        <path d="M2 16c4 0 5 0 8 0" strokeWidth="1.25" strokeDasharray="1.5 3" />
      </g>
      <circle cx="4" cy="26" r="3.25" className="fill-poison" />
    </svg>
  );
}
