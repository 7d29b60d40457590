// The table of incidents: search, filters, order, pages, and links to single rows.
const STEP = 25;
const table = document.getElementById("incidents");
const rows = table ? [...table.tBodies] : [];
const form = document.getElementById("filters");
const paging = document.getElementById("paging");
const byId = new Map(rows.map((row) => [row.id, row]));
const texts = new Map();
let chosen = null; // ids behind a number whose rows are asked for
let chosenLabel = "";
let most = STEP;

const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f’'ʼ‘`]/g, "").toLowerCase();

function textOf(row) {
  if (!texts.has(row)) texts.set(row, folded(row.textContent));
  return texts.get(row);
}

function wanted() {
  const words = folded(form.querySelector("#find").value).split(/\s+/).filter(Boolean);
  const selects = [...form.querySelectorAll("select")].filter((select) => select.value);
  const from = form.querySelector("#from").value;
  const to = form.querySelector("#to").value;
  const multi = form.querySelector("#multi").checked;
  const differ = form.querySelector("#differ").checked;
  return rows.filter((row) => {
    const day = row.rows[0].cells[0].dataset.v;
    return (!chosen || chosen.has(row.id))
      && selects.every((select) => row.dataset[select.dataset.column] === select.value)
      && (!from || (day && day >= from)) && (!to || (day && day <= to))
      && (!multi || Number(row.dataset.publishers) >= 2)
      && (!differ || row.querySelector("summary .warn"))
      && words.every((word) => textOf(row).includes(word));
  });
}

function show() {
  const fitting = wanted();
  const seen = new Set(fitting);
  let number = 0;
  for (const row of rows) {
    row.hidden = !seen.has(row);
    // Rows of later pages are kept out of sight by a class, so that print still has them.
    row.classList.toggle("later", !row.hidden && ++number > most);
  }
  const all = fitting.length === rows.length;
  form.querySelector("#count").textContent = `${all ? "" : `${fitting.length} of `}${rows.length} incidents${chosen ? `: ${chosenLabel}` : ""}`;
  form.querySelector("#clear").hidden = all && !chosen;
  paging.hidden = fitting.length <= most;
  document.getElementById("more").textContent = `Show all ${fitting.length} rows`;
  return fitting;
}

function value(row, column) {
  const cell = row.rows[0].cells[column];
  return cell.dataset.v ?? cell.textContent.trim();
}

function sort(head, column) {
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const numeric = head.classList.contains("n");
  const order = (a, b) => numeric ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
  rows.sort((one, two) => {
    const [a, b] = [value(one, column), value(two, column)];
    if (a === "" || b === "") return (a === "") - (b === ""); // what is not said comes last either way
    return down ? order(b, a) : order(a, b);
  });
  table.append(...rows);
  show();
}

function reveal(row, open) {
  if (row.hidden || row.classList.contains("later")) {
    if (row.hidden) reset();
    most = Infinity;
    show();
  }
  if (open) row.querySelector("details").open = true;
  row.scrollIntoView({ block: "start" });
}

function reset() {
  chosen = null;
  form.reset();
  show();
}

// Of a quiet choice, made in a chart that is still being looked at, the page does not move; without ids it is freed.
function showIncidents(ids, label, quiet = false) {
  if (!ids) return reset();
  const named = Array.isArray(ids) ? ids : String(ids).split(/[\s;]+/).filter(Boolean);
  form.reset();
  chosen = new Set(named.filter((id) => byId.has(id)));
  chosenLabel = label;
  most = STEP;
  show();
  if (quiet) return;
  document.getElementById("filters").scrollIntoView({ block: "start" });
  form.querySelector("#clear").focus({ preventScroll: true });
}

function followHash() {
  const row = byId.get(decodeURIComponent(location.hash.slice(1)));
  if (row) reveal(row, true);
}

if (table) {
  form.hidden = false;
  if (innerWidth < 832) form.querySelector("details").open = false; // the width at which rows become cards
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { most = STEP; show(); });
  form.querySelector("#clear").addEventListener("click", reset);
  document.getElementById("more").addEventListener("click", () => { most = Infinity; show(); });
  form.querySelector("#save-shown").addEventListener("click", () => {
    const { columns, rows: all } = window.reportPage.rowsOf("incidents");
    const key = columns.indexOf("incident_id");
    const shown = new Set(wanted().map((row) => row.id));
    window.reportPage.save("incidents-shown.csv", columns, all.filter((row) => shown.has(row[key])));
  });
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(head, column));
  });
  table.tHead.rows[0].cells[0].setAttribute("aria-sort", "ascending");
  table.addEventListener("toggle", (event) => event.target.closest("tbody")?.classList.toggle("open", event.target.open), true);
  document.addEventListener("show-incidents", (event) => showIncidents(event.detail.ids, event.detail.label, event.detail.quiet));
  addEventListener("hashchange", followHash);
  show();
  followHash();
}

// The list of contents marks the section that is being read.
const links = new Map([...document.querySelectorAll(".contents > ol > li > a")].map((link) => [link.hash.slice(1), link]));
const reading = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    links.forEach((link) => link.removeAttribute("aria-current"));
    links.get(target.id)?.setAttribute("aria-current", "location");
  }
}, { rootMargin: "-15% 0px -75% 0px" });
for (const id of links.keys()) { const part = document.getElementById(id); if (part) reading.observe(part); }
