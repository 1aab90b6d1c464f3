// Narrows a list down and turns it round, marks the year, copies the citation.
// Without it the page shows the same in the same place; all words are its own.
(() => {
'use strict'
const all = (s, c = document) => [...c.querySelectorAll(s)], one = (s, c = document) => c.querySelector(s)
const rail = one('.rail'), years = all('.year')

// Any value of a group, and that in every group.
const narrow = box => {
  const words = JSON.parse(box.dataset.words), plural = new Intl.PluralRules(document.documentElement.lang), first = +words.Newest
  const list = one('.chrono'), entries = all('.entry', list), status = one('[data-status]'), reset = one('[data-reset]'), order = one('[data-order]')
  const chips = {}, on = {}, keys = () => Object.keys(on).filter(k => on[k].length), seen = c => all('.entry:not([hidden])', c).length
  const count = n => (n ? words.Counts[plural.select(n)] || words.Counts.other : words.Counts.zero || words.Counts.other).replace('{n}', n)
  const most = Math.max(...years.map(seen))
  let newest = first

  const show = () => {
    const chosen = keys(), hits = new Set()
    entries.forEach(e => {
      e.hidden = !chosen.every(k => on[k].some(v => e.dataset[k].split(' ').includes(v)))
      if (!e.hidden) hits.add(e.id.slice(2))
    })
    all('.month', list).forEach(m => m.hidden = !seen(m))
    years.forEach(y => {
      const n = seen(y), a = one(`[href="#${y.id}"]`, rail)
      y.hidden = chosen.length && !n
      one('.year-n', y).textContent = count(n)
      one('.rn', a).textContent = n
      one('.vh', a).textContent = ' ' + count(n)
      one('rect', a).setAttribute('width', Math.round(n / most * 100) + '%')
    })
    all('.strip [data-e]').forEach(g => g.classList.toggle('dim', !hits.has(g.dataset.e)))
    Object.values(chips).forEach(b => b.setAttribute('aria-pressed', on[b.name].includes(b.value)))
    reset.hidden = !chosen.length
    one('[data-empty]').hidden = hits.size
    status.textContent = words[chosen.length ? 'Some' : 'All'][newest].replace('{k}', hits.size)
    order.textContent = words.Order[1 - newest]
  }
  const turn = () => {
    newest = 1 - newest
    ;[list, one('ol', rail), ...years, ...all('.entries', list)].forEach(p => p.append(...all(':scope > section, :scope > li', p).reverse()))
  }
  // The address says what is shown.
  const read = () => {
    const q = new URLSearchParams(location.search), by = ['oldest', 'newest'].indexOf(q.get('order'))
    for (const k in on) on[k] = (q.get(k) || '').split(',').filter(v => chips[k + v])
    if ((by < 0 ? first : by) != newest) turn()
    show()
  }
  const write = () => {
    const q = keys().map(k => k + '=' + on[k].map(encodeURIComponent))
    if (newest != first) q.push('order=' + (newest ? 'newest' : 'oldest'))
    history.pushState(null, '', location.pathname + (q.length ? '?' + q.join('&') : '') + location.hash)
    show()
  }
  all('.chip', box).forEach(c => {
    const b = document.createElement('button'), v = c.dataset.value, k = c.closest('ul').dataset.filter
    on[k] = []
    chips[k + v] = Object.assign(b, {type: 'button', className: 'chip', name: k, value: v, onclick() {
      on[k] = on[k].includes(v) ? on[k].filter(w => w != v) : [...on[k], v]
      write()
    }})
    b.append(...c.childNodes)
    c.replaceWith(b)
  })
  reset.onclick = () => {
    for (const k in on) on[k] = []
    write()
    order.focus()
  }
  order.onclick = () => { turn(); write() }
  order.hidden = false
  addEventListener('popstate', read)
  read()
  all('details', box).forEach(d => d.open = one('[aria-pressed=true]', d))
}

const spy = () => {
  const seen = {}, io = new IntersectionObserver(changes => {
    changes.forEach(c => seen['#' + c.target.id] = c.isIntersecting)
    const links = all('a', rail), now = links.find(a => seen[a.getAttribute('href')])
    links.forEach(a => a != now && a.removeAttribute('aria-current'))
    if (!now || now.ariaCurrent) return
    now.setAttribute('aria-current', 'true')
    rail.scrollLeft = now.offsetLeft - rail.clientWidth / 2
  }, {rootMargin: '-12% 0px -75% 0px'})
  years.forEach(y => io.observe(y))
}

all('.filter').forEach(narrow)
if (rail) spy()
all('[data-copy]').forEach(b => {
  const text = one('[data-cite]'), said = b.nextElementSibling
  b.hidden = false
  b.onclick = () => (navigator.clipboard?.writeText(text.textContent) || Promise.reject()).then(() => said.textContent = b.dataset.copy, () => {
    getSelection().selectAllChildren(text)
    said.textContent = b.dataset.marked
  })
})
addEventListener('keydown', e => {
  const field = one('[type=search]')
  if (field && e.key == 'k' && (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey) {
    e.preventDefault()
    field.select()
  }
})
})()
