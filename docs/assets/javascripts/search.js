/* The search dialog: facets narrow it down, a hit opens at its paragraph. start.js opens it. */

import { keepFound, markFound } from "./found.js"
import { element } from "./mount.js"
import { allFilters, find } from "./search-engine.js"
import { passagesOf } from "./search-hits.js"
import { wordsOf } from "./search-words.js"

const FACETS = {
  kind: "Kind of page", actor: "Actor", event: "Event", outlet: "Outlet", year: "Year", sources: "Sources",
}
const OPEN_FACETS = new Set(["kind", "actor"])
const FACET_VALUES = 12
const PAGES_AT_ONCE = 8
const PAGES_A_KIND = 3
const PASSAGES_A_PAGE = 3
const WAIT = 150
const HEADINGS = { Page: "Other pages", List: "Lists" }

const dialog = document.querySelector("#sb-search")
const input = dialog.querySelector(".sb-search__input")
const status = dialog.querySelector(".sb-search__status")
const facets = dialog.querySelector(".sb-search__facets")
const list = dialog.querySelector(".sb-search__results")
const bundle = new URL(dialog.dataset.bundle, location.href)

/** @type {Map<string, Set<string>>} Facet to the values chosen. */
const chosen = new Map()
let asked = 0
/** Words of the query that is answered, and of its other spellings. */
let meant = []

/* Asking */

async function ask() {
  const turn = ++asked
  const words = input.value.trim()
  const filters = Object.fromEntries([...chosen].map(([name, values]) => [name, { any: [...values] }]))
  try {
    if (!words && chosen.size === 0) {
      const all = await allFilters(bundle)
      if (turn === asked) showStart(all)
      return
    }
    const answer = await find(bundle, words, filters)
    const most = answer.groups.length === 1 ? PAGES_AT_ONCE : PAGES_A_KIND
    const shown = answer.groups.map(({ results }) => Promise.all(results.slice(0, most).map((result) => result.data())))
    const pages = await Promise.all(shown)
    if (turn !== asked) return
    meant = [words, ...answer.spellings].flatMap(wordsOf)
    showFacets(answer.filters)
    showResults(words, answer, pages)
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

function showResults(words, { groups, total, spellings }, pages) {
  const about = words ? ` for “${words}”` : ""
  const also = spellings.length > 0 ? `, also spelt ${spellings.map((one) => `“${one}”`).join(", ")}` : ""
  if (total === 0) {
    status.textContent = `Nothing found${about}. Try fewer words, another spelling of a name, or fewer limits.`
    list.replaceChildren()
    return
  }
  status.textContent = `${total} ${total === 1 ? "page" : "pages"}${about}${also}`
  list.replaceChildren(...groups.map((group, at) => section(group, namesakesFirst(words, pages[at]), groups.length === 1)))
  list.scrollTop = 0
}

/** Whoever is called just so comes before those whose names are longer. */
function namesakesFirst(words, pages) {
  const isNamesake = ({ meta }) => meta.title?.toLowerCase() === words.toLowerCase()
  return [...pages].sort((a, b) => isNamesake(b) - isNamesake(a))
}

/** The pages of one kind; where it is the only one, the others follow on demand. */
function section({ kind, results }, pages, alone) {
  const name = HEADINGS[kind] ?? `${kind}s`
  const items = element("ol", {}, ...pages.map(hit))
  const count = element("span", { class: "sb-facet__count" }, String(results.length))
  const heading = element("h3", { class: "sb-group__title" }, name, " ", count)
  if (alone) addMore(items, results, pages.length)
  else if (results.length > pages.length) items.append(onlyThese(kind, name, results.length))
  return element("section", { class: "sb-group", "data-kind": kind }, heading, items)
}

function moreButton(words) {
  return element("button", { type: "button", class: "sb-search__more" }, words)
}

/** A button that narrows the search down to one kind of page. */
function onlyThese(kind, name, count) {
  const button = moreButton(`All ${count} ${name.toLowerCase()}`)
  button.addEventListener("click", () => {
    chosen.set("kind", new Set([kind]))
    input.focus()
    ask()
  })
  return element("li", {}, button)
}

function addMore(items, results, shown) {
  if (shown >= results.length) return
  const button = moreButton("More pages")
  const item = element("li", {}, button)
  button.addEventListener("click", async () => {
    const turn = asked
    const pages = await Promise.all(results.slice(shown, shown + PAGES_AT_ONCE).map((result) => result.data()))
    if (turn !== asked) return
    const hits = pages.map(hit)
    item.replaceWith(...hits)
    hits[0].querySelector("a").focus()
    addMore(items, results, shown + pages.length)
  })
  items.append(item)
}

/** One page that matches, with its best passages. */
function hit(data) {
  const title = element("a", { class: "sb-hit__title", href: data.url }, data.meta.title ?? data.url)
  const about = ["outlet", "year"].flatMap((name) => data.filters[name] ?? [])
  const item = element("li", { class: "sb-hit" }, title)
  if (about.length > 0) item.append(element("div", { class: "sb-hit__about" }, about.join(" · ")))
  const all = passagesOf(data, meant)
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

/** Open the dialog, or leave it as it is where it is open. */
export function open() {
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
  const link = event.target.closest("a")
  if (!link) return
  keepFound([...link.querySelectorAll("mark")].map((mark) => mark.textContent))
  dialog.close()
  if (link.pathname === location.pathname) setTimeout(markFound)
})

// The dialog itself is what a click outside its content lands on.
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest(".sb-search__close")) dialog.close()
})
