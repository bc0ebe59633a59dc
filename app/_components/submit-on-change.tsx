'use client';

import type { Route } from 'next';
import Form from 'next/form';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** A form of the page's own address that is sent when a choice changes; text waits for Enter or the button. */
export function SubmitOnChange({ className, children }: { className: string; children: ReactNode }) {
  const here = usePathname();
  return (
    <Form
      action={here as Route}
      scroll={false}
      className={className}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
      }}
    >
      {children}
    </Form>
  );
}
