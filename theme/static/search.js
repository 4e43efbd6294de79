// The search page: asks pagefind and writes what it finds as text, never as markup.
const form = document.querySelector("form.search");
const field = form.elements.q;
const told = document.querySelector(".found");
const list = document.querySelector(".results");
const AT_ONCE = 10;

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  look();
});

let pagefind;
let asked = 0;

async function look() {
  const words = field.value.trim();
  const turn = ++asked;
  history.replaceState(null, "", words ? "?q=" + encodeURIComponent(words) : location.pathname);
  list.replaceChildren();
  told.textContent = "";
  if (!words) return;
  try {
    pagefind ??= await import("../pagefind/pagefind.js");
    const found = await pagefind.search(words);
    if (turn === asked) await show(found.results, turn);
  } catch {
    told.textContent = form.dataset.failed;
  }
}

async function show(results, turn) {
  const { none, one, many } = form.dataset;
  told.textContent =
    results.length === 0 ? none : results.length === 1 ? one : many.replace("NUMBER", results.length);
  await add(results, 0, turn);
}

async function add(results, from, turn) {
  const pages = await Promise.all(results.slice(from, from + AT_ONCE).map((each) => each.data()));
  if (turn !== asked) return;
  document.querySelector(".results-more")?.remove();
  list.append(...pages.map(entry));
  if (from + AT_ONCE < results.length) {
    const more = document.createElement("button");
    more.className = "results-more";
    more.textContent = form.dataset.more;
    more.addEventListener("click", () => add(results, from + AT_ONCE, turn));
    list.after(more);
  }
}

function entry(page) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.meta.title ?? page.url;
  const words = document.createElement("p");
  // An excerpt is markup with <mark> around what was found, and everything else escaped: read as
  // a document of its own, in which nothing runs, and taken over as text and marks alone.
  const read = new DOMParser().parseFromString(page.excerpt, "text/html");
  for (const node of read.body.childNodes) {
    const part = node.nodeName === "MARK" ? document.createElement("mark") : new Text();
    part.textContent = node.textContent;
    words.append(part);
  }
  item.append(link, words);
  return item;
}

field.value = new URLSearchParams(location.search).get("q") ?? "";
if (field.value) look();
