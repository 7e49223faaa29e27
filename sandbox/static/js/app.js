// Entry: loads a module only when the page has something for it. Every page works without any of them.
// A module exports start(root, house); it may be called again for content that arrives later.

const version = new URL(import.meta.url).search;
const load = (file) => import(`./${file}${version}`);
/** Without a connection the page works without this module; with one, a fault is a fault. */
const unlessOffline = (error) => { if (navigator.onLine) throw error; };

const words = document.getElementById('sentences');

/** What modules need from the page: its sentences (written by the server), its person, and a way to say something. */
const house = {
  person: document.body.dataset.person || '',
  sentence(name, facts) {
    const text = (words && words.dataset[name]) || '';
    return text.replace(/\{(\w+)\}/g, (whole, key) => (facts && key in facts ? facts[key] : whole));
  },
  say(text, tone) {
    if (text) load('toast.js').then((module) => module.toast(text, tone, house));
  },
};

const modules = [
  ['form', 'forms.js'],
  ['form[data-autosave]', 'autosave.js'],
  ['[data-photo-picker]', 'photo.js'],
  ['[data-offer-rows], [data-bundle]', 'offers.js'],
  ['[data-dialog], dialog', 'dialog.js'],
  ['[data-toast]', 'toast.js'],
  ['[data-copy], [data-print]', 'copy.js'],
  ['[data-poll-url]', 'poll.js'],
  ['form[data-live-part]', 'live-part.js'],
  ['[data-theme-switch]', 'theme.js'],
  ['[data-post-preview]', 'post-preview.js'],
  ['[data-compose-help]', 'compose-help.js'],
  ['[data-coach]', 'coach.js'],
  ['form[data-plan]', 'plan.js'],
  ['form[data-costing]', 'costing.js'],
  ['[data-replay]', 'replay.js'],
  ['[data-studio]', 'studio.js'],
];

function wire(root) {
  modules.forEach(([selector, file]) => {
    const found = (root.matches && root.matches(selector)) || root.querySelector(selector);
    if (found) load(file).then((module) => module.start(root, house)).catch(unlessOffline);
  });
}

// An address that points into something folded opens it.
const aim = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
const fold = aim && (aim.matches('details') ? aim : aim.closest('details'));
if (fold && !fold.open) { fold.open = true; aim.scrollIntoView(); }

wire(document);
document.addEventListener('lapak:new-content', (event) => wire(event.target));
document.addEventListener('htmx:load', (event) => { if (event.target !== document.body) wire(event.target); });

// Text kept on this phone by a form that is not on this page goes out from here.
try {
  const kept = Object.keys(localStorage).some((key) => key.startsWith('lapak:autosave:'));
  if (kept) load('autosave.js').then((module) => module.sendKept(house));
} catch (error) { /* storage is switched off: nothing was kept */ }
