// A chart of views that choose from one another (usermeta.linked names the selections): the table of incidents shows what is chosen
// in it, and a line below it says how many that are.
function chosen(rows, picked) {
  const fits = (row) => picked.every((one) => Object.entries(one).every(([field, values]) => !Array.isArray(values) || values.includes(row[field])));
  return [...new Set(rows.filter(fits).map((row) => row.incident_ids))];
}

function line(figure) {
  const known = figure.querySelector(".chosen");
  if (known) return known;
  const made = document.createElement("p");
  made.className = "chosen";
  made.hidden = true;
  made.append(document.createElement("output"), ...Object.entries({ show: "Show them in the evidence", free: "Free the choice" }).map(([name, text]) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: text, className: name });
    return button;
  }));
  made.querySelector("output").setAttribute("aria-live", "polite");
  made.querySelector(".show").addEventListener("click", () => document.getElementById("filters")?.scrollIntoView({ block: "start" }));
  made.querySelector(".free").addEventListener("click", () => figure.dispatchEvent(new CustomEvent("redraw")));
  figure.querySelector(".plot").after(made);
  return made;
}

document.addEventListener("linked", ({ target: figure, detail: { view, selections, rows } }) => {
  const below = line(figure);
  const every = new Set(rows.map((row) => row.incident_ids)).size;
  const label = `chosen in ${figure.querySelector("figcaption .number").textContent}`;
  const tell = () => {
    const picked = selections.map((name) => view.signal(name)).filter((one) => Object.keys(one).length);
    if (!picked.length && below.hidden) return;
    const ids = chosen(rows, picked);
    below.hidden = !picked.length;
    below.querySelector("output").textContent = `${ids.length} of ${every} incidents are chosen.`;
    document.dispatchEvent(new CustomEvent("show-incidents", { detail: { ids: picked.length ? ids : null, label, quiet: true } }));
  };
  let waiting;
  const later = () => { clearTimeout(waiting); waiting = setTimeout(tell, 150); }; // a drag moves many times a second
  for (const name of selections) view.addSignalListener(name, later);
  tell(); // drawn anew, a chart has nothing chosen
});
