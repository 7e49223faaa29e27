// The product editor: what a bundle's parts cost apart, told while they are chosen; what the folds hold, the price a
// choice without its own has, and a stock that is counted, told as they change; and rows of choices: add, move,
// take away and bring back without leaving the page. Without scripts the same buttons ask the server. A row's place is
// in its fields' names, so values move and fields stay.

import { dotted, echoMoney, readRupiah } from './forms.js';

const seen = new WeakSet();

export function start(root) {
  root.querySelectorAll('[data-offer-rows]').forEach((list) => {
    if (seen.has(list)) return;
    seen.add(list);
    watch(list);
  });
  root.querySelectorAll('[data-bundle]').forEach((panel) => {
    if (seen.has(panel)) return;
    seen.add(panel);
    addUp(panel);
  });
  root.querySelectorAll('[data-offer-folds]').forEach((folds) => {
    if (seen.has(folds)) return;
    seen.add(folds);
    tell(folds);
  });
}

/** What the server would say once it is sent: the chosen kind on its fold, the usual price in empty ones, the stock. */
function tell(folds) {
  const form = folds.closest('form');
  const typed = form.querySelector('[data-stock-typed]');
  const counted = form.querySelector('[data-stock-counted]');
  const note = folds.querySelector('#fold-kind .fold-note');
  const bundle = folds.querySelector('[data-bundle]');
  const show = () => {
    const kind = folds.querySelector('[name=kind]:checked');
    if (kind && note) note.textContent = folds.querySelector(`label[for="${kind.id}"]`).textContent;
    const price = readRupiah(form.elements.price.value);
    folds.querySelectorAll('[data-offer-row] input[data-rupiah]').forEach((field) => { field.placeholder = price === null ? '' : dotted(price); });
    if (!counted) return;
    const isBundle = Boolean(kind) && kind.value === 'bundle' && bundle !== null;
    const stocks = Array.from(folds.querySelectorAll('[data-offer-row]'), valuesOf).filter((values) => values[0].trim());
    typed.hidden = isBundle || stocks.length > 0;
    counted.hidden = !typed.hidden;
    const count = isBundle ? partsOf(bundle).stock : stocks.reduce((sum, values) => sum + (readRupiah(values[2]) || 0), 0);
    counted.querySelector('.num').textContent = counted.dataset[isBundle ? 'bundleStock' : 'variants'].replace('{count}', count);
  };
  form.addEventListener('input', show);
  form.addEventListener('change', show);
  show();
}

/** The parts chosen for a bundle: how many products, what they cost apart, how many bundles there can be. */
function partsOf(panel) {
  const facts = JSON.parse(panel.dataset.bundle);
  const form = panel.closest('form');
  const parts = {};
  panel.querySelectorAll('select').forEach((select) => {
    const many = Number(form.elements[select.name.replace('product', 'quantity')].value) || 1;
    if (facts[select.value]) parts[select.value] = (parts[select.value] || 0) + many;
  });
  const chosen = Object.keys(parts);
  return {
    count: chosen.length,
    worth: chosen.reduce((sum, id) => sum + facts[id][0] * parts[id], 0),
    stock: chosen.length ? Math.min(...chosen.map((id) => Math.floor(facts[id][1] / parts[id]))) : 0,
  };
}

/** What the chosen parts cost one by one, beside the bundle's price. `data-bundle` maps a product to [price, stock]. */
function addUp(panel) {
  const form = panel.closest('form');
  const line = panel.querySelector('[data-bundle-worth]');
  const money = (amount) => `Rp\u00a0${dotted(amount)}`;
  const show = () => {
    const { count, worth, stock } = partsOf(panel);
    line.hidden = !count;
    if (!count) return;
    const price = readRupiah(form.elements.price.value);
    const saved = price === null ? 0 : worth - price;
    const kind = saved > 0 ? 'saves' : saved < 0 ? 'dearer' : 'same';
    line.querySelector('span').textContent = line.dataset[kind]
      .replace('{worth}', money(worth)).replace('{saved}', money(Math.abs(saved))).replace('{stock}', stock);
  };
  form.addEventListener('input', show);
  form.addEventListener('change', show);
  show();
}

const rowsOf = (list) => Array.from(list.querySelectorAll('[data-offer-row]'));
const fieldsOf = (row) => Array.from(row.querySelectorAll('input'));
const valuesOf = (row) => fieldsOf(row).map((field) => field.value);

function fill(row, values) {
  fieldsOf(row).forEach((field, at) => { field.value = values[at] || ''; });
  row.querySelectorAll('[data-rupiah-echo]').forEach((echo) => { echo.textContent = ''; }); // it spoke of another price
}

function changed(list) {
  fieldsOf(rowsOf(list)[0])[0].dispatchEvent(new Event('input', { bubbles: true }));
}

function watch(list) {
  const form = list.closest('form');
  const most = Number(list.dataset.most);
  const adder = form.querySelector('[data-offer-add]');
  const note = document.createElement('p');
  note.className = 'offer-undo';
  note.setAttribute('role', 'status');
  note.hidden = true;
  list.after(note);

  list.addEventListener('click', (event) => {
    const button = event.target.closest('[name=row_action]');
    if (!button) return;
    event.preventDefault();
    const rows = rowsOf(list);
    const at = rows.indexOf(button.closest('[data-offer-row]'));
    const all = rows.map(valuesOf);
    const before = all.map((values) => values.slice());
    const what = button.value.split(':')[0];
    if (what === 'remove') all.push(all.splice(at, 1)[0].map(() => ''));
    else {
      const to = what === 'up' ? at - 1 : at + 1;
      if (to < 0 || to >= rows.length) return;
      [all[at], all[to]] = [all[to], all[at]];
    }
    rows.forEach((row, number) => fill(row, all[number]));
    if (what === 'remove') offerUndo(list, note, before, before[at][0]);
    changed(list);
  });

  if (!adder) return;
  adder.addEventListener('click', (event) => {
    event.preventDefault();
    const rows = rowsOf(list);
    const row = copy(rows[rows.length - 1], rows.length);
    list.append(row);
    echoMoney(row);
    adder.hidden = rows.length + 1 >= most;
    fieldsOf(row)[0].focus();
  });
}

/** An empty row like `row`, its fields named for place `number`. */
function copy(row, number) {
  const fresh = row.cloneNode(true);
  const old = fieldsOf(row)[0].name.split('-')[1];
  const rename = (text) => text.replace(`variant-${old}-`, `variant-${number}-`);
  fresh.querySelectorAll('[id], [for], [name], [aria-describedby], [data-rupiah-echo]').forEach((node) => {
    ['id', 'for', 'name', 'aria-describedby', 'data-rupiah-echo'].forEach((kind) => {
      if (node.hasAttribute(kind)) node.setAttribute(kind, rename(node.getAttribute(kind)));
    });
  });
  fresh.querySelectorAll('.field-error').forEach((node) => node.remove());
  fresh.querySelectorAll('.has-error').forEach((node) => node.classList.remove('has-error'));
  fresh.querySelectorAll('[name=row_action]').forEach((button) => { button.value = button.value.replace(/\d+$/, number); });
  fill(fresh, []);
  return fresh;
}

function offerUndo(list, note, before, name) {
  if (!before.some((values) => values.some(Boolean)) || !name) return;
  note.textContent = list.dataset.textRemoved.replace('{name}', name);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-quiet btn-small';
  button.textContent = list.dataset.textUndo;
  button.addEventListener('click', () => {
    rowsOf(list).forEach((row, number) => fill(row, before[number] || []));
    note.hidden = true;
    changed(list);
  });
  note.append(button);
  note.hidden = false;
}
