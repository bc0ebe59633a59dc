/**
 * Reads CycloneDX XML by turning it into the shape of CycloneDX JSON and reading that. Document types are
 * refused, so no entity is ever expanded and nothing is ever fetched.
 */
import { SaxesParser } from 'saxes';
import { Cursor } from '../cursor';
import { LIMITS } from '../limits';
import { refuse } from '../parse-text';
import type { ParsedFile, Reader } from '../reader';
import { BomReading } from './cyclonedx';

export const cyclonedxXmlReader: Reader = {
  title: 'CycloneDX 1.2–1.7 (XML)',
  recognises: ({ form, text }) =>
    form === 'xml' && /<(\w+:)?bom\b[^>]*cyclonedx\.org\/schema\/bom/.test(text.slice(0, 20_000)),
  read: (file, into) => {
    const root = parseXml(file);
    const version = /\/bom\/(\d+\.\d+)/.exec(root.namespace)?.[1] ?? 'unknown';
    const bom = { ...asObject(root), bomFormat: 'CycloneDX', specVersion: version };
    return `${new BomReading(new Cursor(bom, '', into.warn), into).read()}-xml`;
  },
};

type Element = {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
};

function parseXml(file: ParsedFile): Element {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Element[] = [];
  let root: Element | undefined;
  const at = (): string => `line ${parser.line}, column ${parser.column}`;
  parser.on('doctype', () => {
    throw refuse(file.name, at(), 'a document type stands here.', 'Remove it; inventories need none.');
  });
  parser.on('error', (error) => {
    throw refuse(
      file.name,
      at(),
      'this is not valid XML.',
      'Export the file again; nothing of it was imported.',
      error,
    );
  });
  parser.on('opentag', (tag) => {
    if (open.length >= LIMITS.depth * 2)
      throw refuse(
        file.name,
        at(),
        'it is nested too deep.',
        'No inventory needs that; check how the file was made.',
      );
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).map(({ local, value }) => [local, value]),
    );
    const element: Element = { name: tag.local, namespace: tag.uri, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('text', (text) => {
    const current = open.at(-1);
    if (current) current.text += text;
  });
  parser.on('cdata', (text) => {
    const current = open.at(-1);
    if (current) current.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(file.text).close();
  if (!root) throw refuse(file.name, '', 'the XML holds no element.', 'Export the file again.');
  return root;
}

/** Elements that are lists in JSON, whatever number of children they have. */
const LISTS = new Set([
  'components',
  'services',
  'hashes',
  'licenses',
  'externalReferences',
  'properties',
  'tags',
  'authors',
  'dependencies',
  'datasets',
  'ancestors',
  'descendants',
  'variants',
  'compositions',
  'assemblies',
  'formulation',
  'workflows',
  'tasks',
  'inputs',
  'outputs',
  'taskTypes',
  'endpoints',
  'owners',
  'stewards',
  'custodians',
  'performanceMetrics',
  'sensitiveData',
  'source',
  'destination',
]);

function jsonOf(element: Element): unknown {
  const text = element.text.trim();
  switch (element.name) {
    case 'hash':
      return { alg: element.attributes['alg'], content: text };
    case 'property':
      return { name: element.attributes['name'], value: text };
    case 'dependency':
      return {
        ref: element.attributes['ref'],
        dependsOn: element.children.flatMap((child) => child.attributes['ref'] ?? []),
      };
    case 'license':
      return { license: asObject(element) };
    case 'expression':
      return { expression: text };
    default:
  }
  if (LISTS.has(element.name) && element.children.length > 0) return element.children.map(jsonOf);
  if (element.children.length === 0 && Object.keys(element.attributes).length === 0) return text;
  return asObject(element);
}

function asObject(element: Element): Record<string, unknown> {
  const entries: [string, unknown][] = Object.entries(element.attributes);
  for (const child of element.children) {
    const known = entries.find(([key]) => key === child.name);
    if (child.name === 'data')
      known ? (known[1] as unknown[]).push(...dataOf(child)) : entries.push(['data', dataOf(child)]);
    else if (!known) entries.push([child.name, jsonOf(child)]);
    else known[1] = [...(Array.isArray(known[1]) ? known[1] : [known[1]]), jsonOf(child)];
  }
  const text = element.text.trim();
  if (text !== '' && element.children.length === 0) entries.push(['value', text]);
  return Object.fromEntries(entries);
}

/** `data` is a list of flows in a service and one entry in a component. */
function dataOf(element: Element): unknown[] {
  const flows = element.children.filter(({ name }) => name === 'dataflow' || name === 'classification');
  if (flows.length === 0) return [asObject(element)];
  return flows.map((flow) =>
    flow.name === 'dataflow'
      ? asObject(flow)
      : { flow: flow.attributes['flow'], classification: flow.text.trim() },
  );
}
