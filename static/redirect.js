// Keeps the fragment of an old address, which the refresh in the page would
// drop. Without script the refresh alone leads on.
(function () {
  'use strict';
  var to = document.getElementById('to');
  if (to && location.hash) location.replace(to.href.split('#')[0] + location.hash);
})();
