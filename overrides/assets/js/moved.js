// A moved page: to where it is now, with the question and the place that the address asks for.
location.replace(document.currentScript.dataset.to + location.search + location.hash);
