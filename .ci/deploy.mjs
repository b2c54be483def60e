// Checks Kubernetes manifests, on standard input: values by the JSON schemas of Kubernetes (npm package kubernetes-models), and the names of fields by
// its types, since the schemas accept unknown ones. With the name of a job, prints the script of its container instead.
// The packages are in the folder node_modules of the working directory, where check.ts is written.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const documents = require('js-yaml').loadAll(readFileSync(0, 'utf8'));
const job = process.argv[2];
if (job) {
  const found = documents.find(each => each.kind === 'Job' && each.metadata.name === job);
  process.stdout.write(found.spec.template.spec.containers[0].args[0]);
  process.exit(0);
}
const names = documents.map(each => `${each.kind} ${each.metadata.name}`);
let wrong = documents.length === 0;
documents.forEach((document, i) => {
  try {
    const Model = require(`kubernetes-models/${document.apiVersion}/${document.kind}`)[document.kind];
    new Model(document).validate();
  } catch (failure) {
    wrong = true;
    console.log(`${names[i]}: ${failure.message}`);
  }
});
const types = documents.map(
  (document, i) =>
    `import { I${document.kind} as Type${i} } from 'kubernetes-models/${document.apiVersion}/${document.kind}';\n` +
    `export const document${i}: Type${i} = ${JSON.stringify(document, null, 1)};\n`,
);
writeFileSync('check.ts', types.join(''));
try {
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '--noEmit', '--skipLibCheck', '--moduleResolution', 'node10', 'check.ts'], {
    encoding: 'utf8',
  });
} catch (failure) {
  wrong = true;
  console.log(failure.stdout);
}
console.log(wrong ? 'not valid' : `valid: ${names.join(', ')}`);
process.exit(wrong ? 1 : 0);
