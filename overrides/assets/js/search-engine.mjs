// All that it takes to answer a search, fetched when the search is first opened.
export { SearchIndex } from "./search-index.mjs";
export { Results } from "./search-results.mjs";
export { ranked } from "./search-rank.mjs";
export { queryWords, understood } from "./search-words.mjs";
