/** A chart drawn by the report's own drawing room, as it is in the PDF. */
export function Drawing({ svg, className }: { svg: string; className: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing; every text in it is escaped where it is drawn
  return <div className={className} dangerouslySetInnerHTML={{ __html: svg }} />;
}
