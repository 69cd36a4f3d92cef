// Verifies certificates without a network: the same reading and the same order of verdicts as seals/certificate.py.
{
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", PREFIX = "TDKT:", VERSION = 1, CERTIFICATE = 1;
  const PURPOSE = new TextEncoder().encode("tdkt signed message\0");
  const KEY_ID = 5, SIGNATURE = 64, HEAD = 2 + KEY_ID, DAY = 86400000;
  class Damaged extends Error {}

  // --- reading ---------------------------------------------------------------------------------------

  function decoded(text) {
    const bytes = [];
    for (let start = 0; start < text.length; start += 8) {
      const group = text.slice(start, start + 8);
      let whole = 0;
      for (const letter of group) {
        const place = ALPHABET.indexOf(letter);
        if (place < 0) throw new Damaged();
        whole = whole * 32 + place;
      }
      const size = Math.floor(group.length * 5 / 8), spare = group.length * 5 - size * 8;
      if (spare >= 5 || whole % 2 ** spare) throw new Damaged();
      whole = Math.floor(whole / 2 ** spare);
      for (let place = size - 1; place >= 0; place--) bytes.push(Math.floor(whole / 256 ** place) % 256);
    }
    return Uint8Array.from(bytes);
  }

  function encoded(bytes) {
    let bits = 0, held = 0, text = "";
    for (const byte of bytes) {
      held = held << 8 | byte; bits += 8;
      while (bits >= 5) { bits -= 5; text += ALPHABET[held >> bits & 31]; held &= (1 << bits) - 1; }
    }
    return bits ? text + ALPHABET[held << (5 - bits) & 31] : text;
  }

  function message(code) {
    let text = code.slice(0, 4000).replace(/\s+/g, "");
    if (text === text.toLowerCase()) text = text.toUpperCase();
    if (!text.startsWith(PREFIX) || code.length > 4000) return null;
    const said = decoded(text.slice(PREFIX.length));
    if (said.length < HEAD + SIGNATURE || said[0] !== VERSION) throw new Damaged();
    const body = said.slice(0, -SIGNATURE);
    return { kind: body[1], key: encoded(body.slice(2, HEAD)), content: body.slice(HEAD), body, signature: said.slice(-SIGNATURE) };
  }

  function certificate(content) {
    let at = 0;
    const number = () => {
      let value = 0, scale = 1, byte, count = 0;
      do {
        if (at >= content.length || count > 4) throw new Damaged();
        byte = content[at++]; value += (byte & 127) * scale; scale *= 128; count++;
      } while (byte > 127);
      if (value >= 2 ** 32 || (byte === 0 && count > 1)) throw new Damaged();
      return value;
    };
    const day = () => { const days = number(); return days ? new Date(Date.UTC(1900, 0, days)).toISOString().slice(0, 10) : ""; };
    const words = () => {
      const length = number(), part = content.slice(at, at + length);
      if (part.length !== length) throw new Damaged();
      at += length;
      const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(part);
      if (text.normalize("NFC") !== text) throw new Damaged();
      return text;
    };
    const flags = number(), serial = number(), issued = day(), decided = day();
    const [book, award, decision, authority, name] = [words(), words(), words(), words(), words()];
    if (at !== content.length || flags > 7 || !issued) throw new Damaged();
    return { name, award, class: flags & 3, posthumous: Boolean(flags & 4), decision, decided, authority, book, serial, issued };
  }

  // --- verdict ---------------------------------------------------------------------------------------

  const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));

  async function isSignedBy(said, key) {
    const open = bytesOf(key.public), signed = new Uint8Array(PURPOSE.length + said.body.length);
    signed.set(PURPOSE); signed.set(said.body, PURPOSE.length);
    try {
      const held = await crypto.subtle.importKey("raw", open, { name: "Ed25519" }, false, ["verify"]);
      return await crypto.subtle.verify({ name: "Ed25519" }, held, said.signature, signed);
    } catch { // a browser that has no Ed25519 of its own
      return await verifyAsync(said.signature, signed, open, { zip215: false });
    }
  }

  async function verdict(code, on) {
    let said;
    try { said = message(code); } catch { return { kind: "changed" }; }
    if (!said) return { kind: "not-ours" };
    const known = DATA.keys.filter((key) => key.id === said.key);
    if (!known.length) return { kind: "unknown-key", key: said.key };
    let signed = false;
    for (const key of known) signed = signed || await isSignedBy(said, key);
    if (!signed) return { kind: "changed", key: said.key };
    if (said.kind !== CERTIFICATE) return { kind: "wrong-type", key: said.key };
    let paper;
    try { paper = certificate(said.content); } catch { return { kind: "wrong-type", key: said.key }; }
    return { kind: standing(paper, known, on), key: said.key, paper };
  }

  function standing(paper, known, on) {
    if (paper.issued > on || paper.decided > on) return "future-date";
    if (!known.some((key) => key.from <= paper.issued && (!key.to || paper.issued <= key.to))) return "key-not-in-force";
    const list = DATA.list;
    if (!list) return "no-list";
    const section = list.sections.find((one) => one.key === known[0].id && one.book === paper.book && paper.serial <= one.highest);
    if (section && section.revoked.includes(paper.serial)) return "revoked";
    if (section && section.replaced.includes(paper.serial)) return "replaced";
    return !section || (Date.parse(on) - Date.parse(list.made_on)) / DAY > DATA.list_days ? "list-too-old" : "genuine";
  }

  // --- the page --------------------------------------------------------------------------------------

  const find = (id) => document.getElementById(id);
  const day = (iso) => iso ? iso.split("-").reverse().join("/") : "";
  const here = new Date();
  find("day").value = [here.getFullYear(), String(here.getMonth() + 1).padStart(2, "0"), String(here.getDate()).padStart(2, "0")].join("-");
  find("origin").textContent = `${DATA.office}. Khóa và danh sách thu hồi ngày ${day(DATA.list ? DATA.list.made_on : DATA.made_on)}.`;
  find("fingerprint").textContent = DATA.fingerprint;

  const write = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });

  function show(said, on) {
    const place = find("answer"), paper = said.paper;
    const words = {
      on: day(on), key: said.key || "", list_on: DATA.list ? day(DATA.list.made_on) : "",
      serial: paper ? paper.serial : "", book: paper ? paper.book : "", issued: paper ? day(paper.issued) : "",
    };
    const [title, sentence] = DATA.words[said.kind];
    place.className = said.kind === "genuine" ? "genuine" : ["list-too-old", "no-list", "unknown-key"].includes(said.kind) ? "unsure" : "";
    place.replaceChildren(write("h2", title), write("p", sentence.replace(/\{(\w+)\}/g, (_, name) => words[name])));
    if (paper) {
      const award = (DATA.awards[paper.award] || paper.award) + (paper.class ? ` hạng ${DATA.classes[paper.class]}` : "");
      const rows = [
        ["Tên", paper.name], ["Hình thức", paper.posthumous ? `${award} (truy tặng)` : award],
        ["Quyết định", paper.decision + (paper.decided ? ` ngày ${day(paper.decided)}` : "")], ["Người quyết định", paper.authority],
        ["Số sổ vàng", `${paper.serial}/${paper.book}`], ["Ngày cấp bằng", day(paper.issued)],
      ];
      const list = document.createElement("dl");
      for (const [name, value] of rows) list.append(write("dt", name), write("dd", value));
      place.append(list);
    }
    place.dataset.kind = said.kind;
    place.hidden = false;
    place.focus();
  }

  async function check() {
    const on = find("day").value;
    if (on) show(await verdict(find("code").value, on), on);
  }

  find("ask").addEventListener("submit", (event) => { event.preventDefault(); check(); });
  // A hand scanner types the code and then Enter.
  find("code").addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); check(); } });

  if ("BarcodeDetector" in globalThis) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    find("still").hidden = false;
    find("still").addEventListener("click", () => find("file").click());
    find("file").addEventListener("change", async () => {
      const picture = await createImageBitmap(find("file").files[0]);
      const [found] = await detector.detect(picture);
      find("code").value = found ? found.rawValue : "";
      check();
    });
    if (navigator.mediaDevices) {
      find("camera").hidden = false;
      find("camera").addEventListener("click", async () => {
        const view = find("view");
        let stream;
        try { stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }); } catch { return; }
        view.srcObject = stream; view.hidden = false; await view.play();
        const look = setInterval(async () => {
          const [found] = await detector.detect(view);
          if (!found) return;
          clearInterval(look);
          stream.getTracks().forEach((track) => track.stop());
          view.hidden = true;
          find("code").value = found.rawValue;
          check();
        }, 250);
      });
    }
  }
}
