/** The cover and the contents. Page numbers in the contents are filled in when every page is known. */
import { type ReportDocument, sectionsOf } from '../document';
import { line, type Outline, rectangle } from '../figure/shape';
import { textWidth } from '../font/measure';
import { visible } from '../visible';
import type { Press } from './press';
import { CONTENTS, HEADINGS } from './styles';
import { type Line, type Styled, setLines, showLine } from './typeset';

const put = (press: Press, lines: readonly Line[], x: number, leading: number, ascent: number): void => {
  for (const l of lines) {
    showLine(press, l, x, press.y + ascent, leading);
    press.y += leading;
  }
};

/** The first page: whose report, of what state, and its verdict, over a chart of water running to the coast. */
export function drawCover(press: Press, document: ReportDocument): void {
  const { cover } = document;
  const { left, width, pageWidth } = press.frame;
  press.newPage();
  press.artifact(() => {
    press.path(rectangle(0, 0, pageWidth, 262, { fill: 'land' }));
    for (const current of river(pageWidth)) press.path(current);
    press.path(rectangle(left, 262, 64, 3, { fill: 'poison' }));
  }, 'Page');
  const say = (type: string, text: string, style: Omit<Styled, 'text'>, leading: number): void => {
    if (text === '') return;
    press.element(type, {}, () =>
      put(press, setLines([{ ...style, text: visible(text) }], width), left, leading, leading * 0.76),
    );
  };
  press.y = 44;
  say('P', cover.kind, { face: 'sans-strong', size: 10, ink: 'water' }, 14);
  press.y = 296;
  say('P', cover.organisation, { face: 'sans', size: 12, ink: 'quiet' }, 18);
  press.y += 2;
  say('H1', cover.title, { face: 'serif-strong', size: 29, ink: 'ink' }, 35);
  press.y += 10;
  say('P', cover.verdict, { face: 'serif', size: 13, ink: 'ink' }, 19);
  press.y = Math.max(press.y + 24, press.frame.bottom - 26 - cover.facts.length * 17);
  press.element('L', {}, () => {
    for (const { term, text } of cover.facts) coverFact(press, term, text);
  });
}

function coverFact(press: Press, term: string, text: string): void {
  const { left, width } = press.frame;
  const value = setLines([{ text: visible(text), face: 'sans', size: 8.8, ink: 'ink' }], width - 130);
  press.artifact(() =>
    press.path(
      line(
        [
          [left, press.y],
          [left + width, press.y],
        ],
        { stroke: 'rule', width: 0.4 },
      ),
    ),
  );
  press.element('LI', {}, () => {
    press.element('Lbl', {}, () => {
      for (const l of setLines([{ text: term, face: 'sans', size: 8.8, ink: 'quiet' }], 124))
        showLine(press, l, left, press.y + 11.5, 12);
    });
    press.element('LBody', {}, () => {
      value.forEach((l, index) => {
        showLine(press, l, left + 130, press.y + 11.5 + index * 12, 12);
      });
    });
  });
  press.y += 5 + Math.max(1, value.length) * 12;
}

/** Depth lines of a river that widens downstream, one vermilion thread among them. */
function river(width: number): readonly Outline[] {
  const outlines: Outline[] = [];
  for (let depth = -9; depth <= 9; depth += 1) {
    const points: [number, number][] = [];
    for (let x = -10; x <= width + 10; x += 6) {
      const along = x / width;
      const bend = 34 * Math.sin(along * 7.2 + 0.6) * (1 - along * 0.45) + 12 * Math.sin(along * 15);
      const spread = depth * (2.2 + 8.2 * along * along);
      points.push([x, 150 + bend + spread + 3 * Math.sin(along * 21 + depth * 0.7)]);
    }
    const thread = depth === 2;
    outlines.push(
      line(points, {
        stroke: thread ? 'poison' : Math.abs(depth) < 4 ? 'shade3' : 'shade2',
        width: thread ? 1.5 : 0.6,
        round: true,
      }),
    );
  }
  return outlines;
}

type Entry = {
  readonly id: string;
  readonly lines: readonly Line[];
  readonly page: number;
  readonly y: number;
  readonly indent: number;
};
export type Contents = { readonly entries: readonly Entry[]; readonly node: PDFKit.PDFStructureElement };

/** Reserves the contents' place in page order and in reading order. */
export function reserveContents(press: Press, document: ReportDocument): Contents {
  press.newPage();
  const [h] = HEADINGS;
  press.element('H1', {}, () => {
    if (h)
      put(
        press,
        setLines(
          [{ text: document.labels.contents, face: h.face, size: h.size, ink: h.ink }],
          press.frame.width,
        ),
        press.frame.left,
        h.leading,
        h.ascent,
      );
  });
  press.y += 12;
  const node = press.openElement('TOC');
  const entries: Entry[] = [];
  for (const { section, depth } of sectionsOf(document.sections)) {
    if (depth > 2) continue;
    const indent = (depth - 1) * 20;
    const face = depth === 1 ? 'sans-strong' : 'sans';
    const text = `${section.number}   ${visible(section.title)}`;
    const target = { to: section.id };
    const lines = setLines(
      [{ text, face, size: CONTENTS.size, ink: 'ink', target }],
      press.frame.width - indent - 40,
    );
    const leading = CONTENTS.leading;
    if (depth === 1 && entries.length > 0) press.y += 4;
    if (press.room < lines.length * leading) press.newPage();
    entries.push({ id: section.id, lines, page: press.pages - 1, y: press.y, indent });
    press.y += lines.length * leading;
  }
  return { entries, node };
}

/** Fills the reserved contents. */
export function fillContents(press: Press, { entries, node }: Contents): void {
  press.inside('TOC', node, () => {
    for (const entry of entries) fillEntry(press, entry);
  });
  node.end();
}

function fillEntry(press: Press, { id, lines, page, y, indent }: Entry): void {
  const { left, width } = press.frame;
  press.turnTo(page);
  const number = String((press.pageOf(id) ?? 0) + 1);
  const numberWidth = textWidth(number, 'sans', CONTENTS.size);
  const last = lines.at(-1);
  const baseline = (index: number): number => y + CONTENTS.ascent + index * CONTENTS.leading;
  press.artifact(() => {
    const from = left + indent + (last?.width ?? 0) + 6;
    const to = left + width - numberWidth - 6;
    if (to > from)
      press.path(
        line(
          [
            [from, baseline(lines.length - 1) - 1.4],
            [to, baseline(lines.length - 1) - 1.4],
          ],
          { stroke: 'rule', width: 0.7, dash: [0.8, 2.6] },
        ),
      );
  });
  press.element('TOCI', {}, () => {
    press.element('Reference', {}, () => {
      lines.forEach((l, index) => {
        showLine(press, l, left + indent, baseline(index), CONTENTS.leading);
      });
      for (const l of setLines(
        [{ text: number, face: 'sans', size: CONTENTS.size, ink: 'ink', target: { to: id } }],
        40,
      ))
        showLine(press, l, left + width - numberWidth, baseline(lines.length - 1), CONTENTS.leading);
    });
  });
}
