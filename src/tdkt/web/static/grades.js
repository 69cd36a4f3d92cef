// Counts the classes of a table while they are chosen, and says at once where a share is exceeded; the server has the last word.
const table = document.querySelector("[data-grades]");

function chosen() {
  const counts = new Map();
  for (const radio of table.querySelectorAll("input[type=radio]:checked")) counts.set(radio.value, (counts.get(radio.value) ?? 0) + 1);
  return counts;
}

function show() {
  const counts = chosen();
  for (const cell of document.querySelectorAll("[data-grade-count]")) cell.textContent = counts.get(cell.dataset.gradeCount) ?? 0;
  for (const share of document.querySelectorAll("[data-share]")) {
    const within = share.dataset.within ? share.dataset.within.split(",") : null;
    const whole = within ? within.reduce((sum, code) => sum + (counts.get(code) ?? 0), 0) : Number(table.dataset.people);
    const most = Math.floor(whole * Number(share.dataset.percent) / 100 + 1e-9);
    const over = Math.max(0, (counts.get(share.dataset.share) ?? 0) - most);
    share.classList.toggle("vuot", over > 0);
    share.querySelector("[data-over]").hidden = over === 0;
    share.querySelector("[data-over-number]").textContent = over;
  }
}

if (table) table.addEventListener("change", show);
