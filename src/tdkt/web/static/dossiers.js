// The report of a dossier: saved within a second of typing, kept in this browser until it is saved, merged with what others type.
// The form says where and what: data-autosave, data-saves, textarea[data-field]. Without this script the form is sent by its button.

const form = document.querySelector("form[data-autosave]");
const status = document.getElementById("luu");
const others = document.getElementById("nguoi-khac");
const dialog = document.getElementById("vao-lai");
const politely = document.getElementById("bao-nhe");
const WITHIN = 600; // milliseconds after the first letter
const AGAIN = 3000;
const LOOK = 5000;
const REST = 1200;

/** Say a sentence to whoever listens instead of looks. (`app.js` is no module to import: a second address of it would run it twice.) */
function say(region, sentence) {
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = sentence; }, 60);
}

/** Show a sentence above the page as an error. */
function complain(sentence) {
  const area = document.querySelector(".cac-bao");
  if (!sentence || !area) return;
  area.replaceChildren(Object.assign(document.createElement("p"), { className: "bao loi", textContent: sentence }));
}

if (form) start();

function start() {
  const kept = `tdkt.dossier.${form.dataset.dossier}.${form.dataset.account}`;
  const base = {}; // what each part said when this page last agreed with the server
  let saves = Number(form.dataset.saves);
  let mark = form.querySelector("[name=csrfmiddlewaretoken]").value;
  let timer = 0;
  let saving = null;
  let offline = "";
  let signedOut = false;

  const boxes = () => [...form.querySelectorAll("textarea[data-field]")];
  const box = (field) => boxes().find((one) => one.dataset.field === field);
  const dirty = () => boxes().filter((one) => one.value !== base[one.dataset.field]);

  for (const one of boxes()) base[one.dataset.field] = one.value;
  restore();

  // ---------- what is shown ----------
  function now() {
    return new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false }).format(new Date());
  }
  function show(words, time, wrong) {
    status.replaceChildren(document.createTextNode(`${words} `));
    if (time) status.append(Object.assign(document.createElement("b"), { textContent: time }));
    status.classList.toggle("chua-luu", Boolean(wrong));
  }

  // ---------- kept in this browser until it is saved ----------
  function remember() {
    const parts = Object.fromEntries(dirty().map((one) => [one.dataset.field, { mine: one.value, base: base[one.dataset.field] }]));
    try {
      if (Object.keys(parts).length) localStorage.setItem(kept, JSON.stringify(parts));
      else localStorage.removeItem(kept);
    } catch { /* a full or forbidden store: the page itself still holds the words */ }
  }
  function restore() {
    let parts = {};
    try { parts = JSON.parse(localStorage.getItem(kept) || "{}"); } catch { return; }
    for (const [field, { mine, base: seen }] of Object.entries(parts)) {
      const one = box(field);
      if (!one || one.value === mine) continue;
      // The server has other words than those that this browser started from: both are sent, and the server keeps both.
      one.value = mine;
      base[field] = seen;
    }
    remember();
    if (dirty().length) soon(0);
  }

  // ---------- saving ----------
  function soon(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }
  async function ask(address, options = {}) {
    const answer = await fetch(address, { ...options, headers: { "HX-Request": "true", "X-CSRFToken": mark, ...options.headers } });
    if (answer.headers.get("HX-Redirect") || answer.redirected) { leave(); return null; }
    return answer;
  }
  function save() {
    saving = (saving || Promise.resolve()).then(saveNow);
    return saving;
  }
  async function saveNow() {
    clearTimeout(timer);
    timer = 0;
    const parts = dirty();
    if (!parts.length) return true;
    const text = Object.fromEntries(parts.map((one) => [one.dataset.field, one.value]));
    const seen = Object.fromEntries(parts.map((one) => [one.dataset.field, base[one.dataset.field]]));
    if (!offline && !signedOut) show(status.dataset.saving);
    let answer = null;
    try {
      answer = await ask(form.action, {
        method: "POST",
        body: JSON.stringify({ text, base: seen, saves: -1 }), // each part is laid over what this page saw of it
        headers: { "Content-Type": "application/json" },
      });
    } catch {
      offline ||= now();
      show(status.dataset.unsaved, offline, true);
      soon(AGAIN);
      return false;
    }
    if (!answer) return false;
    if (answer.status === 403) { await look(); soon(AGAIN); return false; }
    if (!answer.ok) {
      const told = answer.status === 409 ? (await answer.json()).refused : "";
      show(status.dataset.unsaved, now(), true);
      complain(told || document.body.dataset.offline);
      if (answer.status !== 409) soon(AGAIN);
      return false;
    }
    const said = await answer.json();
    for (const [field, second] of said.both) part(field, second, said.text[field] || "");
    for (const [field, words] of Object.entries(text)) {
      const pair = said.both.find(([first]) => first === field);
      if (pair) {
        base[pair[1]] = words;
        base[field] = said.text[field] || "";
      } else base[field] = words;
    }
    offline = "";
    signedOut = false;
    take(said);
    remember();
    if (dirty().length) soon(WITHIN);
    else compareSoon();
    return true;
  }

  /** The writer's box goes on as the second copy, so that his hands need not stop; a new box above holds the other's words. */
  function part(field, second, words) {
    const mine = box(field);
    if (!mine || box(second)) return;
    const theirs = mine.cloneNode(false);
    theirs.value = words;
    mine.before(theirs);
    const copy = document.getElementById("hai-ban").content.cloneNode(true).firstElementChild;
    const place = copy.querySelector("textarea");
    mine.dataset.field = second;
    mine.removeAttribute("name");
    mine.id = `p-${second}`;
    mine.rows = 5;
    const label = copy.querySelector("label");
    label.htmlFor = mine.id;
    const held = document.activeElement === mine;
    const [from, to] = [mine.selectionStart, mine.selectionEnd];
    place.replaceWith(mine);
    theirs.after(copy);
    if (held) { mine.focus(); mine.setSelectionRange(from, to); }
    say(politely, copy.querySelector(".bao").textContent);
  }

  /** What the server has: newer words go into parts that nobody is changing here. */
  function take(said) {
    saves = said.saves;
    form.elements.saves.value = saves;
    mark = said.mark;
    for (const one of form.querySelectorAll("[name=csrfmiddlewaretoken]")) one.value = mark;
    for (const one of boxes()) {
      const field = one.dataset.field;
      const words = said.text[field] || "";
      if (one.value !== base[field] || words === base[field]) continue;
      one.value = words;
      base[field] = words;
      const name = form.querySelector(`label[for="${CSS.escape(one.id)}"]`)?.textContent || "";
      say(politely, form.dataset.newer.replace("{part}", name));
    }
    if (others) others.textContent = said.here.join("; ");
    if (!dirty().length && said.at) show(status.dataset.saved, said.at);
  }

  // ---------- what the report claims, beside the register, once the hands rest ----------
  let comparing = 0;
  function compareSoon() {
    clearTimeout(comparing);
    comparing = setTimeout(async () => {
      const beside = document.getElementById("khang-dinh");
      try {
        const answer = await ask(beside.dataset.address);
        if (!answer?.ok) return;
        beside.innerHTML = await answer.text();
        window.htmx?.process(beside);
      } catch { /* the next save asks again */ }
    }, REST);
  }

  async function look() {
    try {
      const field = document.activeElement?.dataset?.field || "";
      const answer = await ask(`${form.action}?muc=${encodeURIComponent(field.split("@")[0])}`);
      if (!answer?.ok) return false;
      const said = await answer.json();
      const back = offline || signedOut;
      offline = "";
      signedOut = false;
      if (dialog.open && said.account) dialog.close();
      take(said);
      if (back && dirty().length) soon(0);
      return true;
    } catch {
      if (dirty().length) { offline ||= now(); show(status.dataset.unsaved, offline, true); }
      return false;
    }
  }
  setInterval(() => { if (document.visibilityState === "visible") look(); }, LOOK);

  form.addEventListener("input", () => {
    remember();
    if (!timer && !signedOut) soon(offline ? AGAIN : WITHIN);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
  window.addEventListener("online", () => look());
  window.addEventListener("beforeunload", (event) => {
    remember();
    if (dirty().length) event.preventDefault();
  });

  // ---------- two copies of one part ----------
  form.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-keep]");
    if (!button) return;
    const second = button.closest(".hs-hai").querySelector("textarea[data-field]").dataset.field;
    if (!(await save()) || !(await look())) return;
    const send = document.createElement("form");
    send.method = "post";
    send.action = form.dataset.choose;
    for (const [name, value] of [["csrfmiddlewaretoken", mark], ["ban", second], ["giu", button.dataset.keep], ["saves", saves]]) {
      send.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(send);
    send.submit();
  });

  // ---------- signing in again without leaving the page ----------
  function leave() {
    signedOut = true;
    remember();
    show(status.dataset.signedOut, "", true);
    if (!dialog.open && dirty().length) dialog.showModal();
  }
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = new FormData(event.target);
    const wrong = dialog.querySelector("[role=alert]");
    const door = dialog.dataset.signIn;
    try {
      const page = new DOMParser().parseFromString(await (await fetch(door)).text(), "text/html");
      fields.set("csrfmiddlewaretoken", page.querySelector("[name=csrfmiddlewaretoken]")?.value || "");
      fields.set("next", "");
      const answer = await fetch(door, { method: "POST", body: new URLSearchParams(fields) });
      if (answer.ok && answer.redirected && (await look())) { wrong.hidden = true; await save(); return; }
    } catch { /* said below */ }
    wrong.textContent = dialog.dataset.wrong;
    wrong.hidden = false;
  });
}
