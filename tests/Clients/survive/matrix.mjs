// Prints the table of docs/survive.md: node matrix.mjs NAME=REPORT.json…; each cell is the worst verdict of a kind of trouble.
import { readFileSync } from "node:fs";

const Words = ["survived", "failed_legibly", "failed_blindly", "leaked", "hammered", "lost", "duplicated", "hung"];
const clients = process.argv.slice(2).map(argument => {
  const [name, file] = argument.split("=");
  return { name, report: JSON.parse(readFileSync(file, "utf8")) };
});
const row = cells => console.log(`| ${cells.join(" | ")} |`);

/** The worst verdict of the experiments that were met. */
function worst({ report }, kind) {
  const met = report.experiments.filter(each => each.kind === kind && each.hits > 0).map(({ verdict }) => Words.indexOf(verdict));
  const word = Words[Math.max(...met)];
  return word === undefined ? "" : word === "survived" ? "✓" : word === "failed_legibly" ? "legible" : `**${word.replace("failed_", "")}**`;
}

const kinds = new Map(clients.flatMap(({ report }) => report.experiments.map(({ kind, category }) => [kind, category])));
row(["trouble", ...clients.map(({ name }) => name)]);
console.log(`|${"---|".repeat(clients.length + 1)}`);
for (const category of ["network", "limits", "ai", "storage", "time", "contract"])
  for (const kind of [...kinds.keys()].filter(each => kinds.get(each) === category).sort())
    row([`\`${kind}\``, ...clients.map(client => worst(client, kind))]);
row(["survived, of", ...clients.map(({ report: { counts, experiments } }) => `${counts.survived ?? 0} of ${experiments.length}`)]);
