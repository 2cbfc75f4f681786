// Runs a Python file under Pyodide's core: node core.mjs PYODIDE PROJECT FILE
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, project, file] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const pyodide = await loadPyodide({ indexURL: `${folder}/` });
pyodide.mountNodeFS("/project", project);
pyodide.runPython(readFileSync(file, "utf-8"));
