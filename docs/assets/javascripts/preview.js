/* Shows the summary of the page that a name links to, while the link is pointed at or focused. */

import { element, onPage } from "./mount.js"

const LINKS = "a.sb-mention[href], a[data-preview][href]"
const DELAY = 350
const GRACE = 200 // time to move the pointer from the link into the card

const card = element("div", { class: "sb-preview", id: "sb-preview", role: "tooltip", popover: "manual" })
const summaries = new Map()
let link = null
let timer = 0

/**
 * Fetch a page of this site and cut its summary out.
 *
 * @param {URL} url Without hash.
 * @returns {Promise<Node[]>} Nodes to show; none where the page has no summary.
 */
async function fetchSummary(url) {
  const response = await fetch(url)
  if (!response.ok) return []
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  const summary = page.querySelector(".sb-summary")
  const title = page.querySelector("h1")
  if (!summary || !title) return []
  for (const child of summary.querySelectorAll("h1, [data-preview-skip]")) child.remove()
  for (const child of summary.querySelectorAll("[id]")) child.removeAttribute("id")
  for (const a of summary.querySelectorAll("a[href]")) a.href = new URL(a.getAttribute("href"), url).href
  const head = element("p", { class: "sb-preview__title" }, title.textContent.trim())
  return [head, ...summary.childNodes].map((node) => document.importNode(node, true))
}

/** @param {URL} url */
function summaryOf(url) {
  if (!summaries.has(url.href)) {
    summaries.set(url.href, fetchSummary(url).catch(() => []))
  }
  return summaries.get(url.href)
}

function hide() {
  clearTimeout(timer)
  link?.removeAttribute("aria-describedby")
  link = null
  if (card.matches(":popover-open")) card.hidePopover()
}

/** Below the link or above it, wherever it fits or else has more room; never over a line of the link. */
function place(beside) {
  const lines = [...beside.getClientRects()].filter(({ width }) => width > 0)
  const [at] = lines.length > 0 ? lines : [beside.getBoundingClientRect()]
  const top = Math.min(at.top, ...lines.map((line) => line.top))
  const bottom = Math.max(at.bottom, ...lines.map((line) => line.bottom))
  const gap = 6
  card.style.maxHeight = ""
  const below = innerHeight - bottom - 2 * gap
  const above = top - 2 * gap
  const under = card.offsetHeight <= below || below >= above
  card.style.maxHeight = `${Math.min(card.offsetHeight, under ? below : above)}px`
  const left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - gap)
  card.style.left = `${Math.max(gap, left)}px`
  card.style.top = `${under ? bottom + gap : top - gap - card.offsetHeight}px`
}

async function show(wanted) {
  const url = new URL(wanted.href)
  url.hash = ""
  const nodes = await summaryOf(url)
  if (link !== wanted || nodes.length === 0) return
  card.replaceChildren(...nodes.map((node) => node.cloneNode(true)))
  document.body.append(card)
  card.showPopover()
  place(wanted)
  wanted.setAttribute("aria-describedby", card.id)
}

function enter(target) {
  if (!(target instanceof Element)) return
  if (card.contains(target)) {
    clearTimeout(timer)
    return
  }
  const wanted = target.closest(LINKS)
  if (!wanted || wanted === link || wanted.origin !== location.origin) return
  hide()
  link = wanted
  timer = setTimeout(() => show(wanted), DELAY)
}

function leave() {
  clearTimeout(timer)
  timer = setTimeout(hide, GRACE)
}

if (HTMLElement.prototype.showPopover) {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return
    const over = event.target instanceof Element && (card.contains(event.target) || event.target.closest(LINKS))
    if (over) enter(event.target)
    else if (link) leave()
  })
  document.addEventListener("focusin", (event) => enter(event.target))
  document.addEventListener("focusout", hide)
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide())
  // A card that waits to open may still: the page often comes to rest with the pointer on a link.
  addEventListener("scroll", () => card.matches(":popover-open") && hide(), { passive: true })
  onPage(hide)
}
