// Reloads the page when what stands at its address has changed, and shows what
// is wrong with the content while the last good site stays. Only `serve` hands
// this out; a built site does not have it.
(function () {
  'use strict';
  var version = document.currentScript.getAttribute('data-version');
  var events = new EventSource('/.chronik/events?path=' + encodeURIComponent(location.pathname) + '&version=' + version);
  var box = null;

  events.addEventListener('reload', function () {
    events.close();
    location.reload();
  });

  // New styles without a new page: what was typed and where it was scrolled stays.
  events.addEventListener('style', function () {
    document.querySelectorAll('link[rel=stylesheet]').forEach(function (link) {
      var next = link.cloneNode();
      next.href = link.href.replace(/[?].*/, '') + '?' + Date.now();
      next.onload = function () { link.remove(); };
      link.after(next);
    });
  });

  events.addEventListener('problems', function (event) {
    if (!box) {
      box = document.createElement('pre');
      box.setAttribute('role', 'alert');
      // Set one by one: the site's content policy forbids style attributes.
      box.style.position = 'fixed';
      box.style.inset = 'auto 0 0 0';
      box.style.maxHeight = '50vh';
      box.style.overflow = 'auto';
      box.style.margin = '0';
      box.style.padding = '1em';
      box.style.background = '#7a0000';
      box.style.color = '#fff';
      box.style.zIndex = '99999';
      box.style.whiteSpace = 'pre-wrap';
      document.body.appendChild(box);
    }
    box.textContent = JSON.parse(event.data).join('\n');
  });

  events.addEventListener('solved', function () {
    if (box) {
      box.remove();
      box = null;
    }
  });

  // Without this an old page keeps a connection, of which browsers have few.
  window.addEventListener('pagehide', function () { events.close(); });
  window.addEventListener('pageshow', function (event) { if (event.persisted) location.reload(); });
})();
