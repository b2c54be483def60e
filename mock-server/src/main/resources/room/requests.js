// Requests as text: curl, fetch, and fixtures made of exchanges.

const quoted = text => "'" + text.replaceAll("'", "'\\''") + "'";

/** Headers that a client adds itself. */
const OWN = new Set(['host', 'content-length', 'connection', 'accept-encoding', 'user-agent', 'origin', 'referer', 'transfer-encoding']);
const isOwn = name => OWN.has(name.toLowerCase()) || /^sec-/i.test(name);

function useful(request) {
  return (request.headers ?? []).filter(each => !isOwn(each.name));
}

const url = request => location.origin + request.target;

export function curl(request) {
  const parts = ['curl -i'];
  if (request.method !== 'GET' || request.body) {
    parts[0] += ' -X ' + (/^[A-Z]+$/.test(request.method) ? request.method : quoted(request.method));
  }
  parts.push(...useful(request).map(each => '-H ' + quoted(each.name + ': ' + each.value)));
  if (request.body) {
    parts.push('--data-raw ' + quoted(request.body));
  }
  parts.push(quoted(url(request)));
  return parts.join(' \\\n  ');
}

export function fetchCode(request) {
  const options = {};
  if (request.method !== 'GET') {
    options.method = request.method;
  }
  const headers = useful(request);
  if (headers.length > 0) {
    options.headers = Object.fromEntries(headers.map(each => [each.name, each.value]));
  }
  if (request.body) {
    options.body = request.body;
  }
  const rest = Object.keys(options).length > 0 ? ', ' + JSON.stringify(options, null, 2) : '';
  return 'await fetch(' + JSON.stringify(url(request)) + rest + ')';
}

/** A request with one more header, which replaces those of its name. */
export function withHeader(request, name, value) {
  const others = request.headers.filter(each => each.name.toLowerCase() !== name.toLowerCase());
  return {...request, headers: [...others, {name, value}]};
}

/** Headers that a page may not send itself (Fetch Standard, forbidden request-header). */
const FORBIDDEN = /^(cookie|date|dnt|expect|keep-alive|te|trailer|upgrade|via|proxy-.*|access-control-request-.*)$/i;

/** Sends the request from this page. */
export function send(request) {
  const hasBody = request.body && request.method !== 'GET' && request.method !== 'HEAD';
  return fetch(request.target, {
    method: request.method,
    headers: useful(request).filter(each => !FORBIDDEN.test(each.name)).map(each => [each.name, each.value]),
    body: hasBody ? request.body : undefined,
    cache: 'no-store'
  });
}

/** The request of an exchange of the journal. */
export function requestOf(exchange) {
  const {method, target, headers, body} = exchange.request;
  return {method, target, headers, body: body.text};
}

const isPlainNumber = text => /^(0|-?[1-9]\d{0,14})$/.test(text);

/** The values of the path parameters: {petId: '7'}. */
export function pathValues(template, path) {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(match => match[1]);
  const pattern = template.split(/\{[^}]+\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('([^/]+)');
  const match = new RegExp(pattern + '$').exec(path);
  return match === null ? [] : names.map((name, i) => [name, decoded(match[i + 1])]);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The folder of an operation in the fixtures: its operationId, or "GET ~pets~{petId}". */
export const folder = operation => operation.name.replaceAll('/', '~');

const indented = (text, by) => text.replaceAll('\n', '\n' + ' '.repeat(by));

/** A body as YAML: JSON is YAML, and other text is a JSON string. */
function body(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return JSON.stringify(text);
  }
}

/** A fixture that answers like the exchange for the same path parameters. */
export function fixtureOf(exchange, operation) {
  const values = operation ? pathValues(operation.path, exchange.path) : [];
  const lines = ['# From ' + exchange.method + ' ' + exchange.path.replace(/[^!-~]/g, '?')];
  if (values.length > 0) {
    lines.push('when:', '  path:');
    values.forEach(([name, value]) =>
      lines.push('    ' + JSON.stringify(name) + ': ' + (isPlainNumber(value) ? value : JSON.stringify(value))));
  }
  const type = exchange.response.headers.find(each => each.name.toLowerCase() === 'content-type')?.value;
  const text = exchange.response.body.text;
  if (text) {
    lines.push('response:');
    if (type && !/^application\/json\b/i.test(type)) {
      lines.push('  headers: {Content-Type: ' + JSON.stringify(type) + '}');
    }
    lines.push('  body: ' + indented(body(text), 2));
  } else {
    lines.push('response: {}');
  }
  return lines.join('\n') + '\n';
}

/** A fixture with a body. */
export const fixtureWith = value => 'response:\n  body: ' + indented(JSON.stringify(value, null, 2), 2) + '\n';
