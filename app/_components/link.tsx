/** Links within the portal. Nothing is fetched ahead: a table of links would ask for a hundred pages nobody opens. */
import NextLink from 'next/link';
import type { ComponentProps } from 'react';

export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink {...props} prefetch={false} />;
}
