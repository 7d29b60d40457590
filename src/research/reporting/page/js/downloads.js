// CSV files made from the data inside the page.
const packed = JSON.parse(document.getElementById("tables").textContent);

// Where a spreadsheet would take a text for a formula; the rule is that of src/research/spreadsheet.py.
const FORMULA = /(?:^|(?<=[;\t]))(?=[' ]*[=+\-@\t\r\n＝＋－＠])/g;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?%?$/;

function cell(value) {
  if (value === null || value === undefined) return "";
  let text = value === true ? "True" : value === false ? "False" : String(value);
  if (typeof value === "string" && !NUMBER.test(text)) text = text.replace(FORMULA, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function save(name, columns, rows) {
  saveText(name, "text/csv;charset=utf-8", [columns, ...rows].map((row) => row.map(cell).join(",") + "\n").join(""));
}

// The rows of a table; a column may be packed as its distinct values and the number of the one in each row, or as what follows on
// the value of another column.
function rowsOf(name) {
  const { columns, count, values } = packed[name];
  const at = (column, row) => Array.isArray(column) ? column[row]
    : column.tail ? at(values[column.after], row) + at(column.tail, row) : column.of[column.at[row]];
  return { columns, rows: Array.from({ length: count }, (_, row) => values.map((column) => at(column, row))) };
}

function saveText(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

window.reportPage = { save, rowsOf };

for (const button of document.querySelectorAll("button[data-table]")) {
  button.disabled = false;
  button.addEventListener("click", () => {
    const { columns, rows } = rowsOf(button.dataset.table);
    save(`${button.dataset.table}.csv`, columns, rows);
  });
}

// Result tables of the notebooks stand in the page as CSV already.
for (const button of document.querySelectorAll("button[data-result]")) {
  button.hidden = false;
  const { result } = button.dataset;
  const text = JSON.parse(document.getElementById(`csv-${result}`).textContent);
  button.addEventListener("click", () => saveText(`${result}.csv`, "text/csv;charset=utf-8", text));
}
