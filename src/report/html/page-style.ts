/** The page's style sheet: two sets of colours, a table that narrows to two columns, and paper. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --back: #f4f6f3; --face: #ffffff; --sunk: #eef1ed; --line: #d5dcd5; --edge: #7c877e;
  --text: #18201b; --muted: #505c54; --accent: #1c6b41;
  --yes: #14532d; --yes-back: #d9f2e0; --yes-bar: #2f9d5f;
  --no: #454f48; --no-back: #e6eae6;
  --warning: #6f4400; --warning-back: #fff1cf; --warning-edge: #d99a1c;
  --error: #8f1616; --error-back: #fde5e2; --error-edge: #d43c35;
  --add: #0d4a25; --add-back: #e2f6e7; --cut: #861a12; --cut-back: #fdeae7;
  --shadow: 0 1px 2px rgb(20 40 30 / .07), 0 2px 8px rgb(20 40 30 / .05);
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --back: #0f1311; --face: #181e1a; --sunk: #121714; --line: #2e3832; --edge: #7d897f;
    --text: #e4ebe6; --muted: #a5b2a9; --accent: #7fd9a4;
    --yes: #a9ecc0; --yes-back: #153a24; --yes-bar: #3fae6d;
    --no: #c0cac3; --no-back: #29312c;
    --warning: #f6cf83; --warning-back: #372a10; --warning-edge: #c08a21;
    --error: #ffb4ab; --error-back: #421a17; --error-edge: #d9534b;
    --add: #aeeac2; --add-back: #12301f; --cut: #ffb9b0; --cut-back: #3a1916;
    --shadow: none;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol, dl, dd, pre { margin: 0; padding: 0; }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.4vw, 2.1rem); line-height: 1.2; letter-spacing: -.015em; }
h2 { font-size: 1.2rem; line-height: 1.3; margin-bottom: .75rem; scroll-margin-top: 1rem; }
h3 { font-size: 1rem; }
h4 { font-size: 1rem; }
h4 .mark { margin-right: .45rem; }
ul, ol { list-style: none; }
code, pre { font-family: var(--mono); font-size: .875em; }
code { background: var(--sunk); border-radius: .3em; padding: .08em .35em; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
h2:focus { outline: none; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -10rem; background: var(--face); color: var(--accent); padding: .6rem 1rem; border-radius: .5rem; z-index: 1; }
.skip:focus { top: 1rem; }
.muted, .place { color: var(--muted); }
.place { font-size: .85em; }
.wrap { max-width: 76rem; margin-inline: auto; padding-inline: clamp(1rem, 3vw, 2rem); }
.top { background: var(--face); border-bottom: 1px solid var(--line); padding-block: 1.25rem 1.5rem; margin-bottom: 2rem; }
.brand { display: flex; align-items: center; gap: .4rem; color: var(--accent); font-weight: 650; margin-bottom: .5rem; }
.brand svg { width: 1.4em; height: 1.4em; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.supposed { margin-top: .75rem; }
.supposed ul { list-style: disc; padding-left: 1.25rem; }
main > section { margin-bottom: 2.5rem; }
footer { color: var(--muted); font-size: .875rem; padding-block: 0 2rem; }
.card { background: var(--face); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.15rem; box-shadow: var(--shadow); }
.banner { background: var(--error-back); color: var(--error); border: 1px solid var(--error-edge); border-radius: .75rem; padding: .75rem 1rem; margin-bottom: 1rem; }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin-bottom: .75rem; }
.tile { display: flex; flex-direction: column-reverse; background: var(--face); border: 1px solid var(--line); border-radius: .75rem; padding: .7rem 1.15rem .8rem; box-shadow: var(--shadow); }
.tile dt { color: var(--muted); font-size: .9rem; }
.tile dd { font-size: 1.9rem; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }
.tile.yes dd { color: var(--accent); }
.tile.warning { background: var(--warning-back); border-color: var(--warning-edge); }
.tile.warning dt, .tile.warning dd { color: var(--warning); }
.tile.error { background: var(--error-back); border-color: var(--error-edge); }
.tile.error dt, .tile.error dd { color: var(--error); }
.sidecars { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: .75rem; }
.sidecars p { color: var(--muted); font-size: .9rem; }
.sidecars ul { font-size: .9rem; display: grid; gap: .3rem; }
.sidecars ul li { display: flex; gap: .6rem; align-items: baseline; }
.bar { display: block; width: 100%; height: .5rem; border-radius: .25rem; margin: .6rem 0 .75rem; }
.bar rect { fill: var(--no-back); }
.bar rect.yes { fill: var(--yes-bar); }
.count { min-width: 2.2rem; text-align: center; border-radius: 1rem; padding: 0 .5rem; font-weight: 600; font-variant-numeric: tabular-nums; flex: none; }
.yes.count, .yes.chip { background: var(--yes-back); color: var(--yes); }
.no.count, .no.chip { background: var(--no-back); color: var(--no); }
.empty { color: var(--muted); padding: 1rem 0; }

.findings { display: grid; gap: .6rem; }
.finding { background: var(--face); border: 1px solid var(--line); border-left: .3rem solid var(--edge); border-radius: .5rem; padding: .7rem 1rem; display: grid; gap: .25rem; }
.finding.warning { border-left-color: var(--warning-edge); }
.finding.error { border-left-color: var(--error-edge); }
.severity { text-transform: uppercase; font-size: .75rem; letter-spacing: .05em; }
.warning .severity { color: var(--warning); }
.error .severity { color: var(--error); }
.message { white-space: pre-wrap; }
.places { color: var(--muted); font-size: .875rem; }
.rest { margin-top: .6rem; }
.rest > summary { margin-bottom: .6rem; }
.finding summary, .rest > summary { width: fit-content; color: var(--muted); font-size: .875rem; cursor: pointer; }

.filters { display: grid; grid-template-columns: 2fr repeat(4, minmax(0, 1fr)); gap: .75rem; align-items: end; margin-bottom: 1rem; }
.field { display: grid; gap: .2rem; min-width: 0; }
.field label { font-size: .85rem; font-weight: 600; }
input, select, button { font: inherit; color: var(--text); background: var(--face); border: 1px solid var(--edge); border-radius: .5rem; min-height: 2.75rem; padding: .35rem .75rem; width: 100%; min-width: 0; }
select { text-overflow: ellipsis; }
::placeholder { color: var(--muted); opacity: 1; }
button { cursor: pointer; width: auto; font-weight: 550; white-space: nowrap; }
button:hover, summary:hover { color: var(--accent); }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; grid-column: 1 / -1; }
#count { grid-column: 1 / -1; font-variant-numeric: tabular-nums; }

.workloads { width: 100%; table-layout: fixed; border-collapse: separate; border-spacing: 0; background: var(--face); border: 1px solid var(--line); border-radius: .75rem; box-shadow: var(--shadow); }
.workloads th, .workloads td { text-align: left; vertical-align: top; padding: .7rem 1rem 0; font-weight: inherit; }
.workloads thead th:nth-child(1) { width: 42%; }
.workloads thead th:nth-child(2), .workloads thead th:nth-child(3) { width: 15%; }
.workloads thead th { color: var(--muted); font-size: .85rem; font-weight: 600; padding-block: .6rem; }
.workload > tr:first-child > * { border-top: 1px solid var(--line); }
.workload .name { font-weight: 650; margin-right: .6rem; }
.narrow { display: none; }
.workloads .more > td { padding: 0; }
.more summary { display: grid; grid-template-columns: auto minmax(0, 1fr) auto auto; gap: .25rem .75rem; align-items: baseline; padding: .25rem 1rem .75rem; cursor: pointer; color: var(--muted); font-size: .9rem; list-style: none; border-radius: .5rem; }
.more summary::-webkit-details-marker { display: none; }
.more summary::before { content: ""; flex: none; width: .45em; height: .45em; border: solid currentColor; border-width: 0 .13em .13em 0; transform: rotate(-45deg); margin: .45em .15em 0 .1em; align-self: start; }
.more details[open] > summary::before { transform: rotate(45deg); margin-top: .35em; }
.more details[open] > summary { color: var(--text); }
.more summary:focus-visible { outline-offset: -3px; }
.flag { background: var(--warning-back); color: var(--warning); border-radius: 1rem; padding: 0 .6rem; }
.stat { grid-column: 4; font-family: var(--mono); font-size: .8rem; white-space: nowrap; }
.stat ins { color: var(--add); text-decoration: none; }
.stat del { color: var(--cut); text-decoration: none; }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; }
.chip { display: inline-flex; align-items: center; gap: .3rem; border-radius: 1rem; padding: .05rem .65rem; font-size: .9rem; }
.mark { width: .8em; height: .8em; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }

.inside { display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; padding: .9rem 1rem 1.15rem; background: var(--sunk); border-top: 1px solid var(--line); border-bottom-left-radius: .75rem; border-bottom-right-radius: .75rem; }
.inside code { background: var(--sunk); }
.decisions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: .75rem; align-items: start; }
.path { margin-top: .75rem; font-size: .925rem; }
.path li { position: relative; padding: 0 0 .6rem 1.4rem; }
.path li::before { content: ""; position: absolute; left: .2rem; top: .5em; width: .6rem; height: .6rem; border-radius: 50%; background: var(--face); border: 2px solid var(--edge); }
.path li:not(:last-child)::after { content: ""; position: absolute; left: calc(.5rem - 1px); top: 1.2em; bottom: -.4em; width: 2px; background: var(--line); }
.path .end { font-weight: 650; padding-bottom: 0; }
.path .end::before { width: .8rem; height: .8rem; left: .1rem; top: .38em; border-color: var(--edge); background: var(--edge); }
.path .end.yes::before { border-color: var(--yes-bar); background: var(--yes-bar); }
.turn { margin-top: .8rem; padding-top: .7rem; border-top: 1px dashed var(--line); font-size: .925rem; }
.turn p { color: var(--muted); }
.turn ul { list-style: disc; padding-left: 1.2rem; }

.diff { content-visibility: auto; contain-intrinsic-size: auto 20rem; background: var(--face); border: 1px solid var(--line); border-radius: .75rem; overflow-x: auto; max-height: 36rem; overflow-y: auto; line-height: 1.45; font-size: .8125rem; overflow-wrap: normal; tab-size: 4; }
.inside .diff code { display: block; width: max-content; min-width: 100%; background: none; padding: .6rem 0; font-size: inherit; }
.diff code > * { display: block; padding-inline: .9rem; white-space: pre; text-decoration: none; }
.diff .head { font-weight: 650; }
.diff .hunk { color: var(--muted); background: var(--sunk); }
.diff ins { background: var(--add-back); color: var(--add); }
.diff del { background: var(--cut-back); color: var(--cut); }
.diff .long { display: inline-block; max-width: 100ch; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom; }

@media (max-width: 56rem) {
  .broad { display: none; }
  .narrow { display: block; color: var(--muted); font-size: .9rem; }
  .workload .place { display: block; }
  .workloads { table-layout: auto; }
  .workloads thead th:nth-child(1) { width: 58%; }
  .workloads thead th:nth-child(4) { width: 42%; }
}
@media (max-width: 44rem) {
  .tiles { grid-template-columns: 1fr 1fr; }
  .filters { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .field.wide { grid-column: 1 / -1; }
  .buttons > button { flex: 1 1 auto; padding-inline: .5rem; font-size: .875rem; }
  .workloads th, .workloads td { padding-inline: .85rem; }
  .more summary { grid-template-columns: auto minmax(0, 1fr); padding-inline: .85rem; }
  .flag, .stat { grid-column: 2; justify-self: start; }
  .inside { padding-inline: .5rem; }
}
@media (prefers-contrast: more) { :root { --line: var(--edge); --muted: var(--text); } }
@media (forced-colors: active) { .chip, .count, .tile, .flag { border: 1px solid; } }
@media print {
  :root { --back: #fff; --sunk: #fff; --shadow: none; }
  .skip, .filters { display: none; }
  .diff { content-visibility: visible; max-height: none; overflow: visible; }
  .inside .diff code { width: auto; }
  .diff code > *, .diff .long { white-space: pre-wrap; overflow-wrap: anywhere; max-width: none; }
  .card, .finding, .tile, .workload > tr:first-child { break-inside: avoid; }
}
`;
