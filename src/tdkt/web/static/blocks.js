// The sheet of a block's member: up and down go to the box of the same kind in the line above or below. Without this script Tab does it all.

const table = document.querySelector(".cham .bang-cham");

/** The boxes of a line that can be typed in, notes last. */
const boxes = (row) => [...row.querySelectorAll("input.form-control, select.form-select")];

table?.addEventListener("keydown", (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.target.tagName !== "INPUT") return;
  const rows = [...table.querySelectorAll("tr")].filter((row) => boxes(row).length);
  const here = rows.findIndex((row) => row.contains(event.target));
  const next = rows[here + step];
  if (!next) return;
  const own = boxes(rows[here]);
  const note = event.target.classList.contains("o-ghi");
  const there = boxes(next);
  const box = note ? there.at(-1) : there[Math.min(own.indexOf(event.target), there.length - 2)];
  event.preventDefault();
  box.focus();
  if (box.tagName === "INPUT") box.select();
});
