/** The look of the page, on a screen in light and dark and on paper. */
export default `
:root { color-scheme: light dark; --line: #8886; --bar: #c4314b; }
body { margin: 0; color: CanvasText; background: Canvas; font: 15px/1.5 system-ui, "Segoe UI", sans-serif; }
main { max-width: 54rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; }
h2 { font-size: 1.3rem; margin-top: 2rem; padding-bottom: .2rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin-top: 1.4rem; }
.wide { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; }
th { background: #8882; white-space: nowrap; }
td:first-child { min-width: 7em; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
blockquote { margin: .8rem 0; padding: .1rem 1rem; border-left: 3px solid var(--line); }
pre { overflow-x: auto; padding: .5rem; background: #8882; }
figure { margin: 1rem 0; max-width: 720px; }
svg { display: block; max-width: 100%; border-bottom: 1px solid var(--line); }
rect { fill: var(--bar); }
@media (max-width: 40rem) {
  main { padding: 1rem; }
  td { min-width: 11em; }
  td.number { min-width: 0; }
}
figcaption { font-size: .8rem; }
@media print {
  :root { color-scheme: light; }
  body { font-size: 10.5pt; }
  .wide { overflow: visible; }
  td { min-width: 0; }
  main { max-width: none; padding: 0; }
  h1, h2, h3 { break-after: avoid; }
  tr, figure, blockquote { break-inside: avoid; }
  thead { display: table-header-group; }
  rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  a[href^="http"]::after { content: " (" attr(href) ")"; }
}
@page { margin: 18mm 16mm; }
`;
