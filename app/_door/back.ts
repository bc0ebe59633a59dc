/** Where to go after a form: a path of this portal, whatever the form says. */
export function pathWithin(text: string): string {
  if (!text.startsWith('/') || !URL.canParse(text, 'http://own.invalid')) return '/';
  const url = new URL(text, 'http://own.invalid');
  return url.origin === 'http://own.invalid' ? `${url.pathname}${url.search}` : '/';
}
