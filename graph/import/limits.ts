/** Limits that hold before anything is parsed, so that a hostile file costs little. */
export const LIMITS = {
  /** Bytes of one file. */
  fileBytes: 200 * 1024 * 1024,
  /** Bytes of one YAML or Markdown file: these parsers need far more memory per byte than JSON. */
  yamlBytes: 20 * 1024 * 1024,
  /** Nesting of objects and lists. */
  depth: 64,
  /** Files in one run. */
  files: 10_000,
  /** Folders below a named folder. */
  folderDepth: 32,
  /** Aliases a YAML file may expand. */
  yamlAliases: 100,
  /** Assets and influences of one file. */
  records: 2_000_000,
} as const;

/** 1,234,567 bytes as `1.2 MB`. */
export function showBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
