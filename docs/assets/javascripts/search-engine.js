/* Asks Pagefind, also for other spellings of a name that the registry knows. Nothing here touches the
   page. */

import { otherSpellings } from "./search-spellings.js"
import { holdsAll, wordsOf } from "./search-words.js"

const NAMED_PAGES = 4 // so many of the best results are asked for the names of whom they are about
const RANKED = 10 // of so many pages of a kind, those with all words asked for come first
const EXTRA = 50 // of so many pages found by another spelling alone, facets are counted

let engine = null

/** Load Pagefind when search is first opened; a failed load is tried again the next time. */
function ready(bundle) {
  engine ??= load(bundle).catch((error) => {
    engine = null
    throw error
  })
  return engine
}

async function load(bundle) {
  const pagefind = await import(new URL("pagefind.js", bundle).href)
  await pagefind.options({ baseUrl: new URL("..", bundle).pathname })
  await pagefind.init()
  return { pagefind, filters: await pagefind.filters() }
}

/**
 * All facets with the number of pages for each of their values.
 *
 * @param {URL} bundle Where the index lies.
 */
export async function allFilters(bundle) {
  return (await ready(bundle)).filters
}

/**
 * The pages of one kind that were found, the best first.
 *
 * @typedef {object} Group
 * @property {string} kind
 * @property {0 | 1} whole Whether any of the best has all words that were asked for.
 * @property {{id: string, score: number, data: () => Promise<object>}[]} results
 */

/**
 * Ask for words, or for what the filters let through where there are none.
 *
 * @param {URL} bundle Where the index lies.
 * @param {string} words
 * @param {Record<string, {any: string[]}>} filters Facet to the values chosen.
 * @returns {Promise<{groups: Group[], total: number, spellings: string[],
 *   filters: Record<string, Record<string, number>>}>}
 */
export async function find(bundle, words, filters) {
  const { pagefind } = await ready(bundle)
  const answer = await pagefind.search(words || null, { filters })
  // Unfiltered, so that the page of whoever is meant can be asked whatever is narrowed down by.
  const open = words && Object.keys(filters).length > 0 ? await pagefind.search(words) : answer
  const named = words ? await Promise.all(open.results.slice(0, NAMED_PAGES).map((result) => result.data())) : []
  const spellings = otherSpellings(words, named.map(({ meta }) => meta.names?.split("|") ?? []))
  const answers = [answer, ...(await Promise.all(spellings.map((one) => pagefind.search(one, { filters }))))]
  const kinds = new Set(answers.flatMap(({ filters: { kind = {} } }) => Object.keys(kind).filter((one) => kind[one])))
  const groups = await Promise.all(
    [...kinds].map(async (kind) => {
      const within = { filters: { ...filters, kind: { any: [kind] } } }
      const found = await Promise.all([words || null, ...spellings].map((one) => pagefind.search(one, within)))
      const ranked = await wholeFirst(joined(found.map(({ results }) => results)), [words, ...spellings])
      return { kind, ...ranked }
    }),
  )
  groups.sort(
    (a, b) => b.whole - a.whole || b.results[0].score - a.results[0].score || a.kind.localeCompare(b.kind),
  )
  return {
    groups,
    total: groups.reduce((sum, { results }) => sum + results.length, 0),
    spellings,
    filters: spellings.length > 0 ? await counted(answer, groups) : answer.filters,
  }
}

/**
 * Pages that have all words of one of the queries before those that have some, Pagefind's order
 * otherwise; `whole` is 1 where any has them all, else 0.
 */
async function wholeFirst(results, queries) {
  const asked = queries.map(wordsOf)
  if (asked[0].length < 2) return { whole: 0, results }
  const first = results.slice(0, RANKED)
  const pages = await Promise.all(first.map((result) => result.data()))
  const hold = pages.map(({ content, meta }) => asked.some((one) => holdsAll(`${meta.title ?? ""} ${content}`, one)))
  const those = (kept) => first.filter((_, at) => hold[at] === kept)
  const whole = Number(hold.includes(true))
  return { whole, results: [...those(true), ...those(false), ...results.slice(RANKED)] }
}

/** Results of several searches as one list; what two of them found has the passages of both. */
function joined(lists) {
  const found = new Map()
  for (const result of lists.flat()) {
    const there = found.get(result.id)
    found.set(result.id, there ? both(there, result) : result)
  }
  return [...found.values()].sort((a, b) => b.score - a.score)
}

function both(one, other) {
  const data = async () => {
    const [first, second] = await Promise.all([one.data(), other.data()])
    return { ...first, locations: [...first.locations, ...second.locations] }
  }
  return { id: one.id, score: Math.max(one.score, other.score), data }
}

/** The facets of an answer, and of what other spellings found besides. */
async function counted(answer, groups) {
  const filters = structuredClone(answer.filters)
  const known = new Set(answer.results.map(({ id }) => id))
  const besides = groups.flatMap(({ results }) => results).filter(({ id }) => !known.has(id))
  for (const data of await Promise.all(besides.slice(0, EXTRA).map((result) => result.data()))) {
    for (const [name, values] of Object.entries(data.filters)) {
      filters[name] ??= {}
      for (const value of values) filters[name][value] = (filters[name][value] ?? 0) + 1
    }
  }
  return filters
}
