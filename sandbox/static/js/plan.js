// The planning form: keys that add practice money, what stays in the wallet, the days on the calendar, and only those
// fields that the chosen place has. The server reads and checks everything again; without this all fields are shown.

import { readRupiah } from './forms.js';

const seen = new WeakSet();
const dotted = (amount) => String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, '.');
const rupiah = (amount) => `Rp\u00a0${dotted(amount)}`;

export function start(root) {
  root.querySelectorAll('form[data-plan]').forEach((form) => {
    if (seen.has(form)) return;
    seen.add(form);
    const follow = [places(form), purse(form), days(form)].filter(Boolean);
    const all = () => follow.forEach((work) => work());
    form.addEventListener('input', all);
    form.addEventListener('change', all);
    window.addEventListener('pageshow', all);
    all();
  });
}

const show = (element, is) => { if (element) element.classList.toggle('is-hidden', !is); };

/** What a place does not have is not asked for: money on free ones, people who know the shop where nobody can find them. */
function places(form) {
  const targeting = form.querySelector('[data-targeting]');
  return () => {
    const place = form.querySelector('input[name="channel"]:checked');
    if (!place) return;
    const free = place.hasAttribute('data-free');
    form.querySelectorAll('[data-paid-only]').forEach((part) => show(part, !free));
    form.querySelectorAll('[data-free-only]').forEach((part) => show(part, free));
    if (!targeting) return;
    const kinds = place.dataset.targetings.split(' ');
    const choices = Array.from(targeting.querySelectorAll('input'));
    choices.forEach((choice) => show(choice.closest('label'), kinds.includes(choice.value)));
    const chosen = choices.find((choice) => choice.checked);
    if (chosen && !kinds.includes(chosen.value)) choices[0].checked = true;
    show(targeting, kinds.length > 1);
  };
}

/** Keys under the amount, and the sum they make. */
function purse(form) {
  const box = form.querySelector('[data-amount]');
  if (!box) return null;
  const field = form.elements.daily_amount;
  const free = Number(box.dataset.moneyFree);
  const gone = Number(box.dataset.daysGone); // days of a running campaign that are over are paid for already
  const length = () => Math.max(gone ? 0 : 1, (Number(form.elements.days.value) || 1) - gone);
  const put = (amount) => {
    field.value = amount > 0 ? dotted(amount) : '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };
  box.addEventListener('click', (event) => {
    const key = event.target.closest('[data-add], [data-all], [data-clear]');
    if (!key) return;
    if ('add' in key.dataset) put((readRupiah(field.value) || 0) + Number(key.dataset.add));
    else put('all' in key.dataset ? Math.floor(free / Math.max(1, length())) : 0);
  });
  return () => {
    const daily = readRupiah(field.value) || 0;
    const total = daily * length();
    const facts = { days: length(), daily: rupiah(daily), total: rupiah(total), rest: rupiah(free - total), free: rupiah(free) };
    const text = total > free ? box.dataset.over : box.dataset.fits;
    box.querySelector('[data-purse-words]').textContent = text.replace(/\{(\w+)\}/g, (whole, name) => facts[name]);
    box.querySelector('[data-purse-bar]').setAttribute('width', `${Math.min(100, (total / Math.max(1, free)) * 100)}%`);
    box.querySelector('[data-purse]').classList.toggle('is-over', total > free);
  };
}

/** The days a campaign will run, marked on the calendar. */
function days(form) {
  const choices = Array.from(form.querySelectorAll('[data-calendar] input'));
  if (!choices.length) return null;
  return () => {
    const chosen = choices.find((choice) => choice.checked);
    const first = chosen ? Number(chosen.value) : NaN;
    const last = first + Math.max(1, Number(form.elements.days.value) || 1) - 1;
    choices.forEach((choice) => {
      const day = Number(choice.value);
      choice.parentElement.classList.toggle('is-in', day >= first && day <= last);
      choice.parentElement.classList.toggle('is-first', day === first);
      choice.parentElement.classList.toggle('is-last', day === last);
    });
  };
}
