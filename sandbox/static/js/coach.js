// The coach on the phone: the rules of sandbox/posts/coach/ over the same pack data, so that both say the same.
// Nothing here is a regular expression over the whole caption but the cut into tokens, which takes one pass.

const TOKEN = /(?<tag>#[\p{L}\p{N}_]+)|(?<number>[0-9]+(?:[.,][0-9]+)*)|(?<word>[\p{L}\p{Nl}\p{No}]+(?:['’-][\p{L}\p{Nl}\p{No}]+)*)|(?<line>\n)|(?<sign>[^\s])/gu;
const DRAWN_OUT = /([\p{L}\p{Nl}\p{No}])\1{2,}/gu;
const PICTURE = /^\p{So}$/u;
const ENDS = new Set(['.', '!', '?', '…']);
const PERCENT = new Set(['%', 'persen', 'percent']);
const BEFORE = new Set(['rp', 'idr']);
const AFTER = new Set(['rb', 'rbu', 'ribu', 'ribuan', 'jt', 'juta', 'k']);
const INVITING = new Set(['wa', 'whatsapp', 'pesan', 'order', 'hubungi', 'chat', 'telepon', 'hp', 'kontak', 'admin', 'cs', 'booking', 'call', 'message', 'text', 'contact', 'phone']);
const TITLES = new Set(['bu', 'ibu', 'bpk', 'pak', 'bapak', 'kak', 'kakak', 'mbak', 'mas', 'om', 'tante', 'bang', 'mr', 'mrs', 'ms', 'miss', 'pelanggan', 'pembeli', 'customer', 'buyer']);
const BANKS = new Set(['bri', 'bca', 'bni', 'bsi', 'mandiri', 'btn', 'dana', 'ovo', 'gopay', 'rekening']);
const BEFORE_NUMBER = 6;
const ACCOUNT_DIGITS = 4;
const LONG_DIGITS = 6;
const HIGH_PERCENT = 70;
const IDENTITY_DIGITS = 16;

/** Words, numbers, hashtags, line ends and signs, as sandbox/posts/coach/tokens.py cuts them. */
export function tokensOf(text, spelling = new Map()) {
  return Array.from(text.matchAll(TOKEN), (match) => {
    const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    const norm = match[0].toLowerCase().replace(/’/g, "'").replace(DRAWN_OUT, '$1');
    return { kind, norm: spelling.get(norm) || norm, start: match.index, end: match.index + match[0].length };
  });
}

const digitsOf = (text) => text.replace(/[^0-9]/g, '');

function money(tokens, from) {
  let at = from;
  const named = BEFORE.has(tokens[at].norm);
  if (named) {
    at += 1;
    if (at < tokens.length && tokens[at].norm === '.') at += 1;
  }
  if (at >= tokens.length || tokens[at].kind !== 'number') return 0;
  const number = tokens[at].norm;
  at += 1;
  if (at < tokens.length && AFTER.has(tokens[at].norm)) return at + 1 - from;
  return named || /[.,][0-9]{3}$/.test(number) ? at - from : 0;
}

function kindLength(tokens, at, kind) {
  const token = tokens[at];
  if (kind === 'word') return token.kind === 'word' ? 1 : 0;
  if (kind === 'money') return money(tokens, at);
  if (token.kind !== 'number') return 0;
  if (kind === 'number') return 1;
  if (kind === 'long') return digitsOf(token.norm).length >= LONG_DIGITS ? 1 : 0;
  if (!PERCENT.has(tokens[at + 1] ? tokens[at + 1].norm : '')) return 0;
  return kind === 'percent' || parseInt(token.norm, 10) >= HIGH_PERCENT ? 2 : 0;
}

function itemLength(tokens, at, item) {
  if (at >= tokens.length) return 0;
  if (item.kind) return kindLength(tokens, at, item.kind);
  const { norm } = tokens[at];
  return item.words.has(norm) || item.starts.some((start) => norm.startsWith(start)) ? 1 : 0;
}

/** The token after the longest match of a pattern that begins at a place; -1 without one. */
export function matchAt(tokens, place, phrase) {
  let ends = new Set([place]);
  for (const item of phrase) {
    const reached = new Set();
    for (const at of ends) {
      if (item.gap) {
        reached.add(at);
        for (let far = at; far < at + item.gap && far < tokens.length && tokens[far].kind !== 'line'; far += 1) reached.add(far + 1);
        continue;
      }
      if (item.optional) reached.add(at);
      const length = itemLength(tokens, at, item);
      if (length) reached.add(at + length);
    }
    ends = reached;
    if (!ends.size) return -1;
  }
  return Math.max(...ends);
}

/** Patterns by what they may begin with, as Patterns in phrases.py: [[name, pattern]] from the wire. */
function tableOf(named) {
  const table = { words: new Map(), letters: new Map(), kinds: [] };
  const file = (shelf, key, entry) => { if (shelf.has(key)) shelf.get(key).push(entry); else shelf.set(key, [entry]); };
  named.forEach(([name, wire]) => {
    const phrase = wire.map((item) => ({ ...item, words: new Set(item.words || []), starts: item.starts || [] }));
    const entry = { name, phrase };
    const firsts = phrase.slice(0, phrase.findIndex((item) => !item.optional) + 1);
    firsts.forEach((first) => {
      first.words.forEach((word) => file(table.words, word, entry));
      first.starts.forEach((start) => file(table.letters, Array.from(start)[0], { ...entry, start }));
      if (first.kind) table.kinds.push({ ...entry, kind: first.kind });
    });
  });
  return table;
}

/** Every [name, first token, token after the last]. */
function find(table, tokens) {
  const found = [];
  tokens.forEach((token, place) => {
    const { norm } = token;
    const entries = [...(table.words.get(norm) || [])];
    (table.letters.get(String.fromCodePoint(norm.codePointAt(0))) || []).forEach((entry) => { if (norm.startsWith(entry.start)) entries.push(entry); });
    if (token.kind === 'number' || BEFORE.has(norm)) entries.push(...table.kinds.filter((entry) => kindLength(tokens, place, entry.kind)));
    entries.forEach(({ name, phrase }) => {
      const end = matchAt(tokens, place, phrase);
      if (end > place) found.push([name, place, end]);
    });
  });
  return found;
}

const books = new WeakMap();

/** The book with its patterns filed, once. */
function filed(book) {
  if (!books.has(book)) {
    const all = (way) => book.rules.flatMap((rule) => rule[way].map((phrase) => [rule.family, phrase]));
    const each = (way) => new Map(book.rules.map((rule) => [rule.family, tableOf(rule[way].map((phrase) => [rule.family, phrase]))]));
    books.set(book, { spelling: new Map(Object.entries(book.spelling)), patterns: tableOf(all('patterns')), missing: tableOf(all('missing')), unless: each('unless'), near: each('near') });
  }
  return books.get(book);
}

/** The matches that nothing around makes harmless or answers, as places in the text. */
function standing(rule, tables, tokens, places) {
  const harmless = new Set();
  find(tables.unless.get(rule.family), tokens).forEach(([, start, end]) => { for (let at = start; at < end; at += 1) harmless.add(at); });
  const answered = new Set(find(tables.near.get(rule.family), tokens).map(([, start]) => start));
  return joined(places.filter(([start, end]) => {
    for (let at = start; at < end; at += 1) if (harmless.has(at)) return false;
    let low = start;
    let high = end;
    while (low > 0 && start - low < rule.near_tokens && tokens[low - 1].kind !== 'line') low -= 1;
    while (high < tokens.length && high - end < rule.near_tokens && tokens[high].kind !== 'line') high += 1;
    for (let at = low; at < high; at += 1) if (answered.has(at)) return false;
    return true;
  }).map(([start, end]) => [tokens[start].start, tokens[end - 1].end]));
}

function joined(spans) {
  const kept = [];
  [...spans].sort((one, other) => one[0] - other[0] || one[1] - other[1]).forEach((span) => {
    const last = kept[kept.length - 1];
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else kept.push([...span]);
  });
  return kept;
}

const signsOf = (text) => {
  const signs = [];
  let at = 0;
  for (const sign of text) { signs.push([sign, at]); at += sign.length; }
  return signs;
};
const isPicture = (sign) => sign.codePointAt(0) >= 0x2190 && PICTURE.test(sign);
const lengthOf = (text) => Array.from(text).length;

function opening(text, tokens) {
  const first = tokens.find((token) => token.kind !== 'line');
  if (!first) return null;
  const ends = (token) => token.kind === 'line' || (token.kind === 'sign' && ENDS.has(token.norm) && /^(\s|$)/u.test(text.slice(token.end, token.end + 1)));
  const end = tokens.find((token) => token.start > first.start && ends(token))?.start ?? text.trimEnd().length;
  return [first.start, end];
}

const LOOKS = {
  first_line(text, tokens, limits) {
    const first = opening(text, tokens);
    return first && lengthOf(text.slice(...first)) > limits.first_line ? [first] : [];
  },
  hook(text, tokens, limits) {
    const first = opening(text, tokens);
    const words = first ? tokens.filter((token) => token.kind === 'word' && token.start >= first[0] && token.start < first[1] && !limits.greetings.includes(token.norm)) : [];
    return first && words.length < limits.hook_words ? [first] : [];
  },
  walls(text, tokens, limits) {
    let at = 0;
    return text.split('\n').flatMap((line) => {
      const span = [at, at + line.length];
      at += line.length + 1;
      return lengthOf(line) > limits.paragraph ? [span] : [];
    });
  },
  sentences(text, tokens, limits) {
    const found = [];
    let begin = -1;
    let words = 0;
    let last = 0;
    [...tokens, { kind: 'line' }].forEach((token) => {
      if (token.kind === 'line' || (token.kind === 'sign' && ENDS.has(token.norm))) {
        if (words > limits.sentence_words) found.push([begin, last]);
        begin = -1;
        words = 0;
      } else if (token.kind === 'word' || token.kind === 'number') {
        if (begin < 0) begin = token.start;
        words += 1;
        last = token.end;
      }
    });
    return found;
  },
  shouting(text, tokens, limits) {
    const found = [];
    let run = [];
    [...tokens, { kind: 'line', norm: '\n', start: 0, end: 0 }].forEach((token) => {
      const piece = text.slice(token.start, token.end);
      const upper = piece === piece.toUpperCase() && piece !== piece.toLowerCase();
      if (token.kind === 'word' && lengthOf(piece) >= limits.shouted_letters && upper) { run.push(token); return; }
      if (token.kind === 'word' || token.kind === 'line' || !'-&,'.includes(token.norm)) {
        if (run.length >= limits.shouted_words) found.push([run[0].start, run[run.length - 1].end]);
        run = [];
      }
    });
    return [...found, ...repeated(text, limits)];
  },
  hashtags(text, tokens, limits) {
    const tags = tokens.filter((token) => token.kind === 'tag');
    return tags.length > limits.hashtags ? [[tags[limits.hashtags].start, tags[tags.length - 1].end]] : [];
  },
  emoji(text, tokens, limits) {
    const pictures = signsOf(text).filter(([sign]) => isPicture(sign));
    if (pictures.length <= limits.emoji) return [];
    const [sign, at] = pictures[pictures.length - 1];
    return [[pictures[limits.emoji][1], at + sign.length]];
  },
  numbers(text, tokens, limits, own) {
    const found = [];
    let place = 0;
    while (place < tokens.length) {
      if (tokens[place].kind !== 'number') { place += 1; continue; }
      const [end, digits] = phoneFrom(tokens, place);
      const phone = (digits.startsWith('08') || digits.startsWith('628')) && digits.length >= 9 && digits.length < 15;
      const mine = own.includes(digits) || own.includes(digits.replace('62', '0'));
      if (digits.length === IDENTITY_DIGITS || (phone && !mine && !invited(text, tokens, place)) || strangersAccount(text, tokens, place)) found.push([tokens[place].start, tokens[end - 1].end]);
      place = end;
    }
    return found;
  },
};

const placesBefore = (place) => Array.from({ length: Math.min(BEFORE_NUMBER, place) }, (_, back) => place - back - 1);

/** A title and a name in capitals: "Bu Sri", not "yuk kak, pesan". */
function isName(text, tokens, at) {
  if (!TITLES.has(tokens[at].norm)) return false;
  const after = tokens[tokens[at + 1] && tokens[at + 1].norm === '.' ? at + 2 : at + 1];
  if (!after || after.kind !== 'word' || INVITING.has(after.norm)) return false;
  const first = String.fromCodePoint(text.codePointAt(after.start));
  return first !== first.toLowerCase();
}

/** Whether a shop gives its own number here: "WA Bu Sri 08…", but not "kata Bu Sri, WA 08…". */
function invited(text, tokens, place) {
  const before = placesBefore(place);
  const invites = before.filter((at) => INVITING.has(tokens[at].norm));
  if (!invites.length || place - invites[0] > BEFORE_NUMBER / 2) return false;
  return !before.some((at) => at < invites[invites.length - 1] && isName(text, tokens, at));
}

/** A person, a bank and a number; where a buyer is to pay *to* (ke) it is the shop's own. */
function strangersAccount(text, tokens, place) {
  const before = placesBefore(place);
  return digitsOf(tokens[place].norm).length >= ACCOUNT_DIGITS && before.slice(0, 2).some((at) => BANKS.has(tokens[at].norm))
    && !before.some((at) => tokens[at].norm === 'ke' || tokens[at].norm === 'to') && before.some((at) => isName(text, tokens, at));
}

function repeated(text, limits) {
  const found = [];
  let run = null;
  signsOf(text).forEach(([sign, at]) => {
    if (!'!?'.includes(sign)) { run = null; return; }
    run = run && run.sign === sign && run.end === at ? { ...run, end: at + sign.length, count: run.count + 1 } : { sign, start: at, end: at + sign.length, count: 1 };
    if (run.count === limits.signs_in_a_row) found.push([run.start, run.end]);
    else if (run.count > limits.signs_in_a_row) found[found.length - 1] = [run.start, run.end];
  });
  return found;
}

function phoneFrom(tokens, place) {
  let digits = digitsOf(tokens[place].norm);
  let end = place + 1;
  while (end < tokens.length) {
    const step = tokens[end].norm === '-' && end + 1 < tokens.length ? end + 1 : end;
    const more = tokens[step].kind === 'number' ? digitsOf(tokens[step].norm) : '';
    if (more.length < 3 || digits.length + more.length > IDENTITY_DIGITS || !/^(08|62)/.test(digits)) break;
    digits += more;
    end = step + 1;
  }
  return [end, digits];
}

/** What the coach says about a caption: findings in the order of the rules. */
export function review(text, book, { proven = [], own = [] } = {}) {
  const tables = filed(book);
  const tokens = tokensOf(text, tables.spelling);
  const findings = [];
  const places = new Map();
  find(tables.patterns, tokens).forEach(([family, start, end]) => places.set(family, [...(places.get(family) || []), [start, end]]));
  const there = new Set(find(tables.missing, tokens).map(([family]) => family));
  book.rules.forEach((rule) => {
    const finding = { rule, family: rule.family, level: rule.level, spans: [], proven: proven.includes(rule.family) };
    if (rule.missing.length) {
      if (text.trim() && !there.has(rule.family)) findings.push({ ...finding, proven: false });
      return;
    }
    finding.spans = rule.look ? LOOKS[rule.look](text, tokens, book.limits, own) : standing(rule, tables, tokens, places.get(rule.family) || []);
    if (finding.spans.length) findings.push(finding);
  });
  const silent = new Set(findings.flatMap((finding) => finding.rule.clears));
  return findings.filter((finding) => !silent.has(finding.family));
}

/** Points from 0 to 100, as sandbox/posts/coach/score.py counts them. */
export function scoreOf(text, findings, book) {
  const left = { ...book.parts };
  findings.forEach(({ rule, level, proven }) => {
    if (!proven && level !== 'ok') left[rule.part] = Math.max(0, left[rule.part] - rule.points);
  });
  const said = tokensOf(text).filter((token) => token.kind === 'word').reduce((sum, token) => sum + lengthOf(text.slice(token.start, token.end)), 0);
  const points = Object.values(left).reduce((sum, part) => sum + part, 0) * Math.min(1, said / book.says_enough);
  return Math.floor(findings.some((finding) => finding.level === 'stop') ? Math.min(points, book.stopped) : points);
}

const RANK = ['stop', 'fix', 'check', 'tip', 'ok'];
const PAUSE = 250;
const LONGEST_QUOTE = 40;
const PROOF = 'proof-';
const seen = new WeakSet();

/** Reads along while somebody writes: the panel the server drew is drawn again from the same rules. */
export function start(root) {
  root.querySelectorAll('[data-coach]').forEach((panel) => {
    const field = document.getElementById(panel.dataset.for);
    if (seen.has(panel) || !field) return;
    seen.add(panel);
    fetch(panel.dataset.coach).then((answer) => (answer.ok ? answer.json() : null)).then((book) => {
      if (book) follow(panel, field, book);
    }).catch(() => { /* no connection: what the server said stays until the next save */ });
  });
}

function follow(panel, field, book) {
  let waiting = 0;
  const proofs = new Map();
  const remember = () => panel.querySelectorAll('input[data-proof]').forEach((input) => { if (input.name) proofs.set(input.name, input.value); });
  const read = () => { remember(); show(panel, field.value, book, proofs); };
  const soon = (work) => { clearTimeout(waiting); waiting = setTimeout(work, PAUSE); };
  field.addEventListener('input', () => soon(read));
  panel.addEventListener('input', () => soon(() => { remember(); weigh(panel, field.value, book, proofs); }));
  if (field.value !== field.defaultValue) read();
}

const isProof = (text, book) => (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= book.limits.proof_signs;

/** The findings as they stand with the proofs named so far; points and marks follow, the inputs stay untouched. */
function weigh(panel, caption, book, proofs) {
  const proven = Array.from(proofs).filter(([, text]) => isProof(text, book)).map(([name]) => name.slice(PROOF.length));
  const own = panel.dataset.own.split(' ').filter(Boolean);
  const findings = review(caption, book, { proven, own });
  const score = scoreOf(caption, findings, book);
  panel.querySelector('[data-meter]').value = score;
  const say = panel.querySelector('[data-say]');
  panel.querySelector('[data-score]').textContent = say.dataset.scoreText.replace('{score}', score);
  say.textContent = say.dataset.text.replace('{score}', score).replace('{count}', findings.length);
  panel.querySelectorAll('.remark[data-level="check"]').forEach((item) => answer(item, proven.includes(item.dataset.family)));
  return findings;
}

function answer(item, proven) {
  item.classList.toggle('is-proven', proven);
  item.querySelector('[data-proven]').hidden = !proven;
}

function show(panel, caption, book, proofs) {
  const part = (name) => panel.querySelector(`[data-${name}]`);
  const findings = weigh(panel, caption, book, proofs).sort((one, other) => RANK.indexOf(one.level) - RANK.indexOf(other.level));
  const open = new Set(Array.from(panel.querySelectorAll('.remark-box[open]'), (box) => box.closest('li').dataset.family));
  part('remarks').replaceChildren(...findings.map((finding) => remark(panel, finding, caption, open, proofs)));
  part('stopped').hidden = !findings.some((finding) => finding.level === 'stop');
  part('quiet').hidden = findings.length > 0;
  part('quiet').textContent = caption.trim() ? part('quiet').dataset.good : part('quiet').dataset.empty;
  part('marked-box').hidden = !caption;
  part('marked').replaceChildren(...marked(panel, caption, findings));
}

function remark(panel, finding, caption, open, proofs) {
  const item = panel.querySelector(`template[data-remark="${finding.level}"]`).content.firstElementChild.cloneNode(true);
  item.dataset.family = finding.family;
  item.querySelector('details').open = open.has(finding.family);
  ['name', 'why', 'better', 'rule'].forEach((name) => { item.querySelector(`[data-${name}]`).textContent = finding.rule[name]; });
  const proof = item.querySelector('[data-proof]');
  if (proof) {
    proof.name = `${PROOF}${finding.family}`;
    proof.value = proofs.get(proof.name) ?? '';
    answer(item, finding.proven);
  }
  const words = new Set(finding.spans.map(([low, high]) => caption.slice(low, high)).filter((text) => lengthOf(text) <= LONGEST_QUOTE));
  const said = item.querySelector('[data-said]');
  said.hidden = !words.size;
  words.forEach((text) => {
    const quote = document.createElement('q');
    quote.textContent = text;
    said.append(quote, ' ');
  });
  return item;
}

function marked(panel, caption, findings) {
  const tone = (level) => panel.querySelector(`template[data-remark="${level}"]`).dataset.tone;
  const spans = findings.filter(({ level }) => level !== 'tip').flatMap(({ level, spans: places }) => places.map((span) => [tone(level), span]));
  const cuts = [...new Set([0, caption.length, ...spans.flatMap(([, span]) => span)])].sort((one, other) => one - other);
  return cuts.slice(1).map((high, place) => {
    const low = cuts[place];
    const found = spans.find(([, [from, to]]) => from <= low && low < to);
    if (!found) return document.createTextNode(caption.slice(low, high));
    const mark = document.createElement('mark');
    mark.className = `mark-${found[0]}`;
    mark.textContent = caption.slice(low, high);
    return mark;
  });
}
