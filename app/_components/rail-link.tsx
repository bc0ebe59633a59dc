'use client';

import type { Route } from 'next';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { Link } from '@/app/_components/link';

/** A place in the rail, marked while the reader is in it or in a page that belongs to it. */
export function RailLink({
  href,
  also = [],
  exact = false,
  children,
}: {
  href: Route;
  also?: readonly string[];
  exact?: boolean;
  children: ReactNode;
}) {
  const here = usePathname();
  const isHere = [href, ...also].some((place) => here === place || (!exact && here.startsWith(`${place}/`)));
  return (
    <Link href={href} className="rail-link" aria-current={isHere ? 'page' : undefined}>
      {children}
    </Link>
  );
}
