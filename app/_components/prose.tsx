/** Catalogue prose: paragraphs with the few inline marks it uses. No HTML passes through. */
import type { ReactNode } from 'react';

export function Prose({ text }: { text: string }) {
  const paragraphs = text.split(/\n{2,}/).filter((part) => part.trim() !== '');
  return (
    <div className="mt-1 grid max-w-[66ch] gap-3 font-serif text-[1.0625rem] leading-relaxed">
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{inline(paragraph)}</p>
      ))}
    </div>
  );
}

const MARKS = /(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/;

function inline(text: string): readonly ReactNode[] {
  return text.split(MARKS).map((part, index) => {
    const key = `${index}${part}`;
    if (part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>;
    if (part.startsWith('*')) return <em key={key}>{part.slice(1, -1)}</em>;
    if (part.startsWith('`')) return <code key={key}>{part.slice(1, -1)}</code>;
    return part;
  });
}
