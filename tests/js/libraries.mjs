// Finds for tests what a site has at `../vendor/`, and the packages that only tests need.
import { registerHooks } from "node:module";

const installed = new URL("../../.venv/node/libraries.mjs", import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const shipped = specifier.match(/^\.\.\/vendor\/(.+)\.mjs$/)?.[1];
    const named = /^[a-z]/.test(specifier) && !specifier.includes(":") ? specifier : null;
    const name = shipped ?? named;
    return name ? next(name, { ...context, parentURL: installed }) : next(specifier, context);
  },
});
