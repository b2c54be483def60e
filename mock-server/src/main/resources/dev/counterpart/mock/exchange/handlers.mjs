// Written by counterpart export msw. The answers are in answers.mjs.
import { delay, http, HttpResponse } from 'msw';
import operations from './answers.mjs';

/** The value that a condition is about, as text; undefined if the request does not have it. */
function value(condition, request, path, query, body, text) {
  switch (condition.in) {
    case 'path':
      return path[condition.name];
    case 'query':
      return query.get(condition.name) ?? undefined;
    case 'header':
      return request.headers.get(condition.name) ?? undefined;
    case 'cookie':
      return cookie(request.headers.get('cookie') ?? globalThis.document?.cookie ?? '', condition.name);
    default:
      return condition.name === '' ? text : at(body, condition.name);
  }
}

function cookie(header, name) {
  const pair = header.split(';').map((each) => each.trim()).find((each) => each.startsWith(`${name}=`));
  return pair === undefined ? undefined : decodeURIComponent(pair.slice(name.length + 1));
}

/** The value at a JSON pointer (RFC 6901). */
function at(body, pointer) {
  let node = body;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (node === null || typeof node !== 'object' || !Object.hasOwn(node, name)) return undefined;
    node = node[name];
  }
  return node === undefined || typeof node === 'string' ? node : JSON.stringify(node);
}

/** The text of the whole body is compared, and its JSON without spaces. */
function holds(condition, actual, body) {
  if (condition.in === 'body' && condition.name === '' && condition.oneOf && body !== undefined) {
    return condition.oneOf.includes(actual) || condition.oneOf.includes(at(body, ''));
  }
  if ('absent' in condition) return (actual === undefined) === condition.absent;
  if (actual === undefined) return false;
  return 'matches' in condition
    ? new RegExp(`^(?:${condition.matches})$`).test(actual)
    : condition.oneOf.includes(actual);
}

function json(text) {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

async function respond(operation, request) {
  const url = new URL(request.url);
  const found = new RegExp(`^${operation.path}$`).exec(url.pathname);
  const path = Object.fromEntries(
    operation.variables.map((name, index) => [name, decodeURIComponent(found[index + 1])]),
  );
  const text = (await request.clone().text()) || undefined;
  const body = json(text);
  const answer = operation.answers.find((each) =>
    each.when.every((condition) => holds(condition, value(condition, request, path, url.searchParams, body, text), body)),
  );
  if (answer === undefined) return undefined;
  if (answer.delay) {
    const [least, most] = answer.delay;
    await delay(least + Math.floor(Math.random() * (most - least + 1)));
  }
  if (answer.fault) return HttpResponse.error();
  const bytes = answer.base64 && Uint8Array.from(atob(answer.base64), (character) => character.charCodeAt(0));
  return new HttpResponse(bytes ?? answer.body ?? null, { status: answer.status, headers: answer.headers });
}

/** For setupServer(...handlers) and setupWorker(...handlers). */
export const handlers = operations
  .filter((operation) => operation.method in http)
  .map((operation) =>
    http[operation.method](new RegExp(`^[a-z]+:\\/\\/[^/]+${operation.path}$`), ({ request }) =>
      respond(operation, request),
    ),
  );
