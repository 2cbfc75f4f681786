/* How answers are checked where there is no Python: the same envelopes, the same rules.
 *
 * It stands behind a script that defines SETTINGS, what Python reads and seals by.
 */

/** Say a text in the language of the page; each {name} in it stands for a part. */
const tr = (text, parts = {}) => filled(SETTINGS.words[text] ?? text, parts);
const filled = (text, parts) => text.replace(/\{(\w+)\}/g, (all, name) => parts[name] ?? all);
/** Say a text with a number {n} in it: of one thing, or of several. */
const many = (n, one, several) => filled((SETTINGS.words[several] ?? [one, several])[n === 1 ? 0 : 1], { n });

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

/** Mix a block into a state; there each sum keeps to 32 bits by itself. */
function compress(state, bytes, from) {
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  for (let at = 0; at < 64; at += 1) {
    if (at < 16) {
      const here = from + 4 * at;
      WORDS[at] = (bytes[here] << 24) | (bytes[here + 1] << 16) | (bytes[here + 2] << 8) | bytes[here + 3];
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
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

/** Write words as bytes, the high ones first. */
function spell(state, digest, from) {
  for (let at = 0; at < 32; at += 1) digest[from + at] = state[at >> 2] >>> (24 - 8 * (at & 3));
  return digest;
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
  const state = Int32Array.from(FIRST);
  for (let from = 0; from < padded.length; from += 64) compress(state, padded, from);
  return spell(state, new Uint8Array(32), 0);
}

/* Envelopes, as `seal.py` closes them. */
const bytes = (text) => new TextEncoder().encode(text);
const unpacked = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

async function keyOf(salt, answer) {
  const grain = sha256(bytes(salt));
  // what is hashed again and again: the grain, the key, and the end of 64 bytes, in one place
  const block = new Uint8Array(128);
  block.set(grain);
  block.set(sha256(grain, bytes(answer)), 32);
  block[64] = 128;
  block[126] = 2;
  const state = new Int32Array(8);
  for (let round = 1; round < SETTINGS.rounds; round += 1) {
    state.set(FIRST);
    compress(state, block, 0);
    compress(state, block, 64);
    spell(state, block, 32);
    // a slow phone stays awake: what was pressed meanwhile is seen
    if (round % 5000 === 4999) await new Promise((next) => setTimeout(next));
  }
  return block.slice(32, 64);
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
    const hidden = envelope.subarray(SETTINGS.tag);
    const tag = sha256(key, bytes("tag"), hidden).subarray(0, SETTINGS.tag);
    if (tag.every((byte, at) => byte === envelope[at])) return opened(key, hidden);
  }
  return null;
}

/* What each kind of question says to an answer: what is kept, whether it is right, and the lines. */
class NoAnswer extends Error {}
const capital = (text) => text[0].toUpperCase() + text.slice(1);

const reply = (sealed) => [sealed[0] === "+", [["", sealed.slice(1)]]];

function numberIn(text) {
  const words = text.trim().toLowerCase().replace(new RegExp(`^(?:${SETTINGS.about.join("|")})\\s*`), "");
  const found = new RegExp(`^(?:${SETTINGS.number})$`).exec(words);
  const scale = found && SETTINGS.scales[found[4]];
  if (!found || !(found[2] || found[3]) || !scale) {
    throw new NoAnswer(`${tr("{text} is not a number I can read. Write it like 1,250,000 or 12.5", { text: `"${text}"` })}.`);
  }
  const [whole, part] = [found[2] || "0", found[3] || "0"].map((digits) => digits.replace(/\D/g, ""));
  const number = Number(`${found[1]}${whole}.${part}`) * scale;
  return Number(number.toPrecision(15));
}

/** Words as Python reads them: there every alphabet has letters. */
const wordsAs = (pattern) => new RegExp(pattern.replaceAll("\\w", "[\\p{L}\\p{N}_]"), "giu");

const JUDGES = {
  async choice(question, letter) {
    return [letter, ...reply(await unseal(question.salt, letter, question.envelopes))];
  },
  async number(question, text) {
    const number = numberIn(text);
    const given = String(number).replace(".", SETTINGS.decimal); // kept as it is written there
    const steps = Number((Math.abs(number) / question.step).toPrecision(12));
    const place = Math.floor(steps + 0.5) * (number < 0 ? -1 : 1);
    return [given, ...reply((await unseal(question.salt, String(place), question.envelopes)) ?? question.other)];
  },
  async sentence(question, text) {
    const given = text.trim().split(/\s+/).join(" ");
    if (given.split(" ").length < SETTINGS.shortest) {
      throw new NoAnswer(capital(`${tr("write a whole sentence: {n} words or more", { n: SETTINGS.shortest })}.`));
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
    if (!ticked.length) throw new NoAnswer(capital(`${question.nothing}.`));
    const [broken, lines] = question.said[wrongIn(question, ticked)];
    const idle = ticked.filter((one) => !question.wrong.includes(one) && !(one in question.harm)).length;
    const needless = idle ? [["-", question.needless[idle]]] : [];
    return [ticked, !broken && !idle, !broken && idle ? needless : [...lines, ...needless]];
  },
};

function wrongIn({ wrong, harm }, ticked) {
  const left = wrong.filter((one) => !ticked.includes(one));
  return [...new Set([...left, ...ticked.map((one) => harm[one]).filter(Boolean)])].sort().join(" ");
}
