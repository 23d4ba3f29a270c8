import { FILLS, GROUNDS, INK, LATE_INK, RULE, SOFT_INK } from '../../exports/pictures/palette.ts';

/** The look of the dashboard: one column on a phone, wide on a desk, plain on paper. */
export const BOARD_STYLE = `
:root{--ink:${INK};--soft:${SOFT_INK};--line:${RULE};--ground:#f4f6f8;--paper:#fff;--link:#0b4fae;--late:${LATE_INK};--blocked:${FILLS.blocked};--done:${FILLS.done_on_time}}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;margin:0;background:var(--ground);color:var(--ink)}
header,main,footer{max-width:76rem;margin:0 auto;padding:0 1rem}
header{padding-top:1rem}
.kind,.note{color:var(--soft);font-size:.9rem;margin:.1rem 0}
h1{font-size:1.5rem;line-height:1.25;margin:.1rem 0}
h2{font-size:1.1rem;margin:0 0 .25rem}
.headline{font-size:1.25rem;font-weight:600;color:var(--done);margin:.25rem 0}
.headline.bad{color:var(--late)}
a{color:var(--link)}
a:focus-visible,button:focus-visible,select:focus-visible,input:focus-visible,summary:focus-visible{outline:3px solid #f2a900;outline-offset:2px;border-radius:.25rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem}
.filters,.find{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.6rem .75rem;align-items:end}
.filters{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:1rem 0}
label{display:block;font-size:.9rem;color:var(--soft);min-width:0}
select,input{display:block;width:100%;min-height:2.75rem;font:inherit;color:var(--ink);background:#fff;border:1px solid #8794a3;border-radius:.5rem;padding:.25rem .5rem}
.buttons{display:flex;gap:1rem;align-items:center}
button{min-height:2.75rem;font:inherit;font-weight:600;border:0;border-radius:.5rem;background:var(--link);color:#fff;padding:0 1.25rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;list-style:none;margin:1rem 0;padding:0}
.cards li{background:var(--paper);border:1px solid var(--line);border-left:.4rem solid var(--line);border-radius:.5rem;padding:.6rem .75rem}
.cards .late{border-left-color:var(--late)}
.cards .blocked{border-left-color:var(--blocked)}
.cards .open{border-left-color:${FILLS.done_late}}
.cards a{display:block;color:inherit;text-decoration:none}
.cards .label{display:block;font-size:.9rem;color:var(--soft)}
.cards b{font-size:1.7rem;line-height:1.2;font-variant-numeric:tabular-nums}
.cards .of{display:block;font-size:.8rem;color:var(--soft)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));grid-template-rows:auto 1fr;gap:1rem;align-items:start}
.charts .agencies{grid-row:span 2}
.cards .parts{display:flex;flex-wrap:wrap;gap:0 .75rem;font-size:.85rem}
.cards .parts a{display:inline-block;min-height:1.5rem;text-decoration:underline;color:var(--link)}
.cards .undated{border-left-color:#8794a3}
.cards .done{border-left-color:${FILLS.done_on_time}}
.charts .areas,.charts .trend-chart{align-self:start}
.chart,#viec{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1rem;min-width:0}
#viec{margin:1rem 0}
.legend{display:flex;flex-wrap:wrap;gap:.2rem .9rem;list-style:none;padding:0;margin:.5rem 0;font-size:.85rem}
.legend li{display:flex;gap:.35rem;align-items:center}
.bars{list-style:none;margin:0;padding:0}
.bars li,.goals li,.periods li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem .75rem;padding:.35rem .25rem;align-items:end}
.bars .into{color:inherit;text-decoration:none;overflow-wrap:anywhere;padding:.2rem 0}
.bars .into:hover{text-decoration:underline}
.counts{font-size:.9rem;color:var(--soft);font-variant-numeric:tabular-nums}
.bars .counts{white-space:nowrap;display:flex;gap:.2rem .6rem;align-items:center;justify-content:flex-end}
.chip{display:inline-block;min-height:1.5rem;padding:.1rem .5rem;border-radius:1rem;border:1px solid currentcolor;font-weight:600;text-decoration:none}
.chip.late{color:var(--late)}
.chip.blocked{color:var(--blocked)}
.bar a{cursor:pointer}
.bar a:hover rect{opacity:.75}
.bar .goal{stroke:var(--ink);stroke-width:3}
.goals,.periods,.changes,.plain,.names{list-style:none;margin:.25rem 0;padding:0}
.goals .name,.periods .name,.goals .note,.periods .note,.missing,.goals .counts,.periods .counts{grid-column:1/-1}
.goals .counts,.periods .counts{color:var(--ink)}
.goals .name,.periods .name{overflow-wrap:anywhere}
.changes li{padding:.3rem .25rem}
.changes .note{display:block;margin:0}
.change{white-space:nowrap;font-weight:600}
.change.up{color:var(--done)}
.change.down{color:var(--late)}
.change.same{color:var(--soft)}
.plain li{padding:.3rem 0}
.names{display:flex;flex-wrap:wrap;gap:.25rem 1rem}
.names a{display:inline-block;min-height:1.5rem;padding:.1rem 0}
h3{font-size:1rem;margin:.75rem 0 .1rem}
.ranks th,.ranks td,.phases th,.phases td{padding:.3rem .6rem .3rem 0;text-align:left;font-weight:400;vertical-align:top;font-variant-numeric:tabular-nums}
.ranks .rank{white-space:nowrap;color:var(--soft)}
.ranks .of{color:var(--soft);font-size:.85rem;white-space:nowrap}
.phases td:nth-child(2){text-align:right}
.sections{columns:2 26rem;column-gap:1rem;margin-top:1rem}
.sections .chart{break-inside:avoid;margin:0 0 1rem}
.jump ul{display:flex;flex-wrap:wrap;gap:.25rem .5rem;list-style:none;margin:0;padding:0}
.jump a{display:inline-block;padding:.35rem .75rem;border:1px solid var(--line);border-radius:1rem;background:var(--paper)}
.chosen{font-weight:600;margin:.25rem 0}
.wide{grid-column:1/-1}
.waits{border-left:.4rem solid var(--blocked);background:var(--paper);padding:.6rem .75rem}
.steps li{padding:.2rem 0}
.late b,b.late,span.late{color:var(--late);font-weight:600}
.patterns{position:absolute}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.bar{display:block;width:100%;grid-column:1/-1;border-radius:.2rem}
.bar .track{fill:#e9edf2}
.bar .rate{fill:var(--done)}
details summary{cursor:pointer;color:var(--link);padding:.6rem .25rem}
table{border-collapse:collapse;width:100%}
.trend th,.trend td{padding:.35rem .4rem .35rem 0;text-align:left;font-weight:400;white-space:nowrap;font-variant-numeric:tabular-nums}
.trend .rate{font-weight:600}
.trend .none{color:var(--soft)}
.trend .of{color:var(--soft);font-size:.85rem}
.trend .line{width:50%}
.work th,.work td{padding:.6rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
.work thead th{color:var(--soft);font-size:.85rem;font-weight:600}
.work .days,.work .said{display:block;font-size:.9rem}
.work .days{white-space:nowrap}
.work .said{color:var(--soft);overflow-wrap:anywhere}
.tag{display:inline-block;border-radius:.3rem;padding:.05rem .45rem;font-size:.85rem;background:#e9edf2;white-space:nowrap}
.tag.late{background:var(--late);color:#fff}
.tag.blocked{background:var(--blocked);color:#fff}
.tag.done_on_time,.tag.done_late,.tag.met{background:${GROUNDS.good}}
.tag.missed{background:var(--late);color:#fff}
.tag.near{background:#fff1cf}
.pages{display:flex;gap:1rem;align-items:center;padding:.75rem 0 0}
.pages a,.detail p>a{padding:.6rem 0}
footer{padding-bottom:2rem}
.tools{display:flex;flex-wrap:wrap;gap:1rem;align-items:center}
.detail{padding-top:1rem}
.history{padding:0;list-style:none}
.history li{margin:.5rem 0;overflow-wrap:anywhere}
@media (max-width:46rem){
.cards{gap:.5rem}
.cards li{padding:.4rem .6rem}
.cards li:last-child:nth-child(odd){grid-column:1/-1}
.bars li{grid-template-columns:minmax(0,1fr)}
.bars .counts{flex-wrap:wrap;justify-content:flex-start}
.bars .counts>:last-child{margin-left:auto}
.work thead{position:absolute;left:-99rem}
.work tr{display:block;border-bottom:1px solid var(--line);padding:.6rem 0}
.work th,.work td{display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:0 .5rem;border:0;padding:.15rem 0}
.work th::before,.work td::before{content:attr(data-label);color:var(--soft);font-size:.85rem;grid-row:1/9}
.work td>*,.work th>*{grid-column:2;justify-self:start}
.trend .of{white-space:normal}
.trend .line{width:30%}
}
@media print{
@page{size:A4;margin:12mm}
html{font-size:10pt}
body{background:#fff;font-size:1rem}
header,main,footer{max-width:none;padding:0}
.filters,.find,.skip,.pages,.tools,.jump,details:not([open]),.names{display:none}
.cards{grid-template-columns:repeat(4,1fr);gap:.4rem}
.cards b{font-size:1.3rem}
.charts{display:block}
.sections{columns:auto}
.chart,#viec,.cards li{border-color:#999;margin:0 0 .6rem}
.chart{padding:.6rem}
.cards li,.bars li,.goals li,.periods li,.changes li,.trend tr,.ranks tr{break-inside:avoid}
h2,h3{break-after:avoid}
.areas,.trend-chart,.sections .chart{break-inside:avoid}
.agencies,.sections .ranking{break-inside:auto}
#viec{border:0;padding:0}
a,.chip{color:inherit;text-decoration:none}
.work thead{position:static;display:table-header-group}
.work tr{display:table-row;break-inside:avoid}
.work th,.work td{display:table-cell;padding:.25rem .4rem;border-bottom:1px solid #999}
.work th::before,.work td::before{content:none}
.bar{height:12px}
.bar rect,.bar line,.tag,.cards li,.swatch rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
