// The shell in the browser: keys, drawer, search, menu, messages. Every page works without it; it only makes hands faster.
// A page needs no script of its own: it marks its rows with data-row, links with {% opens url %}, its main act with data-main-act,
// a key of its own with data-key, a walk through places with data-next.

const drawer = document.getElementById("drawer");
const searchBox = document.getElementById("tim");
const results = document.getElementById("tim-ra");
const keyList = document.getElementById("phim");
const politely = document.getElementById("bao-nhe");
const urgently = document.getElementById("bao-gap");
const LETTERS_OFF = "tdkt.letters-off";

/** Say a sentence to whoever listens instead of looks; the same sentence twice is said twice. */
export function say(region, sentence) {
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = sentence; }, 60);
}

// ---------- drawer ----------
let opener = null;

function openDrawer() {
  if (!drawer) return;
  drawer.hidden = false;
  const heading = drawer.querySelector("[data-drawer-heading]");
  if (heading) heading.focus({ preventScroll: window.matchMedia("(min-width: 1121px)").matches });
}

function closeDrawer() {
  if (!drawer || drawer.hidden) return false;
  drawer.hidden = true;
  drawer.replaceChildren();
  markOpener(null, true);
  return true;
}

function markOpener(link, backToIt) {
  for (const open of document.querySelectorAll("[data-opens][aria-expanded]")) open.removeAttribute("aria-expanded");
  for (const row of document.querySelectorAll("tr[data-row][aria-selected]")) row.removeAttribute("aria-selected");
  if (backToIt && opener && opener.isConnected) opener.focus();
  opener = link;
  if (!link) return;
  link.setAttribute("aria-expanded", "true");
  link.closest("tr[data-row]")?.setAttribute("aria-selected", "true");
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.detail.elt;
  if (link.matches?.("[data-opens]") && !drawer?.contains(link)) markOpener(link, false);
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === drawer) openDrawer();
  if (event.detail.target === results) showResults();
});

// A click with Ctrl, Shift or the middle button opens a whole page in its own tab: htmx is told to keep out of it.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-opens]");
  if (link && (event.ctrlKey || event.metaKey || event.shiftKey)) event.stopImmediatePropagation();
}, true);

// A click beside the words of a row is a click on what the row opens.
document.addEventListener("click", (event) => {
  if (event.target.closest("a, button, input, label, select, textarea, summary")) return;
  const row = event.target.closest("tr[data-row]");
  if (row && !window.getSelection()?.toString()) openRow(row);
});

// ---------- errors of htmx ----------
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const xhr = event.detail.xhr;
    const told = xhr?.status >= 400 && (xhr.getResponseHeader("Content-Type") || "").startsWith("text/plain") ? xhr.responseText : "";
    complain(told || document.body.dataset.offline || "");
  });
}

// A form that was refused comes back with what was typed and why (422): it takes its place as any answer does.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 422) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

// ---------- sending a file ----------
// form[data-drop] takes a file dropped on it; its [data-progress] shows how much has arrived, then that it is being read.
document.addEventListener("dragover", (event) => {
  const form = event.target.closest?.("form[data-drop]");
  if (!form || !event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  form.classList.add("dang-keo");
});
document.addEventListener("dragleave", (event) => {
  const form = event.target.closest?.("form[data-drop]");
  if (form && !form.contains(event.relatedTarget)) form.classList.remove("dang-keo");
});
document.addEventListener("drop", (event) => {
  const form = event.target.closest?.("form[data-drop]");
  if (!form || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  form.classList.remove("dang-keo");
  form.querySelector('input[type="file"]').files = event.dataTransfer.files;
  form.requestSubmit();
});
// A textarea with data-paste takes cells: beside their text it keeps the piece of a page that the clipboard holds, in which merged cells show.
document.addEventListener("paste", (event) => {
  const box = event.target.closest?.("textarea[data-paste]");
  if (!box) return;
  const page = event.clipboardData?.getData("text/html") || "";
  const kept = document.getElementById(box.dataset.paste);
  setTimeout(() => { kept.value = /<table[\s>]/i.test(page) && !box.dataset.typed ? page : ""; }); // after "input", which forgets it
});
document.addEventListener("input", (event) => {
  const box = event.target.closest?.("textarea[data-paste]");
  if (!box) return;
  document.getElementById(box.dataset.paste).value = ""; // changed by hand: the text counts alone
  box.dataset.typed = box.value && event.inputType !== "insertFromPaste" ? "1" : "";
});
document.addEventListener("htmx:xhr:progress", (event) => {
  const box = event.target.querySelector?.("[data-progress]");
  const { loaded, total, lengthComputable } = event.detail;
  if (!box || !lengthComputable) return;
  box.hidden = false;
  const bar = box.querySelector("progress");
  const arrived = loaded >= total;
  if (arrived) bar.removeAttribute("value");
  else bar.value = Math.round(100 * loaded / total);
  const reading = box.querySelector("[data-reading]");
  if (arrived && reading.hidden) say(politely, reading.textContent);
  reading.hidden = !arrived;
  box.querySelector("[data-sending]").hidden = arrived;
});

/** Show a sentence above the page as an error, and say it. */
export function complain(sentence) {
  const area = document.querySelector(".cac-bao");
  if (!sentence || !area) return;
  const box = document.createElement("p");
  box.className = "bao loi";
  box.textContent = sentence;
  area.replaceChildren(box);
  say(urgently, sentence);
}

// ---------- search ----------
function options() {
  return results ? [...results.querySelectorAll('[role="option"]')] : [];
}

function showResults() {
  const found = options();
  searchBox.setAttribute("aria-expanded", String(found.length > 0));
  choose(found[0]);
}

function choose(option) {
  for (const each of options()) each.setAttribute("aria-selected", String(each === option));
  if (!option) { searchBox?.removeAttribute("aria-activedescendant"); return; }
  if (!option.id) option.id = `tim-${options().indexOf(option)}`;
  searchBox.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function closeResults() {
  results?.replaceChildren();
  searchBox?.setAttribute("aria-expanded", "false");
  searchBox?.removeAttribute("aria-activedescendant");
}

function openOption(option, inNewTab) {
  const address = option?.dataset.href || option?.getAttribute("href");
  if (!address) return false;
  if (inNewTab) window.open(address, "_blank", "noopener");
  else window.location.assign(address);
  return true;
}

searchBox?.addEventListener("keydown", (event) => {
  const found = options();
  const at = found.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" && found.length) { choose(found[(at + 1) % found.length]); event.preventDefault(); }
  else if (event.key === "ArrowUp" && found.length) { choose(found[(at - 1 + found.length) % found.length]); event.preventDefault(); }
  else if (event.key === "Enter" && at >= 0 && openOption(found[at], event.ctrlKey || event.metaKey)) event.preventDefault();
  else if (event.key === "Escape") { leaveSearch(); event.preventDefault(); event.stopPropagation(); }
});
searchBox?.addEventListener("input", () => { if (!searchBox.value.trim()) closeResults(); });
results?.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus, so that keys go on working
results?.addEventListener("click", (event) => openOption(event.target.closest('[role="option"]'), event.ctrlKey || event.metaKey));
document.addEventListener("click", (event) => {
  if (results && !event.target.closest(".cap-tim")) closeResults();
  for (const menu of document.querySelectorAll("details.thuc-don[open], details.them-loc[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// ---------- rows ----------
function rows() {
  return [...document.querySelectorAll("tr[data-row]")].filter((row) => row.offsetParent !== null);
}

function stepRow(by) {
  const all = rows();
  if (!all.length) return false;
  const at = all.findIndex((row) => row.contains(document.activeElement) || row.getAttribute("aria-selected") === "true");
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  if (drawer && !drawer.hidden) openRow(next);
  return true;
}

function openRow(row) {
  const link = row?.querySelector("[data-opens], a[href]");
  if (!link) return false;
  link.click();
  return true;
}

// ---------- ticks ----------
// [data-ticks] is a list whose rows are ticked: the ticks are kept in this tab under its name, also over its pages, and counted against
// data-limit; one over it is refused in place. The ticked rows go along with a form[data-file].
const ticked = document.querySelector("[data-ticks]");
const ticksKey = ticked && `tdkt.ticks ${ticked.dataset.ticks}`;
const ticks = new Set(ticked ? JSON.parse(sessionStorage.getItem(ticksKey) || "[]") : []);

function showTicks() {
  const limit = Number(ticked.dataset.limit);
  const count = document.querySelector("[data-tick-count]");
  for (const box of ticked.querySelectorAll("[data-tick]")) {
    if (box.disabled) ticks.delete(box.dataset.tick);
    box.checked = ticks.has(box.dataset.tick);
  }
  count.textContent = ticked.dataset.count.replace("{n}", ticks.size).replace("{left}", limit - ticks.size);
  document.querySelectorAll(".dong-ho rect").forEach((cell, at) => { cell.setAttribute("class", at < ticks.size ? "m-sel" : "m-free"); });
  const bar = document.querySelector(".dong-ho progress");
  if (bar) bar.value = ticks.size;
  for (const field of document.querySelectorAll("[data-ticked]")) field.value = [...ticks].join(",");
  sessionStorage.setItem(ticksKey, JSON.stringify([...ticks]));
  return count.textContent;
}

function tick(box) {
  const refused = document.querySelector("[data-tick-refused]");
  const over = box.checked && ticks.size >= Number(ticked.dataset.limit);
  if (over) box.checked = false;
  else if (box.checked) ticks.add(box.dataset.tick);
  else ticks.delete(box.dataset.tick);
  refused.hidden = !over;
  refused.textContent = over ? ticked.dataset.refused : "";
  const counted = showTicks();
  say(over ? urgently : politely, over ? ticked.dataset.refused : counted);
}

let lastTicked = null; // from which a click with Shift ticks all rows between

function tickBetween(box) {
  const boxes = [...ticked.querySelectorAll("[data-tick]:not(:disabled)")];
  const [from, to] = [boxes.indexOf(lastTicked), boxes.indexOf(box)];
  if (from < 0 || to < 0) return;
  for (const each of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (each === box || each.checked === box.checked) continue;
    each.checked = box.checked;
    tick(each);
  }
}

function tickRow(row) {
  const box = row?.querySelector("[data-tick]");
  if (!box || box.disabled) return false;
  box.click();
  return true;
}

if (ticked) {
  showTicks();
  ticked.addEventListener("change", (event) => { if (event.target.matches("[data-tick]")) tick(event.target); });
  ticked.addEventListener("click", (event) => {
    const box = event.target.closest("[data-tick]");
    if (!box) return;
    if (event.shiftKey && lastTicked) setTimeout(() => tickBetween(box)); // after its own change was counted
    setTimeout(() => { lastTicked = box; });
  });
}

// ---------- order ----------
// table[data-order] is a list whose rows are put in another order: Alt with an arrow moves a row, one row at a time; the form that the
// selector names keeps the move with its reason, and its reset button drops it.
const ordered = document.querySelector("table[data-order]");
const orderForm = ordered && document.querySelector(ordered.dataset.order);
let moving = null; // the row that has left its place

function moveRow(row, by) {
  if (!ordered?.contains(row)) return false;
  if (moving && moving !== row) { say(urgently, ordered.dataset.one.replace("{name}", moving.dataset.name)); return true; }
  const beside = by > 0 ? row.nextElementSibling : row.previousElementSibling;
  if (!beside) return true;
  moving = row;
  if (by > 0) beside.after(row);
  else beside.before(row);
  row.classList.add("dang-doi");
  row.tabIndex = -1;
  row.focus();
  const places = [...ordered.querySelectorAll("tr[data-place]")];
  const first = Math.min(...places.map((each) => Number(each.dataset.place)));
  const place = first + places.indexOf(row);
  orderForm.elements.dong.value = row.dataset.place;
  orderForm.elements.cho.value = place;
  orderForm.querySelector('[type="reset"]').hidden = false;
  say(politely, ordered.dataset.moved.replace("{name}", row.dataset.name).replace("{place}", place));
  return true;
}

orderForm?.addEventListener("reset", () => {
  const body = ordered.tBodies[0];
  const back = [...body.rows].sort((one, other) => Number(one.dataset.place) - Number(other.dataset.place));
  body.append(...back);
  moving?.classList.remove("dang-doi");
  moving?.focus();
  moving = null;
  orderForm.querySelector('[type="reset"]').hidden = true;
});

// ---------- keys ----------
const letters = document.getElementById("phim-don");
if (letters) {
  letters.checked = localStorage.getItem(LETTERS_OFF) !== "1";
  letters.addEventListener("change", () => {
    if (letters.checked) localStorage.removeItem(LETTERS_OFF);
    else localStorage.setItem(LETTERS_OFF, "1");
  });
}

function writing(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button|submit)$/.test(target.type);
}

/** Whether a field belongs to the form that the page's main act sends: from a cell of a table it is sent without leaving the cell. */
function ofMainForm(field) {
  const form = document.querySelector("button[data-main-act]")?.form;
  return Boolean(form) && field.form === form;
}

let going = 0; // when G was pressed
const TURNS = { ArrowLeft: "ArrowLeft", PageUp: "ArrowLeft", ArrowRight: "ArrowRight", PageDown: "ArrowRight" }; // as a presenter sends them

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key.toLowerCase() === "k" && searchBox) { focusSearch(event); return; }
  if (control && event.key === "Enter" && (!writing(event.target) || event.target.tagName === "TEXTAREA" || ofMainForm(event.target))) { press("[data-main-act]", event); return; }
  if (control && event.key.toLowerCase() === "z" && !writing(event.target)) { press("[data-undo] button", event); return; }
  if (event.key === "Escape") {
    const menu = document.querySelector("details.thuc-don[open], details.them-loc[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    else closeDrawer();
    return;
  }
  if (event.altKey && ordered && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const row = event.target.closest?.("tr[data-place]");
    if (row && moveRow(row, event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    return;
  }
  if (control || event.altKey || writing(event.target)) return;
  const onRow = event.target.closest?.("tr[data-row]") === event.target;
  if (event.key === "Enter" && onRow) { if (openRow(event.target)) event.preventDefault(); return; }
  if (event.key === " " && onRow) { if (tickRow(event.target)) event.preventDefault(); return; }
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && onRow) {
    if (stepRow(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    return;
  }
  if (event.key in TURNS) { press(`[data-key="${TURNS[event.key]}"]`, event); return; }
  if (localStorage.getItem(LETTERS_OFF) !== "1") letter(event);
});

function letter(event) {
  const key = event.key.length === 1 ? event.key.toUpperCase() : "";
  if (!key) return;
  if (going && event.timeStamp - going < 1500) {
    going = 0;
    press(`.muc-luc a[data-letter="${CSS.escape(key)}"]`, event);
    return;
  }
  going = 0;
  const own = document.activeElement?.closest("tr[data-row]")?.querySelector(`[data-row-key="${CSS.escape(key)}"]`);
  if (own) { own.click(); event.preventDefault(); return; } // a key of the row that has the focus
  if (key === "/") focusSearch(event);
  else if (key === "?") { keyList?.showModal(); event.preventDefault(); }
  else if (key === "G") going = event.timeStamp;
  else if (key === "J") { if (stepRow(1)) event.preventDefault(); }
  else if (key === "K") { if (stepRow(-1)) event.preventDefault(); }
  else if (key === "X") { if (tickRow(document.activeElement?.closest("tr[data-row]"))) event.preventDefault(); }
  else if (key === "P") { window.print(); event.preventDefault(); }
  else press(`[data-key="${CSS.escape(key)}"]`, event);
}

let searchedFrom = null; // what had the focus when the search box was called

function focusSearch(event) {
  if (!searchBox) return;
  event.preventDefault();
  const here = document.activeElement;
  if (here !== searchBox) searchedFrom = here;
  searchBox.focus();
  searchBox.select();
}

/** Close what was found and give the focus back to where the search was called from. */
function leaveSearch() {
  closeResults();
  if (searchedFrom?.isConnected && searchedFrom !== document.body) searchedFrom.focus();
  else searchBox.blur();
  searchedFrom = null;
}

function press(selector, event) {
  const target = document.querySelector(selector);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input, select, textarea, summary")) target.focus();
  if (!target.matches("input, select, textarea")) target.click();
}

// ---------- buttons ----------
document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  if (!button) return;
  if (button.matches("[data-close-drawer]")) closeDrawer();
  if (button.matches("[data-print]")) window.print();
  if (button.dataset.next) stepTo(button);
  if (button.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
    const why = document.getElementById(button.getAttribute("aria-describedby") || "");
    if (why) say(politely, why.textContent);
  }
});

/** A button with data-next goes through what its selector finds, one at each press, and from the last to the first again. */
function stepTo(button) {
  const all = [...document.querySelectorAll(button.dataset.next)];
  if (!all.length) return;
  const here = all.indexOf(document.activeElement);
  const at = ((here >= 0 ? here : Number(button.dataset.at ?? -1)) + 1) % all.length;
  button.dataset.at = at;
  all[at].focus({ preventScroll: true });
  all[at].scrollIntoView({ block: "center" });
}

// A message with an undo button leaves the screen after 20 seconds, never while it has the focus or the mouse.
for (const toast of document.querySelectorAll("[data-undo]")) {
  const leave = () => { if (toast.matches(":hover, :focus-within")) setTimeout(leave, 3000); else toast.remove(); };
  setTimeout(leave, 20000);
}
