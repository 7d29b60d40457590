// Draws each chart at the width that it has, and again when that changes. Colours of text and lines come from the style sheet.
const INNER = ["layer", "hconcat", "vconcat", "concat", "spec"];
const NARROW = 520;
const LEAST = 90; // pixels that a view keeps; what is still too wide then is scaled down
const PALETTE = ["#3b7db8", "#d2762c", "#4d9a5c", "#b8527a", "#8067b7", "#9a8431", "#3a9fa6", "#8a8f94"];
const drawn = new WeakMap();

function eachView(spec, visit) {
  visit(spec);
  for (const key of INNER) for (const child of [spec[key]].flat()) if (child && typeof child === "object") eachView(child, visit);
}

// Black and near-black marks would vanish on a dark page: they take the colour of the text. A text that is black or white
// by a condition stands on a mark, not on the page, and stays ("value").
function isBlack(color) {
  const hex = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color) ?? /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (!hex) return color === "black";
  const parts = hex.slice(1).map((part) => parseInt(part.length === 1 ? part + part : part, 16));
  return Math.max(...parts) < 110 && Math.max(...parts) - Math.min(...parts) < 24;
}

function followInk(node) {
  for (const [key, value] of Object.entries(node)) {
    if (key === "data" || key === "datasets") continue;
    if (typeof value === "string" && ["color", "fill", "stroke"].includes(key) && isBlack(value)) node[key] = "currentColor";
    else if (value && typeof value === "object") followInk(value);
  }
}

function fitted(source, room, factor) {
  const spec = structuredClone(source);
  followInk(spec);
  if (room < NARROW && spec.hconcat) { spec.vconcat = spec.hconcat; delete spec.hconcat; }
  if (spec.columns) spec.columns = Math.max(1, Math.min(spec.columns, Math.floor(room / 240)));
  eachView(spec, (view) => {
    if (room < NARROW && view.projection) view.layer = view.layer.filter(({ name }) => !/^map_(places|halo)/.test(name)); // no room for names
    if (typeof view.width === "number") view.width = Math.max(LEAST, Math.round(view.width * factor));
    if (view.projection && typeof view.height === "number") view.height = Math.round(view.height * factor); // a map keeps its shape
    if (room < NARROW) for (const { legend } of Object.values(view.encoding ?? {})) if (legend?.columns > 1) legend.columns = 1;
    if (view.width === "container") view.width = Math.max(LEAST, Math.round(room * factor * 0.85));
  });
  const own = spec.config ?? {};
  const across = ["top", "bottom"].includes(own.legend?.orient) || room < NARROW;
  spec.config = {
    ...own,
    background: "transparent",
    font: getComputedStyle(document.querySelector(".plot")).fontFamily,
    view: { ...own.view, stroke: null, continuousWidth: Math.max(LEAST, Math.round((own.view?.continuousWidth ?? 300) * factor)) },
    axisTemporal: { grid: false, ...own.axisTemporal },
    axis: { labelFontSize: 11.5, titleFontSize: 12, titleFontWeight: 500, labelLimit: room < NARROW ? 110 : 200, ...own.axis },
    legend: { labelFontSize: 11.5, titleFontSize: 12, titleFontWeight: 500, labelLimit: 180, ...own.legend,
      ...(across ? { orient: own.legend?.orient === "top" ? "top" : "bottom", columns: Math.max(1, Math.floor(room / 150)) } : {}) },
    range: { category: PALETTE, ...own.range },
    text: { color: "currentColor", ...own.text },
    rule: { color: "currentColor", ...own.rule },
    tick: { color: "currentColor", ...own.tick },
  };
  delete spec.background;
  return spec;
}

// ast: expressions are interpreted, never made into code, so that the page's policy can forbid just that.
const OPTIONS = { logLevel: 1, mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip: { disableDefaultStyle: true } };

async function embed(plot, source, room, factor) {
  drawn.get(plot)?.result?.finalize();
  const told = plot.getAttribute("aria-label");
  const result = await window.vegaEmbed(plot, fitted(source, room, factor), OPTIONS);
  // Vega puts words of its own in the place of the text alternative.
  for (const [name, value] of Object.entries({ role: "img", "aria-label": told })) plot.setAttribute(name, value);
  plot.removeAttribute("aria-roledescription");
  plot.querySelector("svg")?.setAttribute("aria-hidden", "true"); // the frame has the text alternative
  return { result, width: plot.querySelector("svg")?.viewBox.baseVal.width ?? room };
}

// A chart is a fixed part (axes, legend) and views that grow with the factor: two drawings tell both, the third fits.
async function draw(figure) {
  const plot = figure.querySelector(".plot");
  const room = plot.clientWidth;
  if (!room || drawn.get(plot)?.room === room) return;
  drawn.set(plot, { ...drawn.get(plot), room });
  const source = JSON.parse(figure.querySelector(".spec").textContent);
  try {
    const fits = /^fit/.test(source.autosize?.type ?? source.autosize ?? "") && typeof source.width === "number";
    const first = await embed(plot, source, room, fits ? room / source.width : 1);
    drawn.set(plot, { room, ...first });
    if (!fits && Math.abs(first.width - room) > 4) {
      const guess = room / first.width;
      const second = await embed(plot, source, room, guess);
      drawn.set(plot, { room, ...second });
      const growing = (first.width - second.width) / (1 - guess);
      if (growing > 20 && Math.abs(second.width - room) > 4) {
        drawn.set(plot, { room, ...await embed(plot, source, room, (room - first.width + growing) / growing) });
      }
    }
    listen(figure, drawn.get(plot).result.view, source);
    figure.querySelector(".save").hidden = false;
    figure.dataset.drawn = "yes";
  } catch (error) {
    const message = document.createElement("p");
    message.className = "waiting failed";
    message.textContent = `This chart could not be drawn (${error.message}). Its data stand below.`;
    plot.replaceChildren(message);
    figure.dataset.drawn = "failed";
  }
}

// A click on a mark opens what stands behind its datum; _n names its set and its row. In a chart of linked views a click chooses,
// and linked.js shows the rows.
function listen(figure, view, source) {
  if (source.usermeta?.linked) {
    figure.dispatchEvent(new CustomEvent("linked", { bubbles: true, detail: { view, selections: source.usermeta.linked, rows: datasets(source)[0] } }));
    return;
  }
  view.addEventListener("click", (_, item) => {
    const datum = item?.datum?._n ? item.datum : item?.datum?.datum;
    if (datum?._n) window.reportPage.openMark(figure.id.replace("figure-", ""), datum._n, figure.querySelector("figcaption strong")?.textContent ?? figure.id);
  });
}

// The rows that a chart is drawn from, those that lead to incidents first; borders are text.
function datasets(spec) {
  const found = Object.values(spec.datasets ?? {});
  eachView(spec, (view) => found.push(view.data?.values));
  const rows = found.filter(Array.isArray);
  return [...rows.filter((part) => part[0]?.incident_ids !== undefined), ...rows.filter((part) => part[0]?.incident_ids === undefined)];
}

async function save(figure, kind) {
  const { name } = figure.dataset;
  if (kind === "csv") {
    for (const rows of datasets(JSON.parse(figure.querySelector(".spec").textContent)).slice(0, 1)) {
      const columns = [...new Set(rows.flatMap(Object.keys))].filter((column) => column !== "_n");
      window.reportPage.save(`${name}.csv`, columns, rows.map((row) => columns.map((column) => row[column])));
    }
    return;
  }
  const view = drawn.get(figure.querySelector(".plot"))?.result.view;
  const link = document.createElement("a");
  link.href = await view.toImageURL(kind, kind === "png" ? 2 : 1);
  link.download = `${name}.${kind}`;
  link.click();
}

const figures = [...document.querySelectorAll("figure.chart:not(.nothing)")];
let queue = Promise.resolve();
const later = (figure) => { queue = queue.then(() => draw(figure)); };
let waiting;
const changed = new Set();
const watch = new ResizeObserver((entries) => {
  for (const entry of entries) changed.add(entry.target.closest("figure"));
  clearTimeout(waiting);
  waiting = setTimeout(() => { changed.forEach(later); changed.clear(); }, 120);
});
for (const figure of figures) {
  later(figure);
  watch.observe(figure.querySelector(".plot"));
  figure.addEventListener("click", (event) => { if (event.target.dataset.save) save(figure, event.target.dataset.save); });
  figure.addEventListener("redraw", () => { drawn.get(figure.querySelector(".plot")).room = 0; later(figure); });
}
