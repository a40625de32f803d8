/* The button that sets the colours: as the system has them, light, dark. What is set is kept for this
   reader; the shell applies it before a page is drawn. */

const KEY = "sourcebook.scheme"
const SCHEMES = ["auto", "light", "dark"]
const root = document.documentElement
const button = document.querySelector("[data-scheme-switch]")

/** @param {string} scheme One of the above. */
function show(scheme) {
  root.dataset.scheme = scheme
  const name = scheme === "auto" ? "as the system has them" : scheme
  button.setAttribute("aria-label", `Colours: ${name}`)
  button.title = `Colours: ${name}`
}

function keep(scheme) {
  try {
    localStorage.setItem(KEY, scheme)
  } catch {
    return // storage is blocked; the colours change all the same
  }
}

button.addEventListener("click", () => {
  const next = SCHEMES[(SCHEMES.indexOf(root.dataset.scheme) + 1) % SCHEMES.length]
  show(next)
  keep(next)
})
show(SCHEMES.includes(root.dataset.scheme) ? root.dataset.scheme : "auto")
