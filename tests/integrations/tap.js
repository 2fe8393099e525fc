// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// Runs the tests of a table, name to function, in its order, and reports as TAP.
async function runAll(tests) {
  const names = Object.keys(tests);
  console.log(`1..${names.length}`);
  for (const [index, name] of names.entries()) {
    try {
      await tests[name]();
      console.log(`ok ${index + 1} - ${name}`);
    } catch (error) {
      console.log(`not ok ${index + 1} - ${name}`);
      console.log(String(error.stack).replace(/^/gm, '# '));
      process.exitCode = 1;
    }
  }
}

module.exports = { runAll };
