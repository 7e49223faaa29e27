// Harga jual while typing: the rules of shops/costing/costing.py once more. The server works everything out again when the
// form is sent, and its answer is the one that counts; without this the page answers to its button.

import { dotted, readRupiah } from './forms.js';

const WHOLE = 10000; // hundredths of a percent
const LARGEST = 1e9;
const seen = new WeakSet();
const rupiah = (amount) => `${amount < 0 ? '\u2212' : ''}Rp\u00a0${dotted(Math.abs(amount))}`;
const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in facts ? facts[name] : whole));

export function start(root) {
  root.querySelectorAll('form[data-costing]').forEach((form) => {
    if (seen.has(form)) return;
    seen.add(form);
    rows(form);
    if (!form.querySelector('[data-out="total"]')) return;
    form.addEventListener('input', () => work(form));
    const take = form.querySelector('[data-take-suggested]');
    take.addEventListener('click', () => {
      form.elements.price.value = dotted(Number(take.dataset.price));
      form.elements.price.dispatchEvent(new Event('input', { bubbles: true }));
    });
    window.addEventListener('pageshow', () => work(form));
    work(form);
  });
}

/** A row more, without asking the server. */
function rows(form) {
  const template = form.querySelector('[data-cost-template]');
  form.querySelectorAll('[data-cost-add]').forEach((button) => {
    button.addEventListener('click', (event) => {
      event.preventDefault();
      const group = button.closest('[data-cost-group]');
      const list = group.querySelector('[data-cost-rows]');
      const row = template.content.firstElementChild.cloneNode(true);
      row.querySelector('input[name="kind"]').value = group.dataset.costGroup;
      const number = list.children.length + 1;
      row.querySelectorAll('[aria-label]').forEach((field) => field.setAttribute('aria-label', field.getAttribute('aria-label').replace('0', number)));
      list.appendChild(row);
      row.querySelector('input[name="line"]').focus();
    });
  });
}

function count(field, low, high) {
  const bare = field.value.trim().replace(/[. ]/g, '');
  const number = /^\d+$/.test(bare) ? Number(bare) : NaN;
  return number >= low && number <= high ? number : null;
}

function money(field) {
  return field.value.trim() ? readRupiah(field.value) : 0;
}

/** What is typed, or null while something cannot be read yet: then the last answer stays. */
function read(form) {
  const amounts = Array.from(form.querySelectorAll('.cost-line input[name="amount"]')).map(money);
  const made = count(form.elements.made, 1, 100000);
  const good = form.elements.good.value.trim() ? count(form.elements.good, 1, 100000) : made;
  const sheet = {
    made, good, margin: count(form.elements.margin, 1, 90), pieces: count(form.elements.pieces, 2, 100),
    packing: money(form.elements.packing), ads: money(form.elements.ads), price: money(form.elements.price),
  };
  if (amounts.includes(null) || Object.values(sheet).includes(null) || good > made) return null;
  sheet.total = amounts.reduce((sum, amount) => sum + amount, 0);
  sheet.cost = Math.ceil(sheet.total / good);
  return sheet;
}

function feeOf([share, fixed, above, most], sales, pieces) {
  let taken = sales > above ? Math.floor((sales * share * 2 + WHOLE) / (WHOLE * 2)) : 0;
  if (most !== null) taken = Math.min(taken, most * pieces);
  return taken + fixed;
}

function sell(sheet, price, pieces, parts) {
  const fee = parts.reduce((sum, part) => sum + feeOf(part, price * pieces, pieces), 0);
  return { fee, left: price * pieces - pieces * sheet.cost - sheet.packing - fee };
}

function priceFor(sheet, parts) {
  const enough = (price) => sell(sheet, price, 1, parts).left * 100 >= sheet.margin * price;
  let [low, high] = [0, 1];
  while (!enough(high)) {
    if (high >= LARGEST) return null;
    [low, high] = [high, high * 2];
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle; else low = middle;
  }
  return high;
}

function round(price, steps) {
  const [, step] = steps.find(([limit]) => price <= limit) || steps[steps.length - 1];
  return Math.ceil(price / step) * step;
}

function percent(part, whole, locale) {
  if (!whole) return '–';
  const tenths = Math.floor((part * 2000 + whole) / (whole * 2));
  const size = Math.abs(tenths);
  const units = dotted(Math.floor(size / 10));
  const text = locale === 'id' ? `${units},${size % 10}\u00a0` : `${units.replace(/\./g, ',')}.${size % 10}`;
  return `${tenths < 0 ? '\u2212' : ''}${text}%`;
}

function work(form) {
  const sheet = read(form);
  form.classList.toggle('is-waiting', sheet === null);
  if (sheet === null) return;
  const steps = JSON.parse(form.dataset.steps);
  const { locale } = form.dataset;
  const say = (name, text, within = form) => within.querySelectorAll(`[data-out="${name}"]`).forEach((place) => { place.textContent = text; });
  const sentence = (name, is, facts) => {
    const place = form.querySelector(`[data-out="${name}"]`);
    place.textContent = is ? fill(place.dataset.text, facts) : '';
  };
  const [lowest, highest] = JSON.parse(form.dataset.bounds);
  const wanted = priceFor(sheet, []);
  const suggested = wanted === null ? highest : Math.min(Math.max(lowest, round(wanted, steps)), highest);
  const price = form.elements.price.value.trim() ? sheet.price : suggested;
  const extra = sheet.cost * sheet.good - sheet.total;
  say('total', rupiah(sheet.total));
  say('unit-cost', rupiah(sheet.cost));
  sentence('rounding', extra, { amount: rupiah(extra) });
  sentence('loss', sheet.made > sheet.good, { count: sheet.made - sheet.good, amount: rupiah(sheet.cost - Math.ceil(sheet.total / sheet.made)) });
  say('suggested', rupiah(suggested));
  form.querySelector('[data-take-suggested]').dataset.price = suggested;
  say('markup', percent(price - sheet.cost, sheet.cost, locale));
  say('margin', percent(price - sheet.cost, price, locale));
  say('price', rupiah(price));
  say('pieces', sheet.pieces);
  say('wanted', sheet.margin);
  places(form, sheet, price, steps, say);
}

/** Every place to sell again, the one that leaves most on top. */
function places(form, sheet, price, steps, say) {
  const list = form.querySelector('[data-places]');
  const found = Array.from(list.children).map((row) => {
    const parts = JSON.parse(row.dataset.parts);
    return { row, parts, one: sell(sheet, price, 1, parts), many: sell(sheet, price, sheet.pieces, parts) };
  }).sort((a, b) => b.one.left - a.one.left);
  const best = found[0].one.left;
  say('ads-limit', rupiah(Math.max(0, best)));
  found.forEach(({ row, parts, one, many }, at) => {
    const keeps = priceFor(sheet, parts);
    const back = sheet.ads <= 0 ? 0 : Math.ceil(sheet.ads / one.left);
    const left = row.querySelector('[data-out="left"]');
    left.classList.toggle('tone-leaf-text', one.left > 0);
    left.classList.toggle('tone-chilli-text', one.left <= 0);
    row.classList.toggle('place-best', one.left === best && best > 0);
    say('left', rupiah(one.left), row);
    say('share', percent(one.left, price, form.dataset.locale), row);
    say('fee', rupiah(one.fee), row);
    say('many', rupiah(many.left), row);
    say('many-each', fill(form.dataset.each, { amount: rupiah(Math.floor(many.left / sheet.pieces)) }), row);
    say('pays-back', one.left > 0 || sheet.ads <= 0 ? fill(form.dataset.orders, { count: back }) : form.dataset.never, row);
    say('keeps', keeps ? rupiah(round(keeps, steps)) : form.dataset.reach, row);
    if (list.children[at] !== row) list.insertBefore(row, list.children[at]);
  });
}
