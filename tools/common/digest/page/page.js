(() => {
  "use strict";
  const $ = (selector) => document.querySelector(selector);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  // Letters without their accents and in lower case: "Đurašković" is found by "duraskovic".
  const whole = { đ: "d", ø: "o", ł: "l", ı: "i", ß: "ss", æ: "ae", œ: "oe", ð: "d", þ: "th" };
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[đøłıßæœðþ]/g, (letter) => whole[letter]);
  const entries = all("article, .alone > li").map((element) => ({
    element,
    text: plain(element.textContent),
    section: element.dataset.section || "",
    story: element.tagName === "ARTICLE",
  }));
  const search = $("#search");
  const found = $("#found");
  const buttons = all("button[data-section]");
  let section = "";

  function show() {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    let stories = 0;
    let others = 0;
    for (const entry of entries) {
      const fits = (section === "" || entry.section === section) &&
        words.every((word) => entry.text.includes(word));
      entry.element.hidden = !fits;
      if (fits && entry.story) stories += 1;
      else if (fits) others += 1;
    }
    for (const part of all("main > section")) {
      part.hidden = !part.querySelector("article:not([hidden]), .alone > li:not([hidden])");
    }
    found.textContent = words.length > 0 || section !== ""
      ? `${stories} ${stories === 1 ? "story" : "stories"}, ${others} alone` : "";
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      section = button.dataset.section;
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      show();
    });
  }
  search.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && document.activeElement === search) {
      search.value = "";
      show();
    }
  });
  $("#theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  // A link from the map or the timeline may lead to a story that is filtered out, or to a report
  // in a closed list.
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest("[hidden]")) {
      search.value = "";
      buttons[0]?.click();
      show();
    }
    const list = target.closest("details");
    if (list) list.open = true;
    target.scrollIntoView();
  });
  $(".controls").hidden = false;
})();
