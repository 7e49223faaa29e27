// Copying text (the clipboard API needs https, so on the class network the old way is used) and printing.

let house = null;

export function start(root, theHouse) { house = theHouse; }

function copyTheOldWay(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  area.setSelectionRange(0, text.length);
  let done = false;
  try { done = document.execCommand('copy'); } catch (error) { done = false; }
  area.remove();
  return done;
}

/** Resolves to whether `text` is on the clipboard. */
export function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(() => true, () => copyTheOldWay(text));
  }
  return Promise.resolve(copyTheOldWay(text));
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]')) {
    window.print();
    return;
  }
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  copy(button.dataset.copy).then((done) => {
    button.focus();
    if (done) house.say(button.dataset.copyDone, 'leaf');
    else house.say(house.sentence('copyFailed'), 'sun');
  });
});
