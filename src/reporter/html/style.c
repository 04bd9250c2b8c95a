#include "reporter/html/style.h"

#include <stddef.h>

/* In pieces, as the longest text that a compiler has to take is not long. */
const char *const html_style[] = {
    ":root{color-scheme:light "
    "dark;--paper:#fff;--ink:#1f2933;--faint:#5b6773;--small:#37424d;--rule:#dde2e7;--wash:#f4f6f8;"
    "--blue:#2f6db5;--red:#b42318;--red-wash:#fdeceb;--edge:#8894a1;--box:#b8c1cb;--heavy:#3b4754;--group:#e4e8ec;"
    "--shade-0:#fff;--shade-1:#eef4fb;--shade-2:#d9e7f7;--shade-3:#b9d3f0;--shade-4:#93bae6}\n",
    "@media screen and (prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e3e7eb;--faint:#a2adb8;--small:#c6ced6;"
    "--rule:#2f3741;--wash:#1c2229;--blue:#79aeea;--red:#ff8a80;--red-wash:#43201f;--edge:#7b8794;--box:#4a5561;"
    "--heavy:#d5dbe1;--group:#333c46;--shade-0:#1a2027;--shade-1:#1b2836;--shade-2:#1d3450;--shade-3:#20446f;"
    "--shade-4:#25568f}}\n",
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,\"Segoe UI\","
    "Roboto,\"Helvetica Neue\",Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums}\n"
    "main{max-width:70rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}\n"
    "h1{font-size:1.9rem;line-height:1.2;margin:0 0 .25rem;letter-spacing:-.01em;overflow-wrap:anywhere}\n"
    "h2{font-size:1.3rem;line-height:1.25;margin:0;overflow-wrap:anywhere}\n"
    "p{margin:.25rem 0}\n"
    ".faint,caption,dt,th{color:var(--faint)}\n"
    "section{margin-top:2.5rem;padding-top:1.25rem;border-top:1px solid var(--rule)}\n"
    "header+section{border-top:0;padding-top:0;margin-top:1.5rem}\n"
    ".head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 2rem}\n"
    ".figure{font-size:1.3rem;font-weight:600;white-space:nowrap}\n"
    "dl{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:.15rem 1rem;margin:.75rem 0 0}\n"
    "dd{margin:0;overflow-wrap:anywhere}\n"
    "dl+p{margin-top:.75rem}\n"
    ".scroll{overflow-x:auto;margin-top:1.25rem}\n"
    "table{border-collapse:collapse;width:100%;font-size:.925rem}\n"
    "caption{text-align:left;font-size:.85rem;padding-bottom:.25rem}\n"
    "th,td{text-align:left;vertical-align:top;padding:.35rem 1.25rem .35rem 0;border-bottom:1px solid var(--rule)}\n"
    "th{font-weight:500;font-size:.85rem;white-space:nowrap}\n"
    "tbody th{font-weight:600;font-size:inherit;color:inherit;white-space:normal;overflow-wrap:anywhere;"
    "min-width:9rem}\n"
    "th:last-child,td:last-child{padding-right:0}\n"
    ".number,.word,.margin{white-space:nowrap}\n"
    "a{color:inherit;text-decoration-color:var(--box);text-underline-offset:.15em}\n"
    ".long{min-width:14rem;overflow-wrap:anywhere}\n"
    "td.kept{color:var(--blue)}\n"
    "td.broken{color:var(--red);font-weight:600}\n",
    ".mark{display:inline-block;width:.55rem;height:.55rem;border-radius:50%;border:2px solid currentColor;"
    "margin-right:.5rem}\n"
    ".full{background:currentColor}\n"
    ".tag{display:inline-block;font-weight:400;font-size:.75rem;line-height:1.35;padding:0 .4rem;margin-left:.25rem;"
    "border:1px solid var(--box);border-radius:.6rem;color:var(--faint);white-space:nowrap}\n"
    ".heavy{border-color:var(--heavy);color:var(--ink)}\n"
    ".share{white-space:nowrap}\n"
    ".percent{display:inline-block;width:4rem;text-align:right;margin-right:.6rem}\n"
    ".bar{display:inline-block;width:8rem;height:.55rem;background:var(--wash);vertical-align:baseline}\n"
    ".bar>i{display:block;height:100%;min-width:1px;background:var(--blue)}\n",
    ".picture{margin:1rem 0 0;overflow-x:auto}\n"
    ".picture svg{display:block;max-width:none}\n"
    ".picture text{fill:var(--ink)}\n"
    ".picture .graph>text,.picture .edge text{fill:var(--faint)}\n"
    ".picture .component text[font-size=\"9.00\"]{fill:var(--small)}\n"
    ".picture text[fill=\"#b42318\"]{fill:var(--red)!important}\n"
    ".picture .edge path{stroke:var(--edge)}\n"
    ".picture .edge polygon{fill:var(--edge);stroke:var(--edge)}\n"
    ".picture .group path{fill:var(--group);stroke:var(--group)}\n"
    ".picture .component path{stroke:var(--box);fill:var(--shade-0)}\n"
    ".picture .shade-1 path{fill:var(--shade-1)}\n"
    ".picture .shade-2 path{fill:var(--shade-2)}\n"
    ".picture .shade-3 path{fill:var(--shade-3)}\n"
    ".picture .shade-4 path{fill:var(--shade-4)}\n"
    ".picture .single path{stroke:var(--heavy)}\n"
    ".picture .broken path{stroke:var(--red)}\n"
    ".picture .broken polygon{fill:var(--red-wash)}\n"
    ".tree,.tree ul{list-style:none;margin:0;padding:0}.tree{margin-top:.75rem}\n"
    ".tree ul{margin-left:.4rem;padding-left:1.1rem;border-left:1px solid var(--rule)}\n"
    ".tree li{padding:.1rem 0}\n"
    ".tree b{font-weight:600;overflow-wrap:anywhere}\n"
    "footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--rule);font-size:.85rem;color:var(--faint)}\n",
    "@media screen and (min-width:64rem){.picture svg{max-width:100%;height:auto}}\n"
    "@media (max-width:40rem){main{padding:1.5rem 1rem 3rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}"
    "h1{font-size:1.5rem}th,td{padding-right:.9rem}.bar{width:4rem}}\n",
    "@media print{@page{margin:16mm}main{max-width:none;padding:0}body{font-size:9.5pt}"
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}.scroll,.picture{overflow:visible}"
    ".picture svg{max-width:100%;height:auto;max-height:230mm}tr,figure,.head,dl{break-inside:avoid}"
    "h2,caption,.head{break-after:avoid}thead,thead tr{break-after:avoid}dl,.scroll+p,tbody "
    "tr:first-child{break-before:avoid}thead{display:table-header-group}.long{min-"
    "width:0}"
    "th,td{padding-right:.8rem}.bar{width:4rem}tbody th{min-width:0}}\n",
    NULL};

const char *const html_style_of_many[] = {
    "main{max-width:90rem}\n"
    ".many input{margin:0 .4rem 0 0;vertical-align:-.1em;accent-color:var(--blue)}\n"
    ".many label{font-size:.85rem;margin-right:1rem;white-space:nowrap}\n"
    ".choose{font-size:.85rem;color:var(--faint);margin-right:.75rem}\n"
    "@supports not selector(:has(*)){.many label,.choose{display:none}}\n"
    ".many:has(#show-impossible:not(:checked)) tr.impossible,.many:has(#show-broken:not(:checked)) tr.broken,"
    ".many:has(#show-holds:not(:checked)) tr.holds,.many:has(#show-guaranteed:not(:checked)) tr.guaranteed,"
    ".many:has(#only-gaps:checked) tbody tr:not(.gaps){display:none}\n"
    ".many thead th{position:sticky;top:0;background:var(--paper);z-index:1}\n"
    ".many tr:target,.many tr:hover{background:var(--wash)}\n",
    "details{margin-top:1rem;border-top:1px solid var(--rule)}\n"
    "summary{position:sticky;top:0;z-index:1;background:var(--paper);padding:.6rem 0;cursor:pointer}\n"
    "summary h2{display:inline;margin-right:1rem}\n"
    "summary span{margin-right:1rem}\n"
    "summary .broken{color:var(--red);font-weight:600}\n"
    "details>section{margin-top:0;padding-top:0;border-top:0;scroll-margin-top:6rem}\n",
    /* Rows are sorted by their places in a grid, as far as browsers know how. */
    "@supports (grid-template-columns:subgrid){@media screen{"
    ".many table{display:grid;grid-template-columns:repeat(var(--columns),auto)}\n"
    ".many thead,.many tbody{display:contents}\n"
    ".many tr{display:grid;grid-template-columns:subgrid;grid-column:1/-1}\n"
    ".many caption{grid-column:1/-1;order:-1000001}\n"
    ".many thead tr{order:-1000000;position:sticky;top:0;z-index:1}\n"
    ".many:has(#by-name:checked) tbody tr{order:var(--name)}\n"
    ".many:has(#by-owner:checked) tbody tr{order:var(--owner)}\n"
    ".many:has(#by-gaps:checked) tbody tr{order:var(--gaps)}\n"
    "}}\n",
    "@media screen and (min-width:64rem){.many .scroll{overflow:visible}}\n"
    "@media screen and (max-width:64rem){.many .scroll{max-height:85vh;overflow:auto}}\n",
    "@media print{summary{position:static;list-style:none;break-after:avoid}"
    "details::details-content{content-visibility:visible;block-size:auto}"
    "@page{margin:12mm}:root{font-size:8.5pt}body{font-size:1rem}th,td{padding:.15rem .6rem .15rem 0}"
    "thead th{white-space:normal}tbody th{min-width:17em;overflow-wrap:break-word}.scroll,dl{margin-top:.5rem}"
    ".picture svg{max-height:150mm}.many td:last-child{white-space:nowrap}}\n",
    NULL};

const char *const html_style_of_log[] = {
    ".time{width:100%;height:auto;min-width:44rem}.time text{fill:var(--small);font-size:11px}\n"
    ".time line{stroke:var(--rule)}.time .row{fill:var(--wash)}\n"
    ".c0{fill:#c0392b;background:#c0392b}.c1{fill:#2f6db5;background:#2f6db5}.c2{fill:#d68910;background:#d68910}\n"
    ".c3{fill:#1e8449;background:#1e8449}.c4{fill:#7d3c98;background:#7d3c98}.c5{fill:#148f9c;background:#148f9c}\n"
    ".c6{fill:#8d6e63;background:#8d6e63}.c7{fill:#8894a1;background:#8894a1}\n"
    ".swatch{display:inline-block;width:.8rem;height:.8rem;margin:0 .35rem 0 1rem;vertical-align:-.1em}\n",
    NULL};
