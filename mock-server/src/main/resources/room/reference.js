// The document as an API reference, whose requests go to this mock.
import {api} from './api.js';
import {byId, fill, h} from './dom.js';

async function show(prefix) {
  const spec = await api('GET', 'document?prefix=' + encodeURIComponent(prefix));
  document.title = (spec.info?.title ?? 'API reference') + ' · Counterpart';
  fill(byId('reference'));
  SwaggerUIBundle({
    spec,
    domNode: byId('reference'),
    presets: [SwaggerUIBundle.presets.apis],
    validatorUrl: null,
    tryItOutEnabled: true,
    deepLinking: false,
    persistAuthorization: false,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0
  });
}

async function start() {
  const documents = await api('GET', 'documents');
  const select = byId('document');
  fill(select, ...documents.map(each => h('option', {value: each.prefix}, (each.title || each.document) + ' ' + each.prefix)));
  byId('choice').hidden = documents.length < 2;
  select.addEventListener('change', () => tell(show(select.value)));
  await show(documents[0].prefix);
}

function tell(work) {
  work.catch(problem => fill(byId('reference'), h('p', {class: 'empty'}, problem.message)));
}

// Swagger UI leaves these without a name for screen readers.
const NAMES = [['#servers', 'Server'], ['.examples-select-element', 'Example'], ['.parameters select', 'Value'], ['.content-type', 'Media type'], ['.body-param__text', 'Body'], ['.close-modal', 'Close']];
function setNames() {
  NAMES.forEach(([selector, name]) => byId('reference').querySelectorAll(selector + ':not([aria-label])').forEach(each => each.setAttribute('aria-label', name)));
}
new MutationObserver(setNames).observe(byId('reference'), {childList: true, subtree: true});

const isDark = matchMedia('(prefers-color-scheme: dark)');
function setTheme() {
  const chosen = document.documentElement.dataset.theme;
  document.documentElement.classList.toggle('dark-mode', chosen ? chosen === 'dark' : isDark.matches);
}
isDark.addEventListener('change', setTheme);
new MutationObserver(setTheme).observe(document.documentElement, {attributes: true, attributeFilter: ['data-theme']});
setTheme();
tell(start());
