/**
 * Text from outside, made safe to read. Characters that act on text unseen (controls, bidirectional overrides,
 * zero-width marks) are shown as what they are, so a name cannot pretend to be another one in an audit report.
 */

/** Zero-width joiners stay: Persian and Indic scripts need them between letters. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** The text with every unseen character written as `‹U+202E›`; line breaks and tabs become spaces. */
export function visible(text: string): string {
  if (!UNSEEN.test(text) && !/[\n\r\t\u2028\u2029]/.test(text)) return text;
  UNSEEN.lastIndex = 0;
  return text
    .replace(/\r\n|[\n\r\t\u2028\u2029]/g, ' ')
    .replace(
      UNSEEN,
      (found) => `‹U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
    );
}

const SCHEMES = ['https:', 'http:', 'mailto:'];

/** The address where it is one a report may link to (https, http, mailto), else undefined. */
export function safeHref(href: string): string | undefined {
  if (visible(href) !== href || href.includes(' ')) return undefined;
  try {
    const url = new URL(href);
    return SCHEMES.includes(url.protocol) && url.username === '' ? url.href : undefined;
  } catch {
    return undefined;
  }
}
