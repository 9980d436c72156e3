// Where somebody stood on a page is where they stand after an action, and when they come back to the closet.
"use strict";

{
  const here = location.pathname + location.search;
  const kept = (key) => {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const keep = (key, value) => {
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // A browser without storage begins at the top.
    }
  };
  const CARDS_ON_A_PAGE = 60;
  const cards = () => document.querySelectorAll(".card-garment").length;
  const pages = () => Math.max(1, Math.ceil(cards() / CARDS_ON_A_PAGE));
  const address = new URL(location.href);
  const grid = Boolean(document.querySelector(".finding"));

  // As many cards as there were, then the same place; the address forgets how many.
  const withPages = (path, count) => {
    const target = new URL(path, location.href);
    if (count > 1) target.searchParams.set("shown", count);
    return target.pathname + target.search;
  };

  if (grid) {
    const place = kept("closet-place");
    const restore = place?.restore && place.path === address.pathname;
    if (address.searchParams.has("shown")) {
      address.searchParams.delete("shown");
      history.replaceState(history.state, "", address);
    }
    if (restore) window.scrollTo(0, place.y);
    keep("closet-place", null);
    const leave = (restore) => {
      const now = new URL(location.href);
      keep("closet-place", { path: now.pathname, search: now.search, y: window.scrollY, pages: pages(), restore });
    };
    window.addEventListener("pagehide", () => leave(false));
    document.addEventListener("submit", (event) => {
      if (!event.target.matches(".acts, .note form")) return;
      leave(true);
      window.addEventListener("pagehide", () => leave(true), { once: true });
    });
    // A page that the browser had kept does not know what was done since.
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted || !kept("closet-changed")) return;
      keep("closet-changed", false);
      leave(true);
      location.replace(withPages(location.pathname + location.search, pages()));
    });
    keep("closet-changed", false);
  } else {
    const back = document.querySelector("a.back");
    const place = kept("closet-place");
    if (back && place && place.path === new URL(back.href).pathname) {
      back.href = withPages(place.path + place.search, place.pages);
      back.addEventListener("click", () => keep("closet-place", { ...place, restore: true }));
    }
    const stood = kept("garment-place");
    if (stood?.path === location.pathname) window.scrollTo(0, stood.y);
    keep("garment-place", null);
    document.addEventListener("submit", (event) => {
      if (event.target.method !== "post") return;
      keep("garment-place", { path: location.pathname, y: window.scrollY });
      keep("closet-changed", true);
    });
  }
}
