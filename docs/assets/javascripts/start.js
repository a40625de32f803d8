/* Starts the components that a page has use for. Search waits until it is wanted. */

import "./scheme.js"
import "./preview.js"

const has = (selector) => document.querySelector(selector) !== null

if (has(".sb-text")) import("./statements.js")
if (has(".sb-article-page")) {
  import("./article.js")
  import("./voices.js")
  import("./citations.js")
}
if (has("table.sb-table")) import("./tables.js")
if (location.hash) import("./found.js").then(({ markFound }) => markFound())

/* Search */

function openSearch() {
  return import("./search.js").then(({ open }) => open())
}

function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-search-open]")) openSearch()
})

document.addEventListener("keydown", (event) => {
  const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k"
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
  if (!command && !(slash && !isTyping(event.target))) return
  event.preventDefault()
  openSearch()
})
