/* Makes each table sortable by its column heads, and filterable where it is long. */

import { element, onPage } from "./mount.js"

const FILTER_FROM_ROWS = 12
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" })

/**
 * What a cell sorts by: its `data-sort`, else its text.
 *
 * @param {HTMLTableRowElement} row
 * @param {number} column
 */
function sortKey(row, column) {
  const cell = row.cells[column]
  return cell?.dataset.sort ?? cell?.textContent.trim() ?? ""
}

/** Cells that are empty come last, whichever way the column is sorted. */
function sortRows(body, column, direction) {
  const keyed = [...body.rows].map((row) => [sortKey(row, column), row])
  keyed.sort(([a], [b]) => (a === "") - (b === "") || direction * collator.compare(a, b))
  body.append(...keyed.map(([, row]) => row))
}

function makeSortable(table) {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])]
  heads.forEach((head, column) => {
    if (head.textContent.trim() === "" || head.querySelector("a, button")) return
    const button = element("button", { type: "button", class: "sb-table__sort" })
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending"
      for (const other of heads) other.removeAttribute("aria-sort")
      head.setAttribute("aria-sort", descending ? "descending" : "ascending")
      for (const body of table.tBodies) sortRows(body, column, descending ? -1 : 1)
    })
  })
}

/** A table that is wider than the screen scrolls in a box of its own, which the keyboard reaches. */
function makeScrollable(table) {
  const box = element("div", { class: "sb-table-wrap", role: "region", tabindex: "0", "aria-label": nameOf(table) })
  table.replaceWith(box)
  box.append(table)
}

/** The heading that a table stands under, numbered where another region is called so. */
function nameOf(table) {
  const above = [...document.querySelectorAll("h1, h2, h3")].filter(
    (heading) => heading.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  const name = above.at(-1)?.textContent.trim() || "Table"
  const taken = new Set([...document.querySelectorAll("[role=region]")].map((one) => one.ariaLabel))
  let number = 2
  while (taken.has(number > 2 ? `${name} (${number - 1})` : name)) number += 1
  return number > 2 ? `${name} (${number - 1})` : name
}

function makeFilterable(table) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows])
  if (rows.length < FILTER_FROM_ROWS) return
  const texts = rows.map((row) => row.textContent.toLowerCase())
  const input = element("input", { type: "search", autocomplete: "off" })
  const count = element("output", {}, `${rows.length} rows`)
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
    let shown = 0
    rows.forEach((row, index) => {
      row.hidden = !words.every((word) => texts[index].includes(word))
      if (!row.hidden) shown += 1
    })
    count.value = shown === rows.length ? `${shown} rows` : `${shown} of ${rows.length} rows`
  })
  table.closest(".sb-table-wrap").before(element("div", { class: "sb-filter" }, element("label", {}, "Filter ", input), count))
}

onPage((content) => {
  for (const table of content.querySelectorAll("table.sb-table:not([data-mounted])")) {
    table.dataset.mounted = ""
    makeScrollable(table)
    makeSortable(table)
    makeFilterable(table)
  }
})
