/* A lesson on a page by itself: answers are checked, kept and handed in by this script alone.
 *
 * The front end of a question is the notebook's (`question.js`, before this as FRONT). What checks
 * answers there, in Python, is here a model with the same words: same envelopes, same rules.
 */

const LESSON = JSON.parse(document.getElementById("lesson-data").textContent);
const say = (id, words) => (document.getElementById(id).textContent = words);

/* SHA-256, of at most two blocks: a browser has none of its own on a page opened from a file. */
const ROUND = [];
const FIRST = [];
for (let candidate = 2; ROUND.length < 64; candidate += 1) {
  let prime = true;
  for (let by = 2; by * by <= candidate; by += 1) prime &&= candidate % by > 0;
  if (!prime) continue;
  const bits = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  if (FIRST.length < 8) FIRST.push(bits(Math.sqrt(candidate)));
  ROUND.push(bits(Math.cbrt(candidate)));
}
const WORDS = new Int32Array(64);

function compress(state, block) {
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  for (let at = 0; at < 64; at += 1) {
    if (at < 16) {
      WORDS[at] = (block[4 * at] << 24) | (block[4 * at + 1] << 16) | (block[4 * at + 2] << 8) | block[4 * at + 3];
    } else {
      const low = WORDS[at - 15];
      const high = WORDS[at - 2];
      WORDS[at] =
        (WORDS[at - 16] + (turn(low, 7) ^ turn(low, 18) ^ (low >>> 3)) + WORDS[at - 7] +
          (turn(high, 17) ^ turn(high, 19) ^ (high >>> 10))) | 0;
    }
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < 64; at += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUND[at] + WORDS[at]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (word + state[at]) | 0);
}

function sha256(...parts) {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const padded = new Uint8Array(Math.ceil((length + 9) / 64) * 64);
  let at = 0;
  for (const part of parts) {
    padded.set(part, at);
    at += part.length;
  }
  padded[at] = 128;
  new DataView(padded.buffer).setUint32(padded.length - 4, length * 8);
  let state = FIRST;
  for (let from = 0; from < padded.length; from += 64) state = compress(state, padded.subarray(from, from + 64));
  const digest = new Uint8Array(32);
  state.forEach((word, place) => new DataView(digest.buffer).setInt32(4 * place, word));
  return digest;
}

/* Envelopes, as `seal.py` closes them. */
const bytes = (text) => new TextEncoder().encode(text);
const unpacked = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

async function keyOf(salt, answer) {
  const grain = sha256(bytes(salt));
  let key = bytes(answer);
  for (let round = 0; round < LESSON.rounds; round += 1) {
    key = sha256(grain, key);
    // a slow phone stays awake: what was pressed meanwhile is seen
    if (round % 5000 === 4999) await new Promise((next) => setTimeout(next));
  }
  return key;
}

function opened(key, hidden) {
  const text = hidden.map((byte, at) => {
    if (at % 32 === 0) opened.stream = sha256(key, new Uint8Array(new Uint32Array([at / 32]).buffer).reverse());
    return byte ^ opened.stream[at % 32];
  });
  return JSON.parse(new TextDecoder().decode(text));
}

async function unseal(salt, answer, envelopes) {
  const key = await keyOf(salt, answer);
  for (const envelope of envelopes.map(unpacked)) {
    const hidden = envelope.subarray(LESSON.tag);
    const tag = sha256(key, bytes("tag"), hidden).subarray(0, LESSON.tag);
    if (tag.every((byte, at) => byte === envelope[at])) return opened(key, hidden);
  }
  return null;
}

/* What each kind of question says to an answer: what is kept, whether it is right, and the lines. */
class NoAnswer extends Error {}

const reply = (sealed) => [sealed[0] === "+", [["", sealed.slice(1)]]];

function numberIn(text) {
  const words = text.trim().toLowerCase().replace(/^about/, "").trim();
  const found = new RegExp(`^(?:${LESSON.number})$`).exec(words);
  const scale = found && LESSON.scales[found[4]];
  if (!found || !(found[2] || found[3]) || !scale) {
    throw new NoAnswer(`“${text}” is no number I can read: write it like 1,250,000 or 12.5.`);
  }
  const number = Number(found[1] + (found[2] || "0").replace(/\D/g, "") + (found[3] || "")) * scale;
  return String(Number(number.toPrecision(15)));
}

/** Words as Python reads them: there every alphabet has letters. */
const wordsAs = (pattern) => new RegExp(pattern.replaceAll("\\w", "[\\p{L}\\p{N}_]"), "giu");

const JUDGES = {
  async choice(question, letter) {
    return [letter, ...reply(await unseal(question.salt, letter, question.envelopes))];
  },
  async number(question, text) {
    const given = numberIn(text);
    const steps = Number((Math.abs(given) / question.step).toPrecision(12));
    const place = Math.floor(steps + 0.5) * (given < 0 ? -1 : 1);
    return [given, ...reply((await unseal(question.salt, String(place), question.envelopes)) ?? question.other)];
  },
  async sentence(question, text) {
    const given = text.trim().split(/\s+/).join(" ");
    if (given.split(" ").length < LESSON.shortest) {
      throw new NoAnswer(`Write a whole sentence: ${LESSON.shortest} words or more.`);
    }
    const plain = given.replaceAll("’", "'").replaceAll("\u00a0", " ");
    const rules = JSON.parse(await unseal(question.salt, question.open, question.envelopes));
    const kept = rules.map(({ says, wanted, excused }) => {
      const left = excused ? plain.replace(wordsAs(excused), " ") : plain;
      return left.search(wordsAs(says)) >= 0 === wanted;
    });
    const lines = rules.map(({ label, hint }, at) => (kept[at] ? ["+", label] : ["-", `${label}. ${hint}`]));
    return [given, kept.every(Boolean), lines];
  },
  mend(question, ticked) {
    if (!ticked.length) throw new NoAnswer(`${question.nothing[0].toUpperCase()}${question.nothing.slice(1)}.`);
    const [broken, lines] = question.said[wrongIn(question, ticked)];
    const many = ticked.filter((one) => !question.wrong.includes(one) && !(one in question.harm)).length;
    const needless = many ? [["-", question.needless[many]]] : [];
    return [ticked, !broken && !many, !broken && many ? needless : [...lines, ...needless]];
  },
};

function wrongIn({ wrong, harm }, ticked) {
  const left = wrong.filter((one) => !ticked.includes(one));
  return [...new Set([...left, ...ticked.map((one) => harm[one]).filter(Boolean)])].sort().join(" ");
}

/* What is kept: for each name and lesson its own record, read anew before each change, so that two
 * tabs agree. Where a browser keeps nothing, this page does, as long as it is open. */
const LAST = "headcount/name";
const memory = new Map();
let forgets = false;

function stored(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(key);
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    forgets = true;
    if (value !== undefined) memory.set(key, value);
  }
  return memory.get(key) ?? null;
}

let student = stored(LAST) ?? "";
const place = (name) => `headcount/${LESSON.lesson}/${name.trim().toLowerCase().replace(/\s+/g, " ")}`;

function answers(name = student) {
  try {
    const found = JSON.parse(stored(place(name)) ?? "{}");
    return found && typeof found === "object" && !Array.isArray(found) ? found : {};
  } catch {
    return {};
  }
}

/** What was answered to a question as it is now; to one that has changed since, nothing. */
function answered(question) {
  const kept = answers()[question.key];
  return kept?.seal === question.seal ? kept : null;
}

function keep(question, given, right, lines) {
  const all = answers();
  const before = answered(question);
  const again = JSON.stringify(before?.given) === JSON.stringify(given);
  const tried = again ? before.tried : [...(before?.tried ?? []), given].slice(-LESSON.most);
  const tries = (before?.tries ?? 0) + (again ? 0 : 1);
  all[question.key] = { kind: question.kind, given, right, tries, tried, lines, seal: question.seal };
  stored(place(student), JSON.stringify(all));
}

/* Charts: drawn beforehand, in pieces that many of them share. */
const charts = (async () => {
  const packed = unpacked(document.getElementById("chart-data").textContent);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
})();

async function draw(place, question, ticked) {
  const { pieces, states } = (await charts)[question.key];
  const { narrow, wide, notes } = states[wrongIn(question, ticked)];
  const svg = (list) => list.map((at) => pieces[at]).join("");
  place.querySelector(".narrow").innerHTML = svg(narrow);
  place.querySelector(".wide").innerHTML = svg(wide);
  const folded = place.querySelector("details");
  const items = notes.map((note) => Object.assign(document.createElement("li"), { textContent: note }));
  folded.hidden = !notes.length;
  folded.querySelector("ol").replaceChildren(...items);
}

/** What the front end of a question speaks to. */
class Model {
  constructor(question, element) {
    this.question = question;
    this.element = element;
    this.heard = new AbortController();
    const kept = answered(question);
    this.state = {
      content: { ...question, given: kept?.given ?? answers()[question.key]?.given },
      reply: kept
        ? { state: kept.right ? "right" : "wrong", lines: kept.lines, tries: kept.tries }
        : { state: "", lines: [], tries: 0 },
    };
  }
  get(name) {
    return this.state[name];
  }
  set(name, value) {
    this.state[name] = value;
    if (name === "ticked") draw(this.element, this.question, value);
  }
  save_changes() {}
  on(_, listener) {
    this.listener = listener;
  }
  off() {}
  async send({ answer }) {
    let shown;
    try {
      const [given, right, lines] = await JUDGES[this.question.kind](this.question, answer);
      keep(this.question, given, right, lines);
      shown = { state: right ? "right" : "wrong", lines };
      if (this.question.kind === "mend") draw(this.element, this.question, given);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      shown = { state: "refused", lines: [["", error.message]] };
    }
    this.state.reply = shown;
    this.listener();
    count();
  }
}

let models = [];

function ask() {
  for (const model of models) model.heard.abort();
  models = LESSON.questions.map((question) => {
    const element = document.getElementById(`question-${question.key}`);
    const form = element.querySelector(".asked");
    form.replaceChildren();
    const model = new Model(question, element);
    FRONT.render({ model, el: form, signal: model.heard.signal });
    if (question.kind === "mend") draw(element, question, model.state.content.given ?? []);
    return model;
  });
  count();
}

function count() {
  const all = LESSON.questions.map(answered);
  say("progress-words", `${all.filter((one) => one?.right).length} of ${all.length} right`);
  const dots = all.map((one) => Object.assign(document.createElement("i"), { className: one?.right ? "right" : one ? "tried" : "" }));
  document.getElementById("progress-dots").replaceChildren(...dots);
  const missing = all.filter((one) => !one).length;
  const left = missing ? ` ${missing === 1 ? "One question is" : `${missing} questions are`} not answered yet.` : "";
  tell();
  say("kept", forgets ? `This browser keeps nothing: download your answers before you close the page.${left}` : left.trim());
}

/* Names, a fresh start, handing in. */
const box = document.getElementById("name");
box.value = student;

box.addEventListener("change", () => {
  const name = box.value.trim();
  if (!student && name && !stored(place(name))) {
    stored(place(name), stored(place(""))); // what was answered before the name was written
  }
  if (!student) stored(place(""), null);
  student = name;
  stored(LAST, name);
  ask();
});

const afresh = document.getElementById("afresh");
let sure = 0;
afresh.addEventListener("click", () => {
  clearTimeout(sure);
  if (afresh.dataset.sure) {
    stored(place(student), null);
    ask();
    say("kept", "All answers to this lesson are gone from this device. Begin again at the top.");
    delete afresh.dataset.sure;
    afresh.textContent = "Start afresh";
    return;
  }
  afresh.dataset.sure = "yes";
  afresh.textContent = "Really? Erase my answers";
  sure = setTimeout(() => {
    delete afresh.dataset.sure;
    afresh.textContent = "Start afresh";
  }, 6000);
});

function record() {
  const given = LESSON.questions.map((question) => {
    const kept = answered(question);
    const { given = null, right = false, tries = 0, tried = [] } = kept ?? {};
    return [question.key, { kind: question.kind, given, right, tries, tried }];
  });
  return {
    "headcount-answers": 1,
    lesson: LESSON.lesson,
    answers: Object.fromEntries(given),
    student,
    edition: LESSON.edition,
    written: new Date().toISOString().slice(0, 19) + "Z",
  };
}

function fileName() {
  const plain = student.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const letters = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const codes = [...student].filter((one) => /[\p{L}\p{N}]/u.test(one)).map((one) => one.codePointAt(0).toString(16));
  return `${LESSON.lesson}-${letters || codes.join("-").slice(0, 60)}.json`;
}

document.getElementById("who").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!box.value.replace(/[\s.]/g, "")) {
    say("kept", "Write your name first, so that your teacher knows whose answers these are.");
    return box.focus();
  }
  if (box.value.trim() !== student) box.dispatchEvent(new Event("change"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(record(), null, 1)}\n`], { type: "application/json" }));
  link.download = fileName();
  link.click();
  URL.revokeObjectURL(link.href);
  const right = LESSON.questions.filter((question) => answered(question)?.right).length;
  say("kept", `${link.download} is in your downloads: ${right} of ${LESSON.questions.length} answered right. Give that file to your teacher.`);
});

/* In a school's system, which speaks SCORM 1.2: it knows the student, and keeps points and answers. */
const school = (function found(window, steps) {
  try {
    if (window.API) return window.API;
    if (window.parent !== window && steps) return found(window.parent, steps - 1);
    return window.opener && steps ? found(window.opener, steps - 1) : null;
  } catch {
    return null; // a page of somebody else
  }
})(window, 9);

function tell() {
  if (!school) return;
  const all = LESSON.questions.map((question) => [question, answered(question)]);
  const right = all.filter(([, kept]) => kept?.right).length;
  const held = all.filter(([, kept]) => kept).map(([question, { given, right, tries }]) => [question.key, [given, right, tries]]);
  school.LMSSetValue("cmi.core.score.min", "0");
  school.LMSSetValue("cmi.core.score.max", String(all.length));
  school.LMSSetValue("cmi.core.score.raw", String(right));
  school.LMSSetValue("cmi.core.lesson_status", right === all.length ? "passed" : "incomplete");
  const text = JSON.stringify(Object.fromEntries(held));
  if (text.length <= 4096) school.LMSSetValue("cmi.suspend_data", text); // as much as it must take
  school.LMSCommit("");
}

function enter() {
  school.LMSInitialize("");
  student = school.LMSGetValue("cmi.core.student_name") || student;
  box.value = student;
  let held = {};
  try {
    held = JSON.parse(school.LMSGetValue("cmi.suspend_data") || "{}");
  } catch {
    return; // another lesson's, or none
  }
  const all = answers();
  for (const question of LESSON.questions) {
    if (!answered(question) && Array.isArray(held[question.key])) {
      const [given, right, tries] = held[question.key];
      all[question.key] = { kind: question.kind, given, right, tries, tried: [given], lines: [], seal: question.seal };
    }
  }
  stored(place(student), JSON.stringify(all));
}

if (school) {
  enter();
  addEventListener("pagehide", () => school.LMSFinish(""));
}

addEventListener("storage", ({ key }) => {
  if (key === null || key === place(student)) ask();
});

ask();

/* As slides: one question each, with what it rests on, as large as the screen has room for. */
const SLIDES = [];
{
  let [heading, text, rest, open, asked] = [[], [], [], false, false];
  const close = () => open && SLIDES.push({ left: [...heading, ...text, ...rest] });
  for (const part of document.querySelectorAll("main > *")) {
    if (part.matches(".paper, .hand-in, noscript")) continue;
    if (part.matches("h1, h2")) {
      close();
      [heading, text, rest, open, asked] = [[part], [], [], true, false];
    } else if (part.matches("[id^=question-]")) {
      SLIDES.push({ left: [...heading, ...text, ...rest], right: part });
      [text, open, asked] = [[], false, true];
    } else {
      if (asked) [text, rest, asked] = [[], [], false];
      (part.matches(".said, .chart") ? rest : text).push(part);
      open = true;
    }
  }
  close();
}

let slide = -1;
const main = document.querySelector("main");

function fit() {
  if (slide < 0) return;
  let size = 1.7;
  do main.style.zoom = size -= 0.05;
  while (size > 0.5 && document.documentElement.scrollHeight > innerHeight);
}

function present(at) {
  slide = Math.max(-1, Math.min(at, SLIDES.length - 1));
  document.body.classList.toggle("slides", slide >= 0);
  for (const part of document.querySelectorAll("[data-slide]")) delete part.dataset.slide;
  main.style.zoom = "";
  main.className = "";
  document.getElementById("present").textContent = slide < 0 ? "Slides" : "Page";
  history.replaceState(null, "", slide < 0 ? location.pathname : `#slides-${slide + 1}`);
  if (slide < 0) return;
  const { left, right } = SLIDES[slide];
  for (const part of left) part.dataset.slide = "left";
  if (right) right.dataset.slide = "right";
  main.className = right && !right.classList.contains("mend") ? "two" : "one";
  say("slide-place", `${slide + 1} of ${SLIDES.length}`);
  fit();
  scrollTo(0, 0);
  window.opener?.postMessage({ headcount: "at", heading: left[0]?.textContent ?? "", place: slide + 1 }, "*");
}

for (const [id, by] of [["back", -1], ["on", 1]]) {
  document.getElementById(id).addEventListener("click", () => present(Math.max(0, slide + by)));
}
document.getElementById("present").addEventListener("click", () => present(slide < 0 ? 0 : -1));
addEventListener("keydown", ({ key, target }) => {
  if (slide < 0 || (target.matches("input, textarea, summary, .chart") && !/^Page/.test(key))) return;
  const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1, Home: -SLIDES.length, End: SLIDES.length }[key];
  if (by) present(Math.max(0, slide + by));
  else if (key === "Escape") present(-1);
});
addEventListener("message", ({ data, source }) => {
  if (data?.headcount === "go" && source === window.opener) present(Math.max(0, slide + data.by));
});
addEventListener("resize", fit);
main.addEventListener("change", fit);
new MutationObserver(fit).observe(main, { childList: true, subtree: true });
const wanted = /^#slides-(\d+)$/.exec(location.hash);
if (wanted) charts.then(() => setTimeout(() => present(wanted[1] - 1)));
