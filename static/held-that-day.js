/* Fields that choose officials offer what was held on the day that stands in the form, also before it is stored. */

(() => {
  "use strict";
  const day = document.getElementById("id_date");
  if (!day || !window.django) return;
  django.jQuery.ajaxPrefilter((request) => {
    request.url = request.url.replace(/([?&]on=)[^&]*/, (_, name) => name + encodeURIComponent(day.value));
  });
})();
