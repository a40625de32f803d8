/* One voice of an article: the rest of its text steps back, and one can go from statement to
   statement. Choosing the voice again, or Escape, ends it. */

import { element, onPage } from "./mount.js"

/**
 * A voice of the panel.
 *
 * @typedef {object} Voice
 * @property {HTMLElement} section
 * @property {string} name
 * @property {string[]} ids Of its statements.
 * @property {HTMLButtonElement} button
 */

/** @type {Map<string, Voice>} Statement id to its voice, on the page that is shown. */
let voices = new Map()
/** @type {{voice: Voice, text: Element, bar: HTMLElement, back: Element | null} | null} */
let chosen = null

/** Whether the panel of a page lists a statement. */
export function hasVoice(page, id) {
  return page.contains(voices.get(id)?.section ?? null)
}

/** Choose the voice that made a statement. */
export function chooseVoiceOf(page, id) {
  const voice = voices.get(id)
  if (voice === chosen?.voice) end()
  else choose(voice, page.querySelector(".sb-text"), voice.ids.indexOf(id))
}

/**
 * @param {Voice} voice
 * @param {Element} text
 * @param {number} at Index of the statement to go on from.
 */
function choose(voice, text, at) {
  end()
  text.classList.add("sb-text--one-voice")
  for (const id of voice.ids) {
    const parts = `[data-statement="${CSS.escape(id)}"], #note-${CSS.escape(id)}`
    for (const part of text.querySelectorAll(parts)) part.classList.add("sb-chosen")
  }
  voice.button.setAttribute("aria-pressed", "true")
  chosen = { voice, text, bar: makeBar(voice, at), back: document.activeElement }
  voice.button.after(chosen.bar)
}

/** @returns {boolean} Whether there was anything to end. */
function end() {
  if (!chosen) return false
  const { voice, text, bar, back } = chosen
  const focused = bar.contains(document.activeElement)
  chosen = null
  text.classList.remove("sb-text--one-voice")
  for (const part of text.querySelectorAll(".sb-chosen")) part.classList.remove("sb-chosen")
  voice.button.setAttribute("aria-pressed", "false")
  bar.remove()
  if (focused) (back?.getClientRects().length ? back : voice.button).focus()
  return true
}

/** What stands at the lower edge of the window while a voice is chosen. */
function makeBar(voice, at) {
  const { ids, name } = voice
  const count = `${ids.length} ${ids.length === 1 ? "statement" : "statements"}`
  const where = element("span", { role: "status" }, `${name}: ${count}`)
  const step = (by) => {
    at = (at + by + ids.length) % ids.length
    document.getElementById(ids[at]).scrollIntoView({ block: "center" })
    where.textContent = `${name}: ${at + 1} of ${count}`
  }
  const button = (label, press) => {
    const made = element("button", { type: "button", class: "sb-button" }, label)
    made.addEventListener("click", press)
    return made
  }
  return element(
    "div",
    { class: "sb-voice-bar", role: "group", "aria-label": "One voice" },
    where,
    button("Previous", () => step(-1)),
    button("Next", () => step(1)),
    button("Show all", end),
  )
}

function add(section, text) {
  const ids = [...section.querySelectorAll("a.sb-quote")].map((link) => link.hash.slice(1))
  const name = section.querySelector("h3").firstChild.textContent.trim()
  const button = element("button", { type: "button", class: "sb-button sb-voice__button", "aria-pressed": "false" })
  button.append("Only this voice", element("span", { class: "sb-spoken" }, `: ${name}`))
  const voice = { section, name, ids, button }
  button.addEventListener("click", (event) => {
    if (chosen?.voice === voice) {
      end()
      return
    }
    choose(voice, text, -1)
    // Whoever points wants to see it; whoever types goes on from here, to the next statement.
    if (event.detail > 0) document.getElementById(ids[0]).scrollIntoView({ block: "center" })
  })
  section.querySelector("h3").after(button)
  for (const id of ids) voices.set(id, voice)
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.target.closest("dialog")) return
  if (end()) event.preventDefault()
})

onPage((content) => {
  chosen = null
  const text = content.querySelector(".sb-article-page .sb-text")
  const sections = [...content.querySelectorAll(".sb-voice")]
  if (!text || sections.some((section) => section.querySelector(".sb-voice__button"))) return
  voices = new Map()
  for (const section of sections) add(section, text)
})
