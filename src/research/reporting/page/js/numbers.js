// Every number opens a panel: what it is (measure, unit, interval, parameters) and the rows behind it, with their articles and sentences.
const found = JSON.parse(document.getElementById("numbers").textContent);
const panel = document.getElementById("number");
const part = (name) => document.getElementById(`number-${name}`);
const KINDS = { i: ["incident", "incidents"], r: ["report", "reports"], a: ["article", "articles"], c: ["statement", "statements"], t: ["total", "totals"], f: ["file", "files"] };
const FIRST = 50; // rows that a panel shows at first
const HAS_DIGIT = /\d/;
const PLAIN = /^[-−]?[\d.,]+%?$/; // a number of a table that no recipe knows
const spaced = (text) => text.replaceAll("_", " ");

// "i0-3,7 a2" -> [["i", 0], ["i", 1], ...]
function listed(packed) {
  return packed.split(" ").filter(Boolean).flatMap((text) => text.slice(1).split(",").flatMap((run) => {
    const [first, last = first] = run.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, n) => [text[0], first + n]);
  }));
}

const behind = (packed, column) => typeof packed === "string" ? packed : packed[column] ?? packed["*"];

// CSV as the page's own tables hold it: quotes only where a cell needs them.
function parsed(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\n") rows.push([]);
    else if (!end) break;
  }
  const [head, ...body] = rows.filter((row) => row.length > 1 || row[0]);
  return body.map((row) => Object.fromEntries(head.map((name, n) => [name, row[n]])));
}

const tables = new Map();
function rowsOf(name) {
  const own = document.getElementById(`csv-${name}`);
  if (!tables.has(name)) tables.set(name, own ? parsed(JSON.parse(own.textContent)) : []);
  return tables.get(name);
}

const sets = new Map();
function dataOf(figure, set, row) {
  if (!sets.has(figure)) {
    const byNumber = new Map();
    const walk = (node) => {
      if (Array.isArray(node)) for (const child of node) walk(child);
      else if (node && typeof node === "object") { if (node._n) byNumber.set(node._n, node); Object.values(node).forEach(walk); }
    };
    walk(JSON.parse(document.querySelector(`#figure-${figure} .spec`).textContent));
    sets.set(figure, byNumber);
  }
  return sets.get(figure).get(`${set}.${row}`) ?? {};
}

// A recipe: measure, the row's own values, the column (none for a mark) and the packed rows.
function ofTable(name, row, column) {
  const packed = found.tables[name]?.[row];
  return packed === undefined ? null : { measure: found.measures[name], name, values: rowsOf(name)[row] ?? {}, column, packed };
}

function ofFigure(figure, set, row, column) {
  const data = found.figures[figure]?.[set];
  if (!data) return null;
  const { _n, incident_ids, ...drawn } = dataOf(figure, set, row);
  const named = (field) => data.fields[field] ?? field; // a chart may draw a column under another name, or draw only ("")
  const values = Object.fromEntries(Object.entries(drawn).map(([field, value]) => [named(field), value]).filter(([name]) => name));
  return { measure: found.measures[data.of], name: data.of, values, column: named(column), packed: data.rows[row] };
}

function line(term, text) {
  if (!text) return;
  const pair = document.createElement("div");
  const [dt, dd] = ["dt", "dd"].map((tag) => document.createElement(tag));
  dt.textContent = term;
  dd.textContent = text;
  pair.append(dt, dd);
  part("recipe").append(pair);
}

function describe({ measure, values, column }) {
  part("recipe").replaceChildren();
  const columns = measure?.columns ?? {};
  const [what, unit, interval] = columns[column] ?? [];
  line("What", [what, measure?.what].filter(Boolean).join(": ") || spaced(column ?? ""));
  line("Of", (measure?.key ?? []).filter((name) => values[name] && name !== column).map((name) => `${spaced(name)} ${values[name]}`).join(", "));
  if (column) {
    line("Value", values[column] && unit ? `${values[column]} (${unit})` : values[column]);
    line("Interval", interval || limits(values, column, columns));
  } else {
    for (const [name, value] of Object.entries(values)) if (columns[name] && value !== null) line(columns[name][0], `${value} (${columns[name][1]})`);
  }
  if (values.direction && column !== "direction") line("Direction", values.direction);
  part("scope").textContent = found.scope.map(([label, words]) => `${label}: ${words.replace(/\.$/, "")}.`).join(" ");
}

// The limits of a figure, where its row has them: that of the law which counts.
function limits(values, column, columns) {
  const stem = column === "incidents" ? "" : `${column}_`;
  for (const [low, high] of [[`${stem}nb_low`, `${stem}nb_high`], [`${stem}low`, `${stem}high`]]) {
    if (columns[low] && values[low]) return `${values[low]} to ${values[high] || "no limit"} (${columns[low][2] ?? ""})`;
  }
  return "";
}

function text(tag, words, name) {
  const element = document.createElement(tag);
  element.textContent = words;
  if (name) element.className = name;
  return element;
}

function said(number, words) {
  const [, title, publisher, day, address] = found.kinds.a?.[number] ?? ["", "", "", "", ""];
  const piece = document.createElement("div");
  const head = text(/^https?:\/\//i.test(address) ? "a" : "b", title);
  if (head.href !== undefined) { head.href = address; head.rel = "noopener noreferrer"; }
  piece.append(head, text("span", [publisher, day].filter(Boolean).map((name) => `, ${name}`).join(""), "soft"));
  if (words) piece.append(text("blockquote", words));
  return piece;
}

// An incident that the page shows opens to what stands in the table of incidents; of another its reports stand here.
function incident(entry) {
  const details = document.createElement("details");
  const row = typeof entry === "string" ? document.getElementById(entry) : null;
  if (!row) {
    const [id, words, told] = Array.isArray(entry) ? entry : [entry, "", []];
    details.append(text("summary", words || id), text("p", "Not counted in this report under its own parameters.", "soft"), ...told.map(([number, quote]) => said(number, quote)));
    return details;
  }
  const cells = [...row.rows[0].cells].slice(0, 5).map((cell) => [...cell.childNodes].map((node) => node.textContent).join(" ").trim());
  details.append(text("summary", cells.filter(Boolean).join(", ")));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(row.querySelector(".evidence").cloneNode(true));
  });
  return details;
}

function reported([, id, number, words]) {
  const piece = said(number, words);
  if (document.getElementById(id)) piece.append(incident(id));
  return piece;
}

function rowOf([kind, number]) {
  const entry = found.kinds[kind][number];
  if (kind === "i") return incident(entry);
  if (kind === "a") return said(number);
  if (kind === "r") return reported(entry);
  if (kind === "f") return text("p", entry.join(": "));
  const piece = document.createElement("div");
  const [, what, ...more] = entry;
  piece.append(text("b", what));
  if (kind === "c") piece.append(said(...more));
  else {
    const [who, article, words] = more;
    piece.append(text("span", who ? `, ${who}` : "", "soft"), article === null ? text("p", words, "soft") : said(article, words));
  }
  return piece;
}

function fill(rows, most) {
  const list = document.createElement("ul");
  for (const row of rows.slice(0, most)) { const item = document.createElement("li"); item.append(rowOf(row)); list.append(item); }
  part("rows").replaceChildren(list);
  if (rows.length > most) {
    const more = text("button", `Show all ${rows.length}`);
    more.type = "button";
    more.addEventListener("click", () => { fill(rows, Infinity); list.querySelector("summary, a, b")?.focus(); });
    part("rows").append(more);
  }
}

function links(rows, href) {
  part("links").replaceChildren();
  const onPage = rows.filter(([kind]) => kind === "i").map(([, number]) => found.kinds.i[number]).filter((entry) => typeof entry === "string");
  if (href) {
    const link = text("a", "Its row in the table");
    link.href = href;
    link.addEventListener("click", () => panel.close());
    part("links").append(link, " ");
  }
  if (onPage.length) {
    const button = text("button", "Show in the table of incidents");
    button.type = "button";
    const label = part("title").textContent;
    button.addEventListener("click", () => { panel.close(); document.dispatchEvent(new CustomEvent("show-incidents", { detail: { ids: onPage, label } })); });
    part("links").append(button);
  }
}

function open(recipe, title, href) {
  if (!recipe) return;
  const rows = listed(behind(recipe.packed, recipe.column));
  part("title").textContent = title;
  describe(recipe);
  links(rows, href);
  const counts = Object.entries(KINDS).map(([kind, names]) => [rows.filter((row) => row[0] === kind).length, names]).filter(([number]) => number);
  part("count").textContent = counts.map(([number, [one, several]]) => `${number} ${number === 1 ? one : several}`).join(", ") || "No row: a number of the method, or of nothing";
  fill(rows, FIRST);
  panel.showModal();
  panel.scrollTop = 0;
  part("title").focus();
}

part("close").addEventListener("click", () => panel.close());
panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });

// Numbers of a table are one stop of the Tab key; from there the arrow keys go on.
function offer(table, recipeOf) {
  const columns = [...table.tHead.rows[0].cells].map((head) => head.dataset.column);
  const grid = [];
  [...table.tBodies[0].rows].forEach((row, number) => {
    const buttons = [];
    [...row.cells].forEach((cell, position) => {
      const column = columns[position];
      const recipe = recipeOf(number, column);
      const { columns: known, key } = recipe?.measure ?? { columns: {}, key: [] };
      const words = cell.textContent.trim();
      const counted = known[recipe?.column] || (!key.length && PLAIN.test(words));
      if (cell.colSpan > 1 || !column || !counted || !(HAS_DIGIT.test(words) || recipe.column === "direction")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "cell";
      button.tabIndex = -1;
      button.append(...cell.childNodes);
      cell.append(button);
      const name = [...row.cells].find((other) => !HAS_DIGIT.test(other.textContent))?.textContent ?? row.cells[0].textContent;
      button.addEventListener("click", () => open(recipeOf(number, column), `${words}: ${table.tHead.rows[0].cells[position].textContent}, ${name}`));
      buttons[position] = button;
    });
    if (buttons.length) grid.push(buttons);
  });
  const first = grid[0]?.find(Boolean);
  if (!first) return;
  first.tabIndex = 0;
  table.addEventListener("keydown", (event) => { if (event.target.matches("button.cell")) move(event, grid); });
}

function move(event, grid) {
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  if (!steps) return;
  event.preventDefault();
  let row = grid.findIndex((buttons) => buttons.includes(event.target));
  let column = grid[row].indexOf(event.target);
  do { row += steps[0]; column += steps[1]; } while (grid[row] && column >= 0 && column < grid[row].length && !grid[row][column]);
  const next = grid[row]?.[column];
  if (!next) return;
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

for (const table of document.querySelectorAll("table[data-table]")) offer(table, (row, column) => ofTable(table.dataset.table, row, column));
for (const table of document.querySelectorAll("table[data-figure]")) {
  offer(table, (row, column) => ofFigure(table.dataset.figure, Number(table.dataset.set), row, column));
}
for (const number of document.querySelectorAll("[data-n]")) {
  const [name, row, ...column] = number.dataset.n.split(".");
  if (!row) continue;
  if (!number.href) { number.setAttribute("role", "button"); number.tabIndex = 0; }
  const show = (event) => { event.preventDefault(); open(ofTable(name, Number(row), column.join(".")), number.textContent.trim(), number.getAttribute("href")); };
  number.addEventListener("click", show);
  number.addEventListener("keydown", (event) => { if (!number.href && (event.key === "Enter" || event.key === " ")) show(event); });
}

window.reportPage.openMark = (figure, place, title) => {
  const [set, row] = place.split(".").map(Number);
  open(ofFigure(figure, set, row), title);
};
