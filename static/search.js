// The search. A page on a disk can load nothing but scripts, so the index is
// scripts that call chronik(name, data); see package search for what is in
// them. What is said comes from data-words of the form.
(() => {
  'use strict'
  const $ = id => document.getElementById(id)
  const form = $('search'), status = $('found'), list = $('hits'), more = $('more'), retry = $('retry'), clear = $('clear')
  const words = JSON.parse(form.dataset.words), input = form.elements.q, selects = [...form.querySelectorAll('select')]

  // Words and keys: german.IndexWords and german.IndexKey in the program.
  const word = /[\p{L}\p{Nd}\p{M}\xad]+/gu
  const special = {ß: 'ss', æ: 'a', œ: 'o', ø: 'o', ł: 'l', đ: 'd', ı: 'i', '\xad': ''}
  const key = s => s.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[ßæœøłđı\xad]/g, c => special[c])
    .replace(/([ao])e+|(^|[^aeqo])ue+/g, (m, a, b) => a || b + 'u').replace(/^(.{4,}?)(ens|ern|ers|em|en|er|es|e|s|n)$/u, '$1')

  // Files of the index, each loaded once.
  const parts = {}, waiting = {}
  let manifest, requests
  window.chronik = (name, data) => { parts[name] = data }
  Object.assign(chronik, {key, words: text => text.match(word) || []})
  const load = name => waiting[name] ||= new Promise((done, fail) => {
    const script = document.createElement('script')
    requests++
    script.src = form.dataset.index + name + '.js' + (manifest ? '?' + manifest.v : '')
    script.onload = script.onerror = () => {
      script.remove()
      if (name in parts) return done(parts[name])
      delete waiting[name]
      fail(name + '.js')
    }
    document.head.append(script)
  })
  // The place of the file whose range holds a term.
  const place = (starts, term) => {
    let low = 0, high = starts.length
    while (low < high) {
      const middle = low + high >> 1
      starts[middle] <= term ? low = middle + 1 : high = middle
    }
    return Math.max(low - 1, 0)
  }
  const tables = {}
  const table = async name => tables[name] ||= new Map((await load(name)).split('|').map(line => line.split(':')))
  // Terms that begin with a text, from at most three files.
  const terms = async prefix => {
    if (!manifest.t.length) return []
    const from = place(manifest.t, prefix), to = Math.min(place(manifest.t, prefix + '\uffff'), from + 2)
    const all = await Promise.all(Array.from({length: to - from + 1}, (_, i) => table('t/' + (from + i))))
    return all.flatMap(t => [...t])
  }
  const each = (postings, visit) => {
    let entry = 0
    for (const p of postings.split(' ')) {
      const n = parseInt(p, 36)
      visit(entry += n >> 3, n & 7)
    }
  }
  // Optimal string alignment; anything above most is as good as any other.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return 9
    let older, old = Array.from({length: b.length + 1}, (_, j) => j)
    for (let i = 1; i <= a.length; i++) {
      const row = [i]
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] != b[j - 1]))
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1)
      }
      older = old
      old = row
    }
    return old[b.length]
  }

  // Entries that have a word, with how well; null if nearly all have it.
  const find = async (term, marked) => {
    const {alias, stop} = manifest, scores = new Map()
    const add = (name, postings, factor) => {
      marked.add(name)
      const weight = factor * Math.log(1 + manifest.n / (postings.split(' ').length))
      each(postings, (entry, n) => scores.set(entry, Math.max(scores.get(entry) || 0, n * weight)))
    }
    marked.add(term = alias[term] || term)
    if (stop.includes(term)) return null
    let exact
    for (const [name, postings] of await terms(term)) {
      if (name == term) add(name, postings, exact = 1)
      else if (term.length > 2 && name.startsWith(term)) add(name, postings, .3 + .4 * term.length / name.length)
    }
    if (exact || term.length < 3) return scores
    const most = term.length > 8 ? 2 : term.length > 4 ? 1 : 0
    const near = name => name.startsWith(term) ? .5 : distance(term, name, most)
    if (stop.some(name => name.startsWith(term) || !scores.size && near(name) <= most)) return null
    if (scores.size) return scores
    const other = Object.keys(alias).filter(name => near(name) <= most).map(name => alias[name])
    for (const name of new Set(other)) {
      if (stop.includes(name)) return null
      for (const [found, postings] of await terms(name)) if (found == name) add(name, postings, .5)
    }
    // As little of the beginning has to be right as the files to load allow.
    let right = 1
    while (right < term.length - 2 && place(manifest.t, term.slice(0, right) + '\uffff') - place(manifest.t, term.slice(0, right)) > 1) right++
    for (const [name, postings] of most ? await terms(term.slice(0, right)) : []) {
      const d = distance(term, name, most)
      if (d <= most) add(name, postings, .4 / d)
    }
    return scores
  }

  // What a query finds: entries in order, the keys to mark, whether its words
  // are all in nearly every entry.
  const search = async (query, chosen) => {
    manifest ||= await load('m')
    const marked = new Set(), asked = new Set((query.match(word) || []).map(key).filter(k => k.length > 1))
    const sets = (await Promise.all([...asked].map(k => find(k, marked)))).filter(s => s)
    const frequent = asked.size > 0 && !sets.length
    let from = 0, to = manifest.n
    for (const [name, value] of chosen) {
      if (name == selects[3].name) {
        [from, to] = manifest.y[value] || [0, 0]
        continue
      }
      const id = name + '=' + value, set = new Map()
      each((await table('f/' + place(manifest.f, id))).get(id), entry => set.set(entry, 0))
      sets.push(set)
    }
    sets.sort((a, b) => a.size - b.size)
    const found = []
    const take = entry => {
      let score = 0
      if (entry < from || entry >= to) return
      for (const s of sets) {
        if (!s.has(entry)) return
        score += s.get(entry)
      }
      found.push([entry, score])
    }
    if (sets.length) for (const entry of sets[0].keys()) take(entry)
    else if (chosen.length) for (let entry = from; entry < to; entry++) take(entry)
    // Those that fit alike stand together, the newest first.
    const best = Math.max(...found.map(f => f[1]), 1e-9), rank = f => Math.round(4 * f[1] / best)
    found.sort((a, b) => rank(b) - rank(a) || a[0] - b[0])
    return {found: found.map(f => f[0]), marked, frequent: frequent && !chosen.length}
  }

  // Building the page. Nothing of the index is ever read as HTML.
  const mark = (text, marked) => {
    const out = []
    let at = 0
    for (const m of text.matchAll(word)) {
      const k = manifest.alias[key(m[0])] || key(m[0])
      if (marked.has(k) || [...marked].some(t => t.length > 4 && k.endsWith(t))) {
        const e = document.createElement('mark')
        e.textContent = m[0]
        out.push(text.slice(at, m.index), e)
        at = m.index + m[0].length
      }
    }
    return [...out, text.slice(at)]
  }
  const hit = ([id, title, summary, date, code, ministers, topics, marks], marked) => {
    const row = $('hit').content.cloneNode(true), at = selector => row.querySelector(selector)
    const kind = selects[2].options[code >> 1], shape = kind.dataset.shape || 'cross', glyph = at('svg')
    const names = (select, places) => places.map(i => select.options[i + 1].text).join(words.between)
    glyph.classList.add('k-' + shape)
    glyph.classList.toggle('open', code & 1)
    at('use').setAttribute('href', '#k-' + shape)
    at('.hit-d').textContent = [date, code > 1 && kind.text, ...marks].filter(s => s).join(' · ')
    at('a').href = form.dataset.events + id + '.html'
    at('a').append(...mark(title, marked))
    at('.e-sum').append(...mark(summary, marked))
    at('.e-meta').textContent = [names(selects[0], ministers), names(selects[1], topics)].filter(s => s).join(' · ')
    return row
  }

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => name in values ? values[name] : all)
  const number = n => String(n).replace(/\B(?=(\d{3})+$)/g, words.thousands)
  let plural
  try { plural = new Intl.PluralRules(document.documentElement.lang) } catch { /* every number takes the form other */ }
  const count = n => fill((!n && words.entries.zero) || words.entries[plural?.select(n)] || words.entries.other, {n: number(n)})

  const chosen = () => selects.filter(s => s.value).map(s => [s.name, s.value])
  let answer, turn = 0
  // Shows the next entries: as many of twenty as few files hold.
  const show = async mine => {
    const {found, marked} = answer, files = new Set(), from = list.childElementCount
    let to = from
    for (; to < found.length && to < from + 20; to++) {
      const file = Math.floor(found[to] / manifest.per)
      if (!(('d/' + file) in parts) && !files.has(file) && files.size > 1 && requests + files.size >= 6) break
      files.add(file)
    }
    await Promise.all([...files].map(i => load('d/' + i)))
    if (mine != turn) return
    list.append(...found.slice(from, to).map(i => hit(parts['d/' + Math.floor(i / manifest.per)][i % manifest.per], marked)))
    more.hidden = to == found.length
  }
  const guarded = async (mine, work) => {
    try {
      requests = 0
      await work()
    } catch (failed) {
      if (mine != turn) return
      status.textContent = fill(words.broken, {file: typeof failed == 'string' ? failed : failed.message})
      retry.hidden = $('register').hidden = false
      retry.hidden = false
    }
  }
  const run = () => {
    const mine = ++turn, query = input.value.trim(), filters = chosen()
    clear.hidden = !filters.length
    return guarded(mine, async () => {
      const next = await search(query, filters)
      if (mine != turn) return
      answer = next
      const {found, frequent} = answer, n = found.length
      list.textContent = ''
      retry.hidden = more.hidden = true
      $('register').hidden = n > 0
      const entries = count(n)
      status.textContent = frequent ? fill(words.frequent, {query}) : n ? query ? fill(words.found, {entries, query}) : entries
        : filters.length ? words.none_chosen : query ? fill(words.none, {query}) : ''
      await show(mine)
    })
  }

  // The query stands in the address, so links, reload and back keep it.
  const address = () => {
    const p = new URLSearchParams([...new FormData(form)].filter(([, v]) => v.trim()))
    return location.pathname + (p.size ? '?' + p : '')
  }
  const remember = how => {
    if (address() != location.pathname + location.search) try { history[how](null, '', address()) } catch { /* some browsers refuse on a disk */ }
  }
  const restore = () => {
    const p = new URLSearchParams(location.search)
    for (const e of [input, ...selects]) e.value = p.get(e.name) || ''
    for (const s of selects) if (s.selectedIndex < 0) s.value = ''
    return run()
  }
  let timer
  const again = () => { remember('replaceState'); run() }
  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(again, 150) })
  for (const s of selects) s.addEventListener('change', again)
  clear.addEventListener('click', () => { for (const s of selects) s.value = ''; again(); input.focus() })
  retry.addEventListener('click', run)
  more.addEventListener('click', async () => {
    const n = list.childElementCount, mine = turn
    await guarded(mine, () => show(mine))
    list.children[n]?.querySelector('a').focus()
  })
  form.addEventListener('submit', e => { e.preventDefault(); clearTimeout(timer); remember('pushState'); run() })
  addEventListener('popstate', restore)
  restore()
})()
