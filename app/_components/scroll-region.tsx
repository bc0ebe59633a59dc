/** Holds a table that may be wider than the page: scrolls by itself, and by keyboard. */
import type { ReactNode } from 'react';

type Props = { children: ReactNode } & (
  | { label: string; labelledBy?: never }
  | { labelledBy: string; label?: never }
);

export function ScrollRegion({ label, labelledBy, children }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields; this only groups
    <div
      role="group"
      className="overflow-x-auto"
      aria-label={label}
      aria-labelledby={labelledBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus a keyboard cannot scroll it (WCAG 2.1.1)
      tabIndex={0}
    >
      {children}
    </div>
  );
}
