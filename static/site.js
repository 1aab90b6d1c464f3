// What a reader may do on a page beyond reading: narrow a list down, turn it
// round, see which year it is, copy a citation. Without it the page says and
// shows the same. All words come from the page.
(function (d, w) {
  'use strict';
  function all(s, c) { return Array.prototype.slice.call((c || d).querySelectorAll(s)); }
  function one(s, c) { return (c || d).querySelector(s); }

  // Within a group any of the values chosen, and that in every group.
  function narrow(box) {
    var list = one('.chrono'), words = JSON.parse(box.dataset.words), plural = new Intl.PluralRules(d.documentElement.lang);
    var status = one('[data-status]'), reset = one('[data-reset]'), order = one('[data-order]'), empty = one('[data-empty]');
    var entries = all('.entry', list), years = all('.year', list), rail = one('.rail ol'), first = words.Newest ? 1 : 0, newest = first, on = {};
    var most = Math.max.apply(null, years.map(function (y) { return all('.entry', y).length; }));
    function count(n) { var f = words.Counts; return (n ? f[plural.select(n)] || f.other : f.zero || f.other).replace('{n}', n); }
    function shown(c) { return all('.entry', c).filter(function (e) { return !e.hidden; }).length; }

    function apply() {
      var keys = Object.keys(on).filter(function (k) { return on[k].length; }), hit = {}, n = 0;
      entries.forEach(function (e) {
        e.hidden = !keys.every(function (k) {
          var have = e.dataset[k].split(' ');
          return on[k].some(function (v) { return have.indexOf(v) > -1; });
        });
        if (!e.hidden) { n++; hit[e.id.slice(2)] = 1; }
      });
      all('.month', list).forEach(function (m) { m.hidden = !shown(m); });
      years.forEach(function (y) {
        var c = shown(y), r = one('a[href="#' + y.id + '"]', rail), text = one('.year-n', y);
        y.hidden = keys.length && !c;
        if (text) text.textContent = count(c);
        if (!r) return;
        one('.rn', r).textContent = c;
        one('.vh', r).textContent = ' ' + count(c);
        one('rect', r).setAttribute('width', Math.round(c / most * 100) + '%');
      });
      all('.strip [data-e]').forEach(function (g) { g.classList.toggle('dim', !hit[g.dataset.e]); });
      all('[data-filter] button').forEach(function (b) { b.setAttribute('aria-pressed', String(on[b.parentNode.parentNode.dataset.filter].indexOf(b.value) > -1)); });
      reset.hidden = !keys.length;
      empty.hidden = n > 0;
      status.textContent = words[keys.length ? 'Some' : 'All'][newest].replace('{k}', n);
      order.textContent = words.Order[1 - newest];
    }
    function turn() {
      newest = 1 - newest;
      [list, rail].concat(years, all('.entries', list)).forEach(function (p) {
        all(':scope > section, :scope > li', p).reverse().forEach(function (c) { p.appendChild(c); });
      });
    }
    function read() {
      var q = new URLSearchParams(w.location.search);
      Object.keys(on).forEach(function (k) { on[k] = (q.get(k) || '').split(',').filter(function (v) { return chips[k + ' ' + v]; }); });
      if ((q.get('order') === 'newest' ? 1 : q.get('order') === 'oldest' ? 0 : first) !== newest) turn();
      apply();
    }
    function go() {
      var q = Object.keys(on).filter(function (k) { return on[k].length; }).map(function (k) { return k + '=' + on[k].map(encodeURIComponent).join(','); });
      if (newest !== first) q.push('order=' + (newest ? 'newest' : 'oldest'));
      apply();
      try { w.history.pushState(null, '', w.location.pathname + (q.length ? '?' + q.join('&') : '') + w.location.hash); } catch (e) { /* the list is right all the same */ }
    }

    var chips = {};
    all('[data-filter]', box).forEach(function (ul) {
      var k = ul.dataset.filter;
      on[k] = [];
      all('.chip', ul).forEach(function (c) {
        var b = d.createElement('button');
        b.type = 'button'; b.className = 'chip'; b.value = c.dataset.value;
        while (c.firstChild) b.appendChild(c.firstChild);
        c.parentNode.replaceChild(b, c);
        chips[k + ' ' + b.value] = b;
        b.addEventListener('click', function () {
          var i = on[k].indexOf(b.value);
          if (i < 0) on[k].push(b.value); else on[k].splice(i, 1);
          go();
        });
      });
    });
    reset.addEventListener('click', function () {
      Object.keys(on).forEach(function (k) { on[k] = []; });
      go();
      one('.chip', box).focus();
    });
    order.addEventListener('click', function () { turn(); go(); });
    order.hidden = false;
    w.addEventListener('popstate', read);
    read();
    all('details', box).forEach(function (f) { f.open = !!one('[aria-pressed=true]', f); });
  }

  function spy() {
    var rail = one('.rail'), seen = {};
    if (!rail || !w.IntersectionObserver) return;
    var io = new IntersectionObserver(function (es) {
      es.forEach(function (e) { seen['#' + e.target.id] = e.isIntersecting; });
      var links = all('a', rail), now = links.filter(function (a) { return seen[a.getAttribute('href')]; })[0];
      links.forEach(function (a) { if (a !== now) a.removeAttribute('aria-current'); });
      if (!now || now.hasAttribute('aria-current')) return;
      now.setAttribute('aria-current', 'true');
      if (rail.scrollWidth > rail.clientWidth) rail.scrollLeft = now.offsetLeft - (rail.clientWidth - now.offsetWidth) / 2;
    }, { rootMargin: '-12% 0px -75% 0px' });
    all('.year').forEach(function (y) { io.observe(y); });
  }

  function copy(b) {
    var text = one('[data-cite]'), said = one('[role=status]', b.parentNode);
    if (!text) return;
    function mark() { w.getSelection().selectAllChildren(text); said.textContent = b.dataset.marked; }
    b.hidden = false;
    b.addEventListener('click', function () {
      if (!w.navigator.clipboard) return mark();
      w.navigator.clipboard.writeText(text.textContent).then(function () { said.textContent = b.dataset.copy; }, mark);
    });
  }

  d.addEventListener('keydown', function (e) {
    var field = one('input[type=search]');
    if (!field || e.key !== 'k' || !(e.ctrlKey || e.metaKey) || e.altKey || e.shiftKey) return;
    e.preventDefault();
    field.focus();
    field.select();
  });
  all('.filter').forEach(narrow);
  all('[data-copy]').forEach(copy);
  spy();
})(document, window);
