/* What a class handed in, read where the teacher drops the files: no answer is believed. */

const MIME = "application/vnd.headcount.answers+json";
const MOST = 16e6; // bytes of a file
const LESSONS = Object.fromEntries(DATA.lessons.map((lesson) => [lesson.lesson, lesson]));
const known = new Map(); // verdicts: a class gives few different answers
let read = new Map(); // a record for each lesson and student
let faults = [];

function element(tag, text = "", ...inside) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.append(...inside);
  return made;
}

/** The record in a file or in a notebook's table of progress; null where it has none. */
function recordIn(text) {
  let found = JSON.parse(text);
  if (Array.isArray(found?.cells)) {
    const outputs = found.cells.flatMap((cell) => (Array.isArray(cell?.outputs) ? cell.outputs : []));
    found = outputs.map((output) => output?.data?.[MIME]).filter(Boolean).pop();
  }
  const given = found?.answers;
  if (typeof found?.lesson !== "string" || typeof given !== "object" || !given) return null;
  return Object.values(given).every((one) => one && typeof one === "object" && "given" in one) ? found : null;
}

async function isRight(lesson, question, given) {
  const key = JSON.stringify([lesson, question.key, given]);
  if (!known.has(key)) {
    try {
      const answer = question.kind === "mend" ? given : String(given);
      known.set(key, (await JUDGES[question.kind](question, answer))[1]);
    } catch {
      known.set(key, null); // no answer to this question
    }
  }
  return known.get(key);
}

/* Names as `handin.py` writes them into those of files. */
const slug = (text) => text.toLowerCase().normalize("NFKD").replace(/[^\x00-\x7f]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

function isCalledAfter(file, student) {
  const called = student.toLowerCase();
  const spelled = called.replace(/[äöü]/g, (letter) => ({ ä: "ae", ö: "oe", ü: "ue" })[letter]).replaceAll("ß", "ss");
  return [called, spelled].some((name) => file.toLowerCase().includes(name) || (slug(name) && slug(file).includes(slug(name))));
}

/** Whom a file without a name in it is called after. */
function calledAfter(file, lesson) {
  const stem = file.replace(/\.[^.]*$/, "");
  return stem.replace(/^[\d_-]*/, "").startsWith(lesson) ? stem.slice(stem.indexOf(lesson) + lesson.length).replace(/^[\s_-]+/, "") || stem : stem;
}

/** Whether the answers that were tried end with the one that was given, and are as many. */
function fits({ given, tries, tried }) {
  return JSON.stringify(tried.at(-1)) === JSON.stringify(given) && tried.length === Math.min(tries, SETTINGS.most);
}

async function take(given) {
  const { name: file, size } = given;
  const fault = (said, parts = {}) => faults.push(tr(said, { file, ...parts }));
  let record = null;
  try {
    if (size <= MOST) record = recordIn(await given.text());
  } catch {
    // told below, as any other file without answers
  }
  if (!record) return fault(size ? "{file} has no answers to a lesson" : "{file} has no answers: it is empty");
  const lesson = LESSONS[record.lesson];
  if (!lesson) return fault("{file} is of the lesson {lesson}, which is not here: it is not checked", { lesson: record.lesson.slice(0, 80) });
  const asked = new Set(lesson.questions.map(({ key }) => key));
  const strange = Object.keys(record.answers).filter((one) => !asked.has(one)).sort().join(", ").slice(0, 200);
  if (strange) fault("{file} answers {keys}, which {lesson} does not ask", { keys: strange, lesson: record.lesson });
  const answers = {};
  const wrong = new Map(); // the questions, by what is wrong with their answers
  for (const question of lesson.questions) {
    const { key } = question;
    const told = (said) => wrong.set(said, [...(wrong.get(said) ?? []), key]);
    const one = record.answers[key] ?? { given: null };
    const right = one.given === null ? false : await isRight(lesson.lesson, question, one.given);
    const tries = Number.isInteger(one.tries) && one.tries >= 0 ? one.tries : 0;
    const tried = Array.isArray(one.tried) ? one.tried.slice(0, SETTINGS.most) : [];
    if (right === null) told("{file} gives no valid answer to {keys}; it does not count");
    else if (right !== Boolean(one.right)) told(one.right ? "{file} was edited: not right, though it says so: {keys}" : "{file} was edited: right, though it says otherwise: {keys}");
    else if (tried.length && !fits({ given: one.given, tries, tried })) told("{file} was edited: tries that do not fit the answer: {keys}");
    answers[key] = { given: right === null ? null : one.given, right: Boolean(right), tries, tried };
  }
  for (const [said, keys] of wrong) fault(said, { keys: keys.join(", ") });
  const named = typeof record.student === "string" && record.student.trim();
  const student = (named || calledAfter(file, lesson.lesson)).replace(/\s+/g, " ").slice(0, 200);
  const isCalled = isCalledAfter(file, student);
  if (!isCalled) fault("{file} gives the name of {student}, and is not called so", { student });
  const written = typeof record.written === "string" ? record.written.slice(0, 20) : "";
  const place = `${lesson.lesson}\n${slug(student) || student}`;
  const before = read.get(place);
  const now = { file, lesson, student, written, answers, isCalled };
  if (!before) return read.set(place, now);
  // a file that is called after the student counts before one that is not, then the newer
  const isBefore = before.isCalled === isCalled ? before.written > written : before.isCalled;
  const [kept, left] = isBefore ? [before, now] : [now, before];
  fault(kept.written > left.written ? "{left} is not counted: {kept} is of {student} too, and newer" : "{left} is not counted: {kept} is of {student} too", { left: left.file, kept: kept.file, student });
  return read.set(place, kept);
}

function row(cells, tag = "td") {
  return element("tr", "", ...cells.map((text) => element(tag, String(text))));
}

function mark({ given, right, tries }) {
  if (given === null) return "–";
  return `${tr(right ? "yes" : "no")}${tries > 1 ? ` (${many(tries, "{n} try", "{n} tries")})` : ""}`;
}

async function slip(lesson, question, records) {
  const counts = new Map();
  for (const { answers } of records) {
    const wrong = new Set();
    const { given: last, tried } = answers[question.key];
    for (const given of tried.length || last === null ? tried : [last]) {
      if ((await isRight(lesson.lesson, question, given)) !== false) continue;
      for (const one of await slips(question, given)) wrong.add(one);
    }
    for (const one of wrong) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  const [most] = [...counts].sort((one, other) => other[1] - one[1]);
  return most ? `${most[0]} (${most[1]})` : tr("none");
}

/** What is wrong with an answer: of a sentence, the rules that it does not keep. */
async function slips(question, given) {
  if (question.kind === "sentence") {
    const [, , lines] = await JUDGES.sentence(question, String(given));
    return lines.filter(([sign]) => sign === "-").map(([, line]) => line.split(". ")[0]);
  }
  const texts = Object.fromEntries(question.options ?? []);
  return [[given].flat().map((one) => texts[one] ?? `${one} ${question.unit ?? ""}`.trim()).join("; ").slice(0, 300)];
}

async function show() {
  const parts = [];
  if (faults.length) parts.push(element("h2", tr("What does not fit")), element("ul", "", ...faults.map((fault) => element("li", fault))));
  for (const lesson of DATA.lessons) {
    const records = [...read.values()].filter((one) => one.lesson === lesson);
    if (!records.length) continue;
    records.sort((one, other) => one.student.localeCompare(other.student));
    const glance = element("table", "", row([tr("Student"), tr("Right"), ...lesson.questions.map(({ key }) => key)], "th"));
    for (const { student, answers } of records) {
      const all = Object.values(answers);
      glance.append(row([student, tr("{at} of {all}", { at: all.filter(({ right }) => right).length, all: all.length }), ...all.map(mark)]));
    }
    const scroll = element("div", "", glance);
    Object.assign(scroll, { className: "scroll", tabIndex: 0, role: "group", ariaLabel: tr("The class at a glance") });
    const slips = element("table", "", row([tr("Question"), tr("Right at the first try"), tr("Slip made most")], "th"));
    for (const question of lesson.questions) {
      const first = records.filter(({ answers }) => answers[question.key].right && answers[question.key].tries === 1);
      slips.append(row([`${question.key}: ${question.prompt}`, tr("{at} of {all}", { at: first.length, all: records.length }), await slip(lesson, question, records)]));
    }
    parts.push(element("h2", lesson.title), scroll, element("h3", tr("Questions")), slips);
    for (const question of lesson.questions.filter(({ kind }) => kind === "sentence")) {
      parts.push(element("h3", tr("To read aloud: {question}", { question: question.prompt })));
      const students = new Map(); // of each sentence: many leave it as it is
      for (const { student, answers } of records) {
        const { given } = answers[question.key];
        if (given !== null) students.set(given, [...(students.get(given) ?? []), student]);
      }
      for (const [given, names] of students) {
        parts.push(element("blockquote", String(given), element("footer", names.join(", "))));
      }
    }
  }
  document.getElementById("report").replaceChildren(...parts);
  document.getElementById("marks").hidden = !read.size;
  document.getElementById("read").textContent = tr("{read} read, {faults} to look at.", { read: read.size, faults: faults.length });
}

async function takeAll(files) {
  document.getElementById("read").textContent = tr("Checking …");
  for (const file of [...files].sort((one, other) => (one.name < other.name ? -1 : 1))) await take(file);
  await show();
}

document.getElementById("files").addEventListener("change", ({ target }) => takeAll(target.files));
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  takeAll(event.dataTransfer.files);
});

/** A cell of CSV that no spreadsheet runs. */
function cell(value) {
  const text = String(value);
  return `"${(/^[\s]*[=+\-@]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

document.getElementById("marks").addEventListener("click", () => {
  const lines = [DATA.head];
  for (const { student, lesson, written, answers, file } of read.values()) {
    const at = student.includes(",") ? student.indexOf(",") : student.lastIndexOf(" ");
    const parts = [student.slice(0, Math.max(at, 0)), student.slice(at + 1)].map((part) => part.trim());
    const [surname, name] = student.includes(",") ? parts : parts.reverse();
    const all = Object.values(answers);
    const sum = (what) => all.reduce((total, one) => total + Number(one[what]), 0);
    lines.push([surname, name, lesson.lesson, written.slice(0, 10), sum("right"), all.length, sum("tries"), file]);
  }
  const text = `\ufeff${lines.map((line) => line.map(cell).join(DATA.separator)).join("\n")}\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = "gradebook.csv";
  link.click();
  URL.revokeObjectURL(link.href);
});
