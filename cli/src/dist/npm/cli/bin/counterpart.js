#!/usr/bin/env node
// Runs Counterpart from the package of this platform, which npm installs as an optional dependency. Downloads nothing.
'use strict';

const { spawn } = require('node:child_process');
const { statSync, utimesSync } = require('node:fs');
const path = require('node:path');
const { optionalDependencies, timeOfFiles } = require('../package.json');

const name = `@counterpart/cli-${process.platform}-${process.arch}`;

function home() {
  try {
    return path.dirname(require.resolve(`${name}/package.json`));
  } catch {
    if (name in optionalDependencies) {
      console.error(`counterpart: the package ${name} is not installed`);
      console.error('to fix    install optional dependencies as well: npm install @counterpart/cli --include=optional');
      console.error('          (on Linux, the packages are for glibc; elsewhere, such as on Alpine, run the jar with Java 17)');
    } else {
      console.error(`counterpart: there is no package for ${process.platform} ${process.arch}`);
      console.error('to fix    run the jar with Java 17 or newer: java -jar counterpart.jar');
    }
    process.exit(2);
  }
}

// npm sets the time of files to that of the installation, but the archive of class data is valid for a jar with its own time.
function keepTime(jar) {
  try {
    if (Math.floor(statSync(jar).mtimeMs / 1000) !== timeOfFiles) utimesSync(jar, timeOfFiles, timeOfFiles);
  } catch {
    // In a folder that is read-only, starts take longer.
  }
}

// A batch file cannot be started without a shell, whose quoting would change the arguments.
function windows(folder, words) {
  const server = words[0] === 'mock' || words[0] === 'proxy';
  return [
    path.join(folder, 'runtime', 'bin', 'java.exe'),
    [
      '-XX:+UseSerialGC',
      server ? `@${path.join(folder, 'lib', 'server.options')}` : '-XX:TieredStopAtLevel=1',
      ...(words[0] === 'test' ? [] : ['-Xmx512m']),
      `-XX:SharedArchiveFile=${path.join(folder, 'lib', 'counterpart.jsa')}`,
      '-Xlog:disable',
      '--sun-misc-unsafe-memory-access=allow',
      `-Dcounterpart.home=${path.join(folder, 'share', 'counterpart')}`,
      '-jar',
      path.join(folder, 'lib', 'counterpart.jar'),
      ...words,
    ],
  ];
}

const folder = home();
keepTime(path.join(folder, 'lib', 'counterpart.jar'));
const words = process.argv.slice(2);
const [program, args] =
  process.platform === 'win32' ? windows(folder, words) : [path.join(folder, 'bin', 'counterpart'), words];
const child = spawn(program, args, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', failure => {
  console.error(`counterpart: ${program} cannot be started: ${failure.message}`);
  process.exit(2);
});
child.on('exit', (code, signal) => process.exit(signal ? 128 : code));
