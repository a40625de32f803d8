/* The search dialog: Ctrl+K or "/" opens it, facets narrow it down, a hit opens at its paragraph. */

import { element } from "./mount.js"
import { passagesOf } from "./search-hits.js"

const FACETS = { kind: "Kind", actor: "Actor", event: "Event", outlet: "Outlet", year: "Year" }
const OPEN_FACETS = new Set(["kind", "actor"])
const FACET_VALUES = 12
const PAGES_AT_ONCE = 8
const PASSAGES_A_PAGE = 3
const WAIT = 150

const dialog = document.querySelector("#sb-search")
const input = dialog.querySelector(".sb-search__input")
const status = dialog.querySelector(".sb-search__status")
const facets = dialog.querySelector(".sb-search__facets")
const list = dialog.querySelector(".sb-search__results")
// Instant navigation changes the address but keeps the dialog, so the folder is settled once.
const bundle = new URL(dialog.dataset.bundle, location.href)

/** @type {Map<string, Set<string>>} Facet to the values chosen. */
const chosen = new Map()
let engine = null
let asked = 0

/** Load Pagefind when search is first opened; a failed load is tried again the next time. */
async function loadEngine() {
  const pagefind = await import(new URL("pagefind.js", bundle).href)
  await pagefind.options({ baseUrl: new URL("..", bundle).pathname })
  await pagefind.init()
  return { pagefind, filters: await pagefind.filters() }
}

function ready() {
  engine ??= loadEngine().catch((error) => {
    engine = null
    throw error
  })
  return engine
}

/* Asking */

async function ask() {
  const turn = ++asked
  const words = input.value.trim()
  const filters = Object.fromEntries([...chosen].map(([name, values]) => [name, { any: [...values] }]))
  try {
    const { pagefind, filters: all } = await ready()
    if (!words && chosen.size === 0) {
      if (turn === asked) showStart(all)
      return
    }
    const answer = await pagefind.search(words || null, { filters })
    const first = await Promise.all(answer.results.slice(0, PAGES_AT_ONCE).map((result) => result.data()))
    if (turn !== asked) return
    showFacets(answer.filters)
    showResults(words, answer.results, first)
  } catch (error) {
    if (turn !== asked) return
    status.textContent = "Search could not be loaded. Reload the page to try again."
    console.warn(error)
  }
}

let waiting = 0
function askSoon() {
  clearTimeout(waiting)
  waiting = setTimeout(ask, WAIT)
}

/* Showing */

function showStart(filters) {
  status.textContent = "Type, or choose something to narrow down by."
  list.replaceChildren()
  showFacets(filters)
}

function showResults(words, results, pages) {
  const about = words ? ` for “${words}”` : ""
  if (results.length === 0) {
    status.textContent = `Nothing found${about}. Try fewer words, another spelling of a name, or fewer limits.`
    list.replaceChildren()
    return
  }
  status.textContent = `${results.length} ${results.length === 1 ? "page" : "pages"}${about}`
  list.replaceChildren(...pages.map(hit))
  list.scrollTop = 0
  addMore(results, pages.length)
}

function addMore(results, shown) {
  if (shown >= results.length) return
  const button = element("button", { type: "button", class: "sb-search__more" }, "More pages")
  const item = element("li", {}, button)
  button.addEventListener("click", async () => {
    const turn = asked
    const next = results.slice(shown, shown + PAGES_AT_ONCE)
    const pages = await Promise.all(next.map((result) => result.data()))
    if (turn !== asked) return
    const hits = pages.map(hit)
    item.replaceWith(...hits)
    hits[0].querySelector("a").focus()
    addMore(results, shown + pages.length)
  })
  list.append(item)
}

/** One page that matches, with its best passages. */
function hit(data) {
  const title = element("a", { class: "sb-hit__title", href: data.url }, data.meta.title ?? data.url)
  const about = ["kind", "outlet", "year"].flatMap((name) => data.filters[name] ?? [])
  const item = element("li", { class: "sb-hit" }, title)
  if (about.length > 0) item.append(element("div", { class: "sb-hit__about" }, about.join(" · ")))
  const all = passagesOf(data)
  const anchored = all.filter((passage) => passage.anchor)
  const passages = anchored.length > 0 ? anchored : all // a title or header alone, if nothing else
  for (const passage of passages.slice(0, PASSAGES_A_PAGE)) item.append(passageLink(data.url, passage))
  const rest = passages.length - PASSAGES_A_PAGE
  if (rest > 0) {
    item.append(element("div", { class: "sb-hit__about" }, `and ${rest} more ${rest === 1 ? "passage" : "passages"}`))
  }
  return item
}

function passageLink(url, passage) {
  const href = passage.anchor ? `${url}#${passage.anchor}` : url
  const link = element("a", { class: "sb-hit__passage", href })
  if (passage.label) link.append(element("span", { class: "sb-hit__number" }, passage.label), " ")
  for (const { text, match } of passage.words) {
    link.append(match ? element("mark", {}, text) : text, " ")
  }
  return link
}

/* Facets */

/** @param {Record<string, Record<string, number>>} filters Facet to value to number of pages. */
function showFacets(filters) {
  const open = new Set([...facets.querySelectorAll("details[open]")].map((shown) => shown.dataset.facet))
  const focused = document.activeElement?.closest?.(".sb-facet input")
  const kept = focused && [focused.name, focused.value]
  const first = facets.childElementCount === 0
  facets.replaceChildren(
    ...Object.keys(FACETS).filter((name) => filters[name]).map((name) => {
      const box = facet(name, filters[name])
      box.open = first ? OPEN_FACETS.has(name) && matchMedia("(min-width: 45rem)").matches : open.has(name)
      return box
    }),
  )
  if (!kept) return
  for (const box of facets.querySelectorAll("input")) {
    if (box.name === kept[0] && box.value === kept[1]) box.focus()
  }
}

function facet(name, counts) {
  const picked = chosen.get(name) ?? new Set()
  const values = Object.entries(counts)
    .filter(([value, count]) => count > 0 || picked.has(value))
    .sort(([a, m], [b, n]) => picked.has(b) - picked.has(a) || n - m || a.localeCompare(b))
    .slice(0, Math.max(FACET_VALUES, picked.size))
  const labels = values.map(([value, count]) => {
    const box = element("input", { type: "checkbox", name, value })
    box.checked = picked.has(value)
    return element(
      "label", {}, box, element("span", {}, value), element("span", { class: "sb-facet__count" }, String(count)),
    )
  })
  return element(
    "details", { class: "sb-facet", "data-facet": name }, element("summary", {}, FACETS[name]), ...labels,
  )
}

function choose(box) {
  const values = chosen.get(box.name) ?? new Set()
  if (box.checked) values.add(box.value)
  else values.delete(box.value)
  if (values.size > 0) chosen.set(box.name, values)
  else chosen.delete(box.name)
}

/* Opening, moving, closing */

function open() {
  if (dialog.open) return
  dialog.showModal()
  input.focus()
  input.select()
  ask()
}

/** Up and down go through the links of the results, and from the first back to the words. */
function move(step) {
  const stops = [input, ...list.querySelectorAll("a, button")]
  const at = stops.indexOf(document.activeElement)
  stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus()
}

function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-search-open]")) open()
})

document.addEventListener("keydown", (event) => {
  const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k"
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
  if (!command && !(slash && !isTyping(event.target))) return
  event.preventDefault()
  open()
})

dialog.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || event.target.closest(".sb-search__facets")) return
  event.preventDefault()
  move(step)
})

dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault()
  list.querySelector("a")?.click()
})

input.addEventListener("input", askSoon)
facets.addEventListener("change", (event) => {
  choose(event.target)
  ask()
})

// A hit on the page that is already shown only moves to its paragraph, so nothing else closes it.
list.addEventListener("click", (event) => {
  if (event.target.closest("a")) dialog.close()
})

// The dialog itself is what a click outside its content lands on.
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest(".sb-search__close")) dialog.close()
})
