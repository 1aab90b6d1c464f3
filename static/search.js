// The search. Package search says what the index is, the form what is said.
(() => {
'use strict'
const $ = id => document.getElementById(id), form = $('search'), status = $('found'), list = $('hits'), more = $('more'), retry = $('retry'), clear = $('clear')
const words = JSON.parse(form.dataset.words), input = form.elements.q, selects = [...form.querySelectorAll('select')], [minister, topic, kind, year] = selects

// As german.IndexWords and german.IndexKey; the same cases test both.
const word = /[\p{L}\p{Nd}\p{M}\xad]+/gu, special = {ß: 'ss', æ: 'a', œ: 'o', ø: 'o', ł: 'l', đ: 'd', ı: 'i', '\xad': ''}
const key = s => s.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[ßæœøłđı\xad]/g, c => special[c])
  .replace(/([ao])e+|(^|[^aeqo])ue+/g, (m, a, b) => a || b + 'u').replace(/^(.{4,}?)(e(ns|rn|rs|[mnrs])?|s|n)$/u, '$1')
const split = text => text.match(word) || []

const parts = {}, waiting = {}, tables = {}
let manifest, used
window.chronik = (name, data) => { parts[name] = data }
Object.assign(chronik, {key, split})
const load = name => waiting[name] ||= new Promise((done, fail) => {
  const script = document.createElement('script')
  script.src = form.dataset.index + name + '.js' + (manifest ? '?' + manifest.v : '')
  script.onload = script.onerror = () => {
    script.remove()
    if (name in parts) return done(parts[name])
    delete waiting[name]
    fail(name + '.js')
  }
  document.head.append(script)
})
const table = async name => {
  used.add(name)
  return tables[name] ||= new Map((await load(name)).split('|').map(line => line.split(':')))
}
// The file whose range holds a term.
const place = (starts, term) => Math.max(starts.findLastIndex(s => s <= term), 0)
const span = prefix => [place(manifest.t, prefix), place(manifest.t, prefix + '\uffff')]
// Terms that begin so, from one file and at most as many others.
const terms = async (prefix, others) => {
  const [from, to] = span(prefix)
  return (await Promise.all(manifest.t.slice(from, Math.min(to, from + others) + 1).map((_, i) => table('t/' + (from + i))))).flatMap(t => [...t])
}
const each = (postings, visit) => {
  let entry = 0
  for (const p of postings.split(' ')) {
    const n = parseInt(p, 36)
    visit(entry += n >> 3, n & 7)
  }
}
// Optimal string alignment.
const distance = (a, b) => {
  let older, old = [...Array(b.length + 1).keys()]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] != b[j - 1]))
      if (i > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1)
    }
    older = old
    old = row
  }
  return old[b.length]
}

// Entries with a term and how well they fit; null if nearly all have it.
const find = async (term, others, marked) => {
  const {alias, stop} = manifest, scores = new Float32Array(manifest.n), most = term.length > 8 ? 2 : term.length > 4 ? 1 : 0
  const near = name => Math.abs(term.length - name.length) > most ? 9 : distance(term, name)
  const add = (name, postings, factor) => {
    marked.add(name)
    const weight = factor * Math.log(1 + manifest.n / postings.split(' ').length)
    each(postings, (entry, n) => { if (n * weight > scores[entry]) scores[entry] = n * weight })
    any = 1
  }
  let exact, any
  marked.add(term)
  if (stop.includes(term)) return null
  for (const [name, postings] of await terms(term, term.length > 2 ? others : 0)) {
    if (name == term) add(name, postings, exact = 1)
    else if (name.startsWith(term) && !/^\d+$/.test(term)) add(name, postings, .3 + .4 * term.length / name.length)
  }
  if (exact || term.length < 3) return scores
  if (stop.some(name => name.startsWith(term) || !any && near(name) <= most)) return null
  if (any) return scores
  for (const name in alias) if (name.startsWith(term) || near(name) <= most) return find(alias[name], others, marked)
  // As little of the beginning has to be right as the files of one query allow.
  let right = 1, [a, b] = span(term[0])
  while ((b - a > 1 || used.size + b - a > 3) && right < term.length - 2) [a, b] = span(term.slice(0, ++right))
  if (!most || used.size + b - a > 3) return scores
  for (const [name, postings] of await terms(term.slice(0, right), 1)) {
    const d = near(name)
    if (d <= most) add(name, postings, .4 / d)
  }
  return scores
}

// The entries of a query in order, and the terms to mark.
const search = async (query, chosen) => {
  used = new Set()
  manifest ||= await load('m')
  const marked = new Set(), asked = [...new Set(split(query).map(w => manifest.alias[key(w)] || key(w)).filter(k => k.length > 1))]
  const sets = (await Promise.all(asked.map(k => find(k, Math.max(3 - asked.length, 0), marked)))).filter(s => s), frequent = asked.length && !sets.length && !chosen.length
  let [from, to] = [0, manifest.n]
  for (const s of chosen) {
    if (s == year) {
      [from, to] = manifest.y[s.value]
      continue
    }
    const id = s.name + '=' + s.value, set = new Float32Array(manifest.n)
    each((await table('f/' + place(manifest.f, id))).get(id), entry => { set[entry] = 1e-6 })
    sets.push(set)
  }
  const found = []
  let best = 1e-9
  if (sets.length || chosen.length) for (; from < to; from++) if (sets.every(s => s[from])) {
    const score = sets.reduce((n, s) => n + s[from], 0)
    found.push([from, score])
    best = Math.max(best, score)
  }
  // Those that fit alike stand together, the newest first.
  for (const f of found) f[1] = Math.round(4 * f[1] / best)
  found.sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return {found: found.map(f => f[0]), marked, heads: asked.filter(k => k.length > 4), frequent}
}

// Nothing of the index is ever read as HTML.
const mark = (element, text, {marked, heads}) => {
  element.textContent = ''
  let at = 0
  for (const m of text.matchAll(word)) {
    const k = manifest.alias[key(m[0])] || key(m[0])
    if (!marked.has(k) && !heads.some(h => k.endsWith(h))) continue
    const e = document.createElement('mark')
    e.textContent = m[0]
    element.append(text.slice(at, m.index), e)
    at = m.index + m[0].length
  }
  element.append(text.slice(at))
}
const hit = ([id, title, summary, date, sign, ministers, topics, marks], answer) => {
  const row = $('hit').content.cloneNode(true), at = selector => row.querySelector(selector)
  const option = kind.options[sign >> 1], shape = option.dataset.shape || 'cross', join = (texts, between) => texts.filter(s => s).join(between)
  const names = (select, places) => join(places.map(i => select.options[i + 1].text), words.between)
  at('svg').classList.add('k-' + shape)
  at('svg').classList.toggle('open', sign & 1)
  at('use').setAttribute('href', '#k-' + shape)
  at('.hit-d').textContent = join([date, sign > 1 && option.text, ...marks], ' · ')
  at('a').href = form.dataset.events + id + '.html'
  mark(at('a'), title, answer)
  mark(at('.e-sum'), summary, answer)
  at('.e-meta').textContent = join([names(minister, ministers), names(topic, topics)], ' · ')
  return row
}
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all)
const count = n => {
  const forms = words.entries
  let form
  try { form = new Intl.PluralRules(document.documentElement.lang).select(n) } catch { /* takes the form other */ }
  return fill((!n && forms.zero) || forms[form] || forms.other, {n: String(n).replace(/\B(?=(\d{3})+$)/g, words.thousands)})
}

let answer, turn = 0
// Shows the next twenty, or as many as the files hold that a query may load.
const show = async mine => {
  const {found} = answer, from = list.childElementCount, files = new Set()
  let to = from
  for (; to < found.length && to < from + 20; to++) {
    const file = Math.floor(found[to] / manifest.per)
    if (files.size >= Math.max(1, 5 - used.size) && !files.has(file)) break
    files.add(file)
  }
  await Promise.all([...files].map(i => load('d/' + i)))
  if (mine != turn) return
  list.append(...found.slice(from, to).map(i => hit(parts['d/' + Math.floor(i / manifest.per)][i % manifest.per], answer)))
  more.hidden = to == found.length
}
// Shows the register or not.
const lead = on => {
  $('register').hidden = !on
  form.dataset.ready = ''
}
const attempt = async work => {
  const mine = ++turn
  try {
    await work(mine)
  } catch (failed) {
    if (mine != turn) return
    status.textContent = fill(words.broken, {file: failed})
    retry.hidden = false
    lead(true)
  }
}
const run = () => attempt(async mine => {
  const query = input.value.trim(), chosen = selects.filter(s => s.value)
  clear.hidden = !chosen.length
  const next = await search(query, chosen), n = next.found.length
  if (mine != turn) return
  answer = next
  list.textContent = ''
  retry.hidden = more.hidden = true
  lead(!n)
  status.textContent = answer.frequent ? fill(words.frequent, {query}) : n ? query ? fill(words.found, {entries: count(n), query}) : count(n)
    : chosen.length ? words.none_chosen : query ? fill(words.none, {query}) : ''
  await show(mine)
})

// The query stands in the address: links, reload and back keep it.
const again = (how = 'replaceState') => {
  clearTimeout(timer)
  const p = String(new URLSearchParams([...new FormData(form)].filter(([, v]) => v.trim())))
  if (p != location.search.slice(1)) try { history[how](null, '', '?' + p) } catch { /* refused on a disk by some */ }
  run()
}
const restore = () => {
  const p = new URLSearchParams(location.search)
  for (const e of [input, ...selects]) {
    e.value = p.get(e.name) || ''
    if (e.selectedIndex < 0) e.value = ''
  }
  run()
}
let timer
input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(again, 150) })
for (const s of selects) s.addEventListener('change', () => again())
clear.addEventListener('click', () => { for (const s of selects) s.value = ''; again(); input.focus() })
retry.addEventListener('click', run)
more.addEventListener('click', async () => {
  const n = list.childElementCount
  await attempt(show)
  list.children[n]?.querySelector('a').focus()
})
form.addEventListener('submit', e => { e.preventDefault(); again('pushState') })
addEventListener('popstate', restore)
restore()
})()
