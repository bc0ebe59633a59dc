/** The style sheet of an HTML report: a survey sheet on screen, by day and night, and on paper. */
export const SHEET = `
*{box-sizing:border-box}
html{background:var(--chart-paper);color:var(--chart-ink);font:17px/1.55 'Source Serif 4',Georgia,serif;-webkit-text-size-adjust:100%}
body{max-width:62rem;margin:0 auto;padding:0 1.5rem 4rem}
h1,h2,h3,h4,nav,table,dl,figcaption,.kind,.organisation,.note,.soundings,footer{font-family:'Source Sans 3',Arial,sans-serif}
h1{font:600 2.4rem/1.2 'Source Serif 4',Georgia,serif;margin:.2em 0 .5em}
h2{font-size:1.6rem;line-height:1.25;margin:2.6em 0 .7em;padding-top:.6em;border-top:2px solid var(--chart-ink)}
h3{font-size:1.2rem;margin:2em 0 .5em}
h4{font-size:1.02rem;margin:1.6em 0 .4em}
.number{color:var(--chart-quiet);font-weight:400;margin-right:.3em}
a{color:var(--chart-water);text-underline-offset:.15em}
a:focus-visible,.scroll:focus-visible{outline:3px solid var(--chart-poison);outline-offset:2px}
p{max-width:44rem}
code{font:.86em 'Source Code Pro',Consolas,monospace;overflow-wrap:anywhere}
.cover{background:var(--chart-land);margin:0 -1.5rem 2rem;padding:3.5rem 1.5rem 1.5rem;border-bottom:3px solid var(--chart-poison)}
.kind{color:var(--chart-water);font-weight:600}
.verdict{font-size:1.2rem;line-height:1.45}
.note,.quiet{color:var(--chart-quiet)}
.note{font-size:.86rem}
.empty{font-style:italic;color:var(--chart-quiet)}
.alarm{color:var(--chart-poison);font-weight:600}
.formula{font-style:italic;font-size:1.12rem;background:var(--chart-land);border-left:4px solid var(--chart-water);padding:.7em 1em}
nav ol{list-style:none;padding:0;columns:2;column-gap:2.5rem;font-size:.95rem}
nav li{break-inside:avoid;padding:.12em 0}
nav .depth-2{padding-left:1.6em}
nav a{text-decoration:none}
nav span{color:var(--chart-quiet)}
dl{margin:1em 0;font-size:.92rem;line-height:1.45}
dl div{display:grid;grid-template-columns:11rem 1fr;gap:1rem;border-bottom:1px solid var(--chart-rule);padding:.35em 0}
dt{color:var(--chart-quiet)}
dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:1.2em 0}
table{border-collapse:collapse;width:100%;font-size:.86rem;line-height:1.4;font-variant-numeric:tabular-nums lining-nums}
caption{text-align:left;color:var(--chart-quiet);padding-bottom:.4em}
th{text-align:left;color:var(--chart-quiet);font-weight:600;border-top:2px solid var(--chart-ink);border-bottom:1px solid var(--chart-ink);padding:.4em .7em;vertical-align:bottom}
td{border-bottom:1px solid var(--chart-rule);padding:.4em .7em;vertical-align:top;overflow-wrap:anywhere}
td.number,th.number{text-align:right;white-space:nowrap}
figure{margin:1.6em 0}
figure svg{display:block;width:100%;min-width:34rem;height:auto}
figcaption{font-size:.86rem;color:var(--chart-quiet);margin-top:.5em}
.soundings{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1.2rem}
.soundings li{border-top:2px solid var(--chart-ink);padding-top:.4em;font-size:.9rem;line-height:1.35}
.soundings b{display:block;font-size:1.9rem;font-weight:600;line-height:1.2;font-variant-numeric:tabular-nums}
.soundings strong,.soundings span{display:block}
footer{margin-top:4rem;border-top:1px solid var(--chart-rule);padding-top:.8em;font-size:.8rem;color:var(--chart-quiet)}
@media (max-width:40rem){nav ol{columns:1}dl div{grid-template-columns:1fr;gap:0}}
@media print{html{font-size:10pt}body{max-width:none;padding:0}h2{break-before:page}h2,h3,h4{break-after:avoid}tr,figure{break-inside:avoid}.scroll{overflow:visible}figure svg{min-width:0}}
`;
