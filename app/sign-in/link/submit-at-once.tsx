'use client';

import { useEffect } from 'react';

/** Submits a form of the page as soon as scripts run. */
export function SubmitAtOnce({ form }: { form: string }) {
  useEffect(() => {
    const found = document.getElementById(form);
    if (found instanceof HTMLFormElement) found.requestSubmit();
  }, [form]);
  return null;
}
