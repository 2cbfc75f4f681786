/* A lesson on a page by itself: answers are checked, kept and handed in by this script alone.
 *
 * The front end of a question is the notebook's (`question.js`, before this as FRONT). What checks
 * answers there, in Python, is here a model with the same words (`judging.js`, before this).
 */

const say = (id, words) => (document.getElementById(id).textContent = words);

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
      content: { ...question, words: SETTINGS.words, given: kept?.given ?? answers()[question.key]?.given },
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
  say("progress-words", tr("{right} of {all} right", { right: all.filter((one) => one?.right).length, all: all.length }));
  const dots = all.map((one) => Object.assign(document.createElement("i"), { className: one?.right ? "right" : one ? "tried" : "" }));
  document.getElementById("progress-dots").replaceChildren(...dots);
  const missing = all.filter((one) => !one).length;
  const left = missing ? many(missing, "One question is not answered yet.", "{n} questions are not answered yet.") : "";
  tell();
  say("kept", [forgets ? tr("This browser keeps nothing: download your answers before you close the page.") : "", left].join(" ").trim());
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
    say("kept", tr("All answers to this lesson are gone from this device. Begin again at the top."));
    delete afresh.dataset.sure;
    afresh.textContent = tr("Start afresh");
    return;
  }
  afresh.dataset.sure = "yes";
  afresh.textContent = tr("Really? Erase my answers");
  sure = setTimeout(() => {
    delete afresh.dataset.sure;
    afresh.textContent = tr("Start afresh");
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
    say("kept", tr("Write your name first, so that your teacher knows whose answers these are."));
    return box.focus();
  }
  if (box.value.trim() !== student) box.dispatchEvent(new Event("change"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(record(), null, 1)}\n`], { type: "application/json" }));
  link.download = fileName();
  link.click();
  URL.revokeObjectURL(link.href);
  const right = LESSON.questions.filter((question) => answered(question)?.right).length;
  say("kept", tr("{file} is in your downloads: {right} of {all} answered right. Give that file to your teacher.", { file: link.download, right, all: LESSON.questions.length }));
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
      if (part.matches(".mend")) rest = [part]; // whose chart the next question may be about
    } else {
      if (asked) [text, rest, asked] = [[], [], false];
      (part.matches(".said, .chart, .anew") ? rest : text).push(part);
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
  document.getElementById("present").textContent = tr(slide < 0 ? "Slides" : "Page");
  history.replaceState(null, "", slide < 0 ? location.pathname : `#slides-${slide + 1}`);
  if (slide < 0) return;
  const { left, right } = SLIDES[slide];
  for (const part of left) part.dataset.slide = "left";
  if (right) right.dataset.slide = "right";
  main.className = right && !right.classList.contains("mend") ? "two" : "one";
  say("slide-place", tr("{at} of {all}", { at: slide + 1, all: SLIDES.length }));
  fit();
  scrollTo(0, 0);
  window.opener?.postMessage({ headcount: "at", heading: left[0]?.textContent ?? "", place: slide + 1 }, "*");
}

for (const [id, by] of [["back", -1], ["on", 1]]) {
  document.getElementById(id).addEventListener("click", () => present(Math.max(0, slide + by)));
}
document.getElementById("present").addEventListener("click", () => present(slide < 0 ? 0 : -1));
addEventListener("keydown", ({ key, target }) => {
  if (slide < 0) return;
  // a chart closes its tip with it; a field, even one of a slide that is gone, has no use for it
  if (key === "Escape" && !target.matches(".chart")) return present(-1);
  if (target.matches("input, textarea, summary, .chart") && !/^Page/.test(key)) return;
  const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1, Home: -SLIDES.length, End: SLIDES.length }[key];
  if (by) present(Math.max(0, slide + by));
});
addEventListener("message", ({ data, source }) => {
  if (data?.headcount === "go" && source === window.opener) present(Math.max(0, slide + data.by));
});
addEventListener("resize", fit);
main.addEventListener("change", fit);
new MutationObserver(fit).observe(main, { childList: true, subtree: true });
const wanted = /^#slides-(\d+)$/.exec(location.hash);
if (wanted) charts.then(() => setTimeout(() => present(wanted[1] - 1)));
