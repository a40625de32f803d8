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
 * @property {string} chain From the source to the outlet, as the note spells it.
 * @property {string} cue
 * @property {string} content Letter for letter. Quotation marks inside are the article's, and none
 *   are put around it: what is reported indirectly is not in the speaker's own words.
 */

/** @param {string} text */
function bibtexEscaped(text) {
  return text.trim().replace(/\s+/g, " ").replace(/[\\{}~^&%$#_]/g, (character) => BIBTEX[character])
}

/** @param {Said} said */
function sentence({ chain, cue, content }) {
  return [`${chain}: “${cue}”`, content].filter(Boolean).join(" ")
}

/** The address of a statement: the one to cite, or this page's where the site has none. */
function addressOf(page, id) {
  const { URL: cited } = JSON.parse(formatted(page, "CSL-JSON"))[0]
  const here = new URL(cited ?? location.href)
  here.search = ""
  here.hash = id
  return here.href
}

function formatted(page, format) {
  return page.querySelector(`.sb-citation[data-format="${format}"]`).textContent
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
  const whole = page.querySelector(".sb-cite").textContent
  const line = (name, value) => `  ${name} = {${value}}`
  const bibtex = formatted(page, "BibTeX")
    .replace(/^(@\w+\{[^,]+)/, `$1-${said.id}`)
    .replace(/\n {2}note = \{(.*)\}/, (_, note) => `\n${line("note", `${bibtexEscaped(words)} ${note}`)}`)
    .replace(/\n {2}url = \{.*\}/, () => `\n${line("url", address)}`)
  const [item] = JSON.parse(formatted(page, "CSL-JSON"))
  const csl = { ...item, id: `${item.id}-${said.id}`, URL: address, note: `${words} ${item.note}` }
  return {
    Text: `${words} In: ${whole.replace(/\S+$/, () => address)}`,
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
