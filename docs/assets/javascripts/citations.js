/* Copies citations. Those of the article stand in its page; that of a statement is made of them and
   of what the page says of the statement. */

import { element, onPage } from "./mount.js"

const FORMATS = ["BibTeX", "CSL-JSON"]
// As build_tools/render/citations.py writes them.
const BIBTEX = {
  "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
  "&": "\\&", "%": "\\%", $: "\\$", "#": "\\#", _: "\\_",
}

/**
 * What a citation says of a statement.
 *
 * @typedef {object} Said
 * @property {string} id Of the statement, which is also its anchor.
 * @property {number} paragraph
 * @property {string} speaker Who the words are attributed to.
 * @property {string} chain From the source to the outlet, as the note spells it.
 * @property {string} cue
 * @property {string} content Letter for letter: the article's words.
 */

/** @param {string} text */
function bibtexEscaped(text) {
  return text.trim().replace(/\s+/g, " ").replace(/[\\{}~^&%$#_]/g, (character) => BIBTEX[character])
}

const HEDGES = /^(?: \([^()]*\))*$/ // "(unnamed)", "(inferred)"
const OPENS = /^["“«„]/
const CLOSES = /["”»“][.,;:!?]?$/
const ENDS = /[.!?]["”»]?$/

/** Words in quotation marks, unless they come with their own. */
function quoted(words) {
  return OPENS.test(words) && CLOSES.test(words) && words.length > 1 ? words : `“${words}”`
}

/** What is said as a sentence, with its chain where that has more in it than source and outlet. */
function sentence({ speaker, chain, cue, content }) {
  const [first, ...way] = chain.split(" → ")
  const short = way.length < 2 && first.startsWith(speaker) && HEDGES.test(first.slice(speaker.length))
  const says = [short ? first : speaker, cue].filter(Boolean).join(" ")
  const said = content ? `${says}: ${quoted(content)}` : says
  const whole = short ? said : `${said} (${chain})`
  return ENDS.test(whole) ? whole : `${whole}.`
}

/** The address of a statement: that of the page which is cited, and the statement's anchor. */
function addressOf(page, id) {
  const there = new URL(JSON.parse(formatted(page, "CSL-JSON"))[0].URL)
  there.hash = id
  return there.href
}

function formatted(page, format) {
  return placeOf(page, format).textContent
}

function placeOf(page, format) {
  return page.querySelector(`.sb-citation[data-format="${format}"]`)
}

/** Where the site does not know its own address, the article is cited by the one it is read at. */
function addAddress(page) {
  const [item] = JSON.parse(formatted(page, "CSL-JSON"))
  if (item.URL) return
  const here = new URL(location.href)
  here.search = ""
  here.hash = ""
  page.querySelector(".sb-cite__address").textContent = here.href
  const bibtex = placeOf(page, "BibTeX")
  bibtex.textContent = bibtex.textContent.replace(/\n\}$/, () => `,\n  url = {${here.href}}\n}`)
  placeOf(page, "CSL-JSON").textContent = JSON.stringify([{ ...item, URL: here.href }], null, 2)
}

/**
 * The citations of a statement, by the name of their format.
 *
 * @param {Element} page An article's page.
 * @param {Said} said
 * @returns {Record<string, string>}
 */
export function statementCitations(page, said) {
  const address = addressOf(page, said.id)
  const words = sentence(said)
  const noted = `${words} Paragraph ${said.paragraph}.`
  const work = page.querySelector(".sb-cite__work").textContent
  const line = (name, value) => `  ${name} = {${value}}`
  const bibtex = formatted(page, "BibTeX")
    .replace(/^(@\w+\{[^,]+)/, `$1-${said.id}`)
    .replace(/\n {2}note = \{(.*)\}/, (_, note) => `\n${line("note", `${bibtexEscaped(noted)} ${note}`)}`)
    .replace(/\n {2}url = \{.*\}/, () => `\n${line("url", address)}`)
  const [item] = JSON.parse(formatted(page, "CSL-JSON"))
  const csl = { ...item, id: `${item.id}-${said.id}`, URL: address, note: `${noted} ${item.note}` }
  return {
    Text: `${words} In: ${work}, ¶${said.paragraph}. ${address}`,
    BibTeX: bibtex,
    "CSL-JSON": JSON.stringify([csl], null, 2),
  }
}

/**
 * Copy a text, or show it for copying by hand where the browser does not allow it.
 *
 * @param {string} text
 * @param {string} name What the reader is told has been copied.
 * @param {HTMLElement} status An element with the role "status".
 */
export async function copy(text, name, status) {
  try {
    await navigator.clipboard.writeText(text)
    status.textContent = `Copied: ${name}.`
  } catch {
    const field = element("textarea", { class: "sb-copied", readonly: "", rows: "4", "aria-label": name })
    field.value = text
    status.replaceChildren("This browser does not let the page copy. Here it is: ", field)
    field.select()
  }
}

onPage((content) => {
  const panel = content.querySelector(".sb-citations:not([data-mounted])")
  if (!panel) return
  panel.dataset.mounted = ""
  addAddress(panel)
  const status = element("p", { class: "sb-citations__status", role: "status" })
  const button = (name, read) => {
    const made = element("button", { type: "button", class: "sb-button" }, `Copy ${name}`)
    made.addEventListener("click", () => copy(read(), name, status))
    return made
  }
  const buttons = element(
    "p",
    { class: "sb-citations__buttons" },
    button("text", () => panel.querySelector(".sb-cite").textContent),
    ...FORMATS.map((format) => button(format, () => formatted(panel, format))),
  )
  panel.querySelector(".sb-cite").after(buttons, status)
})
