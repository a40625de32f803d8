/* The card of a statement is its note, opened, with what one can do with it: pin it, copy its
   address or citation, see its voice alone, correct it. statements.js says which one to open. */

import { copy, statementCitations } from "./citations.js"
import { element, onPage } from "./mount.js"
import { correctionAddress, saidIn } from "./said.js"
import { chooseVoiceOf, hasVoice } from "./voices.js"

// Notes have a margin of their own from this width on; statements.css says the same. Only there is
// pointing enough to open a card: it moves nothing.
export const MARGIN = matchMedia("(min-width: 76.25em)")
const DELAY = 250 // longer than preview.js takes to close what a link on the pointer's way opened
const GRACE = 350 // time to move the pointer from the words into the card

/** @type {{note: HTMLElement, by: "click" | "focus" | "address"} | null} */
let held = null
let glanced = null
const pinned = new Set()
/** Closed while it was still pointed at: it opens again when the pointer has been elsewhere. */
let dismissed = null
let returning = false
let timer = 0

let open = new Set()
const tools = new WeakMap()
/** Where the focus was before it went into a card's tools. */
const cameFrom = new WeakMap()

/** Bring the cards that are open in line with what is held, pointed at and pinned. */
function refresh() {
  const wanted = new Set([held?.note, glanced, ...pinned].filter(Boolean))
  for (const note of open) {
    if (wanted.has(note)) continue
    note.classList.remove("sb-note--open")
    tools.get(note).remove()
  }
  for (const note of wanted) {
    if (open.has(note)) continue
    if (!tools.has(note)) tools.set(note, makeTools(note))
    note.append(tools.get(note))
    note.classList.add("sb-note--open")
  }
  open = wanted
}

/** Open a card for as long as its statement or the card is pointed at. @param {HTMLElement | null} note */
export function glance(note) {
  clearTimeout(timer)
  if (note !== dismissed) dismissed = null
  if (!MARGIN.matches || note === glanced || (note && note === dismissed)) return
  timer = setTimeout(() => {
    // What was opened on purpose is not covered by what lies on the pointer's way.
    glanced = held ? null : note
    refresh()
  }, note && !glanced ? DELAY : GRACE)
}

/**
 * Open a card until another one is opened, Escape is pressed, or the focus that opened it leaves.
 *
 * @param {HTMLElement | null} note Null closes the one that was opened the same way.
 * @param {"click" | "focus" | "address"} by
 */
export function hold(note, by) {
  if (returning || note === (held?.note ?? null)) return
  if (!note && by === "focus" && held?.by !== "focus") return
  held = note && { note, by }
  glanced = null
  clearTimeout(timer)
  refresh()
}

/** @param {HTMLElement | null} note */
export function isHeld(note) {
  return note !== null && held?.note === note
}

/** Keep a card open whatever else opens, or no longer. */
function pin(note, on) {
  if (on) pinned.add(note)
  else pinned.delete(note)
  note.classList.toggle("sb-note--pinned", on)
  tools.get(note).querySelector("[aria-pressed]").setAttribute("aria-pressed", String(on))
}

/** @param {HTMLElement} note */
function close(note) {
  const focused = document.activeElement
  const inside = note.contains(focused)
  pin(note, false)
  if (held?.note === note) held = null
  glanced = null
  dismissed = note
  refresh()
  if (inside && !focused.getClientRects().length) returnFocus(note)
}

/** To where it was before it went into the card, or to what is left beside it. */
function returnFocus(note) {
  const block = note.closest(".sb-block")
  const places = [cameFrom.get(note), note.querySelector(".sb-note__link"), toggleOf(note), block?.querySelector(".sb-pn")]
  for (const place of places) {
    if (!place?.getClientRects().length) continue
    returning = true
    place.focus()
    returning = false
    return
  }
}

/* Tools */

function makeTools(note) {
  const page = note.closest(".sb-article-page")
  const id = note.id.slice("note-".length)
  const status = element("span", { class: "sb-card__status", role: "status" })
  const copier = (name, read) =>
    tool(element("span", {}, element("span", { class: "sb-spoken" }, "Copy "), name), () => copy(read(), name, status))
  const first = [copier("link", () => addressOf(note))]
  if (page) {
    const cited = (format) => statementCitations(page, saidIn(note))[format]
    first.push(
      copier("citation", () => cited("Text")),
      copier("BibTeX", () => cited("BibTeX")),
      copier("CSL-JSON", () => cited("CSL-JSON")),
    )
  }
  const pinning = tool("Pin", () => {
    pin(note, !pinned.has(note))
    refresh()
  })
  pinning.setAttribute("aria-pressed", "false")
  const second = [pinning]
  if (page && hasVoice(page, id)) second.push(tool("Only this voice", () => chooseVoiceOf(page, id)))
  const correct = note.querySelector(".sb-note__correct")
  if (correct) {
    correct.href = correctionAddress(correct.href, note)
    second.push(correct)
  }
  second.push(tool("Close", () => close(note)))
  const copying = element("span", { class: "sb-card__label", "aria-hidden": "true" }, "Copy")
  const bar = element("span", { class: "sb-card__tools", role: "toolbar", "aria-label": "This statement" })
  bar.append(element("span", {}, copying, ...first), element("span", {}, ...second))
  rove(bar)
  bar.addEventListener("focusin", ({ relatedTarget }) => {
    if (!bar.contains(relatedTarget)) cameFrom.set(note, relatedTarget)
  })
  note.setAttribute("role", "group")
  note.setAttribute("aria-label", `Statement, ${note.querySelector(".sb-note__link").textContent}`)
  return element("span", { class: "sb-card" }, bar, status)
}

function tool(name, press) {
  const made = element("button", { type: "button", class: "sb-button" }, name)
  made.addEventListener("click", press)
  return made
}

/** The address of a statement, without what this reader has switched on. */
function addressOf(note) {
  const url = new URL(note.querySelector(".sb-note__link").href)
  url.search = ""
  return url.href
}

/** One stop of the Tab key; the arrow keys lead on, as toolbars do. */
function rove(bar) {
  const all = [...bar.querySelectorAll("a, button")]
  const move = (to) => all.forEach((one, index) => one.setAttribute("tabindex", index === to ? "0" : "-1"))
  move(0)
  bar.addEventListener("focusin", (event) => move(all.indexOf(event.target)))
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    const edge = { Home: 0, End: all.length - 1 }[event.key]
    if (step === undefined && edge === undefined) return
    event.preventDefault()
    const at = all.indexOf(document.activeElement)
    all[edge ?? (at + step + all.length) % all.length].focus()
  })
}

/* All notes of a paragraph, where notes are folded away */

function toggleOf(note) {
  return note.closest(".sb-notes")?.querySelector(".sb-notes__toggle")
}

function addToggle(notes, box) {
  const number = notes.closest(".sb-block").id.slice(1)
  const button = element("button", { type: "button", class: "sb-button sb-notes__toggle", "aria-expanded": "false" })
  const label = () => {
    const certain = box?.checked ? "" : ":not(.sb-note--uncertain)"
    const count = notes.querySelectorAll(`.sb-note${certain}`).length
    const where = element("span", { class: "sb-spoken" }, ` in paragraph ${number}`)
    button.replaceChildren(`${count} ${count === 1 ? "statement" : "statements"}`, where)
  }
  button.addEventListener("click", () => unfold(notes, button.getAttribute("aria-expanded") === "false"))
  box?.addEventListener("change", label)
  label()
  notes.prepend(button)
}

function unfold(notes, on) {
  notes.classList.toggle("sb-notes--open", on)
  notes.querySelector(".sb-notes__toggle").setAttribute("aria-expanded", String(on))
}

/* One press of Escape closes one thing: a card, or else the notes that hold the focus. */
function closeOne() {
  const focused = document.activeElement
  const note = focused?.closest(".sb-note--open") ?? held?.note ?? glanced ?? [...pinned].at(-1)
  if (note) {
    close(note)
    return true
  }
  const notes = focused?.closest(".sb-notes--open")
  if (!notes) return false
  unfold(notes, false)
  notes.querySelector(".sb-notes__toggle").focus()
  return true
}

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || event.target.closest("dialog")) return
    if (document.getElementById("sb-preview")?.matches(":popover-open")) return
    if (closeOne()) event.preventDefault()
  },
  true,
)

onPage((content) => {
  held = glanced = dismissed = null
  pinned.clear()
  open = new Set()
  const page = content.querySelector(".sb-article-page")
  const box = page?.querySelector(".sb-less-certain input")
  for (const notes of page?.querySelectorAll(".sb-notes:not(:has(> .sb-notes__toggle))") ?? []) addToggle(notes, box)
})
